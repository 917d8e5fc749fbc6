package org.recupera.examples.portal;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail that a server was given.
 *
 * @param to the recipient of the envelope
 * @param messageId its {@code Message-ID}
 * @param subject its subject
 * @param date its date
 * @param text what its reader sees, without a layout
 */
record TakenMail(String to, String messageId, String subject, Date date, String text) {

    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/\\S+token=\\S+)");

    static TakenMail read(String to, String data) {
        try {
            MimeMessage message = new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(data.getBytes(StandardCharsets.ISO_8859_1)));
            return new TakenMail(
                    to,
                    message.getMessageID(),
                    message.getSubject(),
                    message.getSentDate(),
                    plain(message).orElse(""));
        } catch (MessagingException | IOException unreadable) {
            throw new IllegalArgumentException("not a mail that can be read", unreadable);
        }
    }

    boolean hasLink() {
        return LINK.matcher(text).find();
    }

    /** The path of the link that it carries, on whatever node. */
    String link() {
        Matcher link = LINK.matcher(text);
        if (!link.find()) {
            throw new AssertionError("no link in: " + subject);
        }
        return link.group(1);
    }

    private static Optional<String> plain(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return Optional.of((String) part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                Optional<String> found = plain(inner);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
