package org.recupera.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server of somebody else's making that keeps what it got, byte for byte, below its own trace field. */
final class MailHop implements AutoCloseable {

    final List<byte[]> arrived = new CopyOnWriteArrayList<>();

    private final SMTPServer server = SMTPServer.port(0)
            .messageHandler((context, from, to, data) -> arrived.add(data))
            .build();

    private MailHop() {
        server.start();
    }

    static MailHop started() {
        return new MailHop();
    }

    /** A sender to this server, as yet unsigned. */
    SmtpMailSender.Builder sender() {
        return SmtpMailSender.to("localhost", server.getPortAllocated());
    }

    byte[] last() {
        return arrived.get(arrived.size() - 1);
    }

    static MimeMessage parsed(byte[] message) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message));
    }

    /** A copy in which some text, which has to occur, is another where it occurs first. */
    static byte[] changed(byte[] message, String text, String other) {
        String before = new String(message, ISO_8859_1);
        int at = before.indexOf(text);
        if (at < 0) {
            throw new IllegalArgumentException("the message does not hold " + text);
        }
        return (before.substring(0, at) + other + before.substring(at + text.length())).getBytes(ISO_8859_1);
    }

    @Override
    public void close() {
        server.stop();
    }
}
