package org.recupera.mail.desk;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.recupera.conformance.TicketDeskSuite;
import org.recupera.mail.SmtpMailSender;
import org.recupera.port.EmailAddress;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;
import org.recupera.port.TicketDesk;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** The contract of every desk, with SubEthaSMTP before a help desk that tells repetitions by their {@code Message-ID}. */
class MailDeskSuiteTest extends TicketDeskSuite {

    private record Ticket(String intake, String number, String messageId) {}

    private final List<Ticket> arrived = new CopyOnWriteArrayList<>();
    private final SMTPServer server = started();
    private final SmtpMailSender one = sender();
    private final SmtpMailSender other = sender();

    @AfterEach
    void end() {
        one.close();
        other.close();
        server.stop();
    }

    @Override
    protected TicketDesk desk() {
        return desks(one);
    }

    @Override
    protected TicketDesk anotherDesk() {
        return desks(other);
    }

    @Override
    protected int cases(SupportCase filed) {
        return (int) arrived.stream()
                .filter(ticket -> ticket.intake().equals(intake(filed.portal()).value()))
                .filter(ticket -> ticket.number().equals(filed.number().value()))
                .map(Ticket::messageId)
                .distinct()
                .count();
    }

    private SmtpMailSender sender() {
        return SmtpMailSender.to("localhost", server.getPortAllocated()).build();
    }

    private SMTPServer started() {
        SMTPServer started = SMTPServer.port(0).messageHandler(this::take).build();
        started.start();
        return started;
    }

    /** Each portal has a desk of its own: that is how a test sees from outside whose case a mail brings. */
    private static TicketDesk desks(SmtpMailSender sender) {
        return (filed, contents) -> MailDesk.to(intake(filed.portal()), sender)
                .from(Cases.FROM)
                .bounces(Cases.BOUNCES)
                .zone(ZoneId.of("America/Tegucigalpa"))
                .profile(DeskProfile.freescout())
                .build()
                .file(filed, contents);
    }

    private static EmailAddress intake(PortalId portal) {
        return new EmailAddress(portal + "@mesa.example.org");
    }

    private void take(MessageContext context, String from, String to, byte[] data) throws RejectException {
        try {
            var mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data));
            arrived.add(new Ticket(to, mail.getHeader("X-Case-Number", null), mail.getMessageID()));
        } catch (MessagingException e) {
            throw new RejectException(554, "5.6.0 unreadable: " + e);
        }
    }
}
