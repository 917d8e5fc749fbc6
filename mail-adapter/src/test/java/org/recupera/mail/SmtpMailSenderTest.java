package org.recupera.mail;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.recupera.conformance.MailSenderSuite;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailAttachment;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** The contract of every mail sender, held with SubEthaSMTP at the other end. */
class SmtpMailSenderTest extends MailSenderSuite {

    private final List<OutgoingMail> taken = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.WILLING;
    private SMTPServer server = started(0);
    private final int port = server.getPortAllocated();
    private final SmtpMailSender sender = builder(port).build();

    SmtpMailSender.Builder builder(int port) {
        return SmtpMailSender.to("localhost", port);
    }

    @AfterEach
    void end() {
        sender.close();
        server.stop();
    }

    @Override
    protected MailSender sender() {
        return sender;
    }

    @Override
    protected void serverIs(Mood mood) {
        if (mood == Mood.DOWN) {
            server.stop();
        } else if (this.mood == Mood.DOWN) {
            server = started(port);
        }
        this.mood = mood;
    }

    @Override
    protected List<OutgoingMail> arrived(EmailAddress recipient) {
        return taken.stream().filter(mail -> mail.to().equals(recipient)).toList();
    }

    private SMTPServer started(int port) {
        SMTPServer started = SMTPServer.port(port).messageHandler(this::take).build();
        started.start();
        return started;
    }

    private void take(MessageContext context, String from, String to, byte[] data) throws RejectException {
        if (mood == Mood.BUSY) {
            throw new RejectException(451, "4.3.2 later");
        }
        if (mood == Mood.REFUSING) {
            throw new RejectException(550, "5.7.1 never");
        }
        try {
            taken.add(read(
                    from, to, new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data))));
        } catch (MessagingException | IOException e) {
            throw new RejectException(554, "5.6.0 unreadable: " + e);
        }
    }

    private static OutgoingMail read(String from, String to, MimeMessage message)
            throws MessagingException, IOException {
        var author = (InternetAddress) message.getFrom()[0];
        String replyTo = message.getHeader("Reply-To", null);
        OutgoingMail.Builder mail = OutgoingMail.builder()
                .messageId(message.getMessageID())
                .from(new EmailAddress(author.getAddress()), author.getPersonal())
                .bounces(new EmailAddress(from))
                .replyTo(replyTo == null ? null : new EmailAddress(replyTo))
                .to(new EmailAddress(to))
                .subject(message.getSubject())
                .language(Locale.forLanguageTag(message.getHeader("Content-Language", null)))
                .date(message.getSentDate().toInstant())
                .automatic(message.getHeader("Auto-Submitted") != null)
                .references(message.getHeader("References", null));
        for (Header header : Collections.list(message.getAllHeaders())) {
            if (header.getName().startsWith("X-Case-")) {
                mail.header(header.getName(), MimeUtility.unfold(header.getValue()));
            }
        }
        readBodies(message, mail);
        return mail.build();
    }

    private static void readBodies(Part part, OutgoingMail.Builder mail) throws MessagingException, IOException {
        if (Part.ATTACHMENT.equals(part.getDisposition())) {
            if (!part.getFileName().equals("smime.p7s")) {
                String type = new ContentType(part.getContentType()).getBaseType();
                mail.attachment(MailAttachment.of(
                        part.getFileName(), type, part.getInputStream().readAllBytes()));
            }
        } else if (part.getContent() instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                readBodies(parts.getBodyPart(i), mail);
            }
        } else if (part.isMimeType("text/html")) {
            mail.html(text(part));
        } else if (part.isMimeType("text/plain")) {
            mail.text(text(part));
        }
    }

    private static String text(Part part) throws MessagingException, IOException {
        return ((String) part.getContent()).replace("\r\n", "\n");
    }
}
