package org.recupera.examples.portal.inbox;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A mail as a mail program shows it.
 *
 * @param number counts the mails of an inbox from 1
 * @param at when it came
 * @param recipient the recipient of the envelope
 * @param headers all headers in their order, decoded
 * @param text the plain text part; empty when there is none
 * @param html the HTML part; empty when there is none
 */
public record ReceivedMail(int number, Instant at, String recipient, List<Field> headers, String text, String html) {

    /**
     * One header.
     *
     * @param name its name
     * @param value its value, decoded and unfolded
     */
    public record Field(String name, String value) {}

    /**
     * Finds a header.
     *
     * @param name its name, in any case
     * @return the first of that name, or an empty text
     */
    public String header(String name) {
        return headers.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst()
                .orElse("");
    }

    static ReceivedMail read(int number, Instant at, String recipient, byte[] content) {
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(content));
            List<Field> headers = new ArrayList<>();
            for (Header header : Collections.list(message.getAllHeaders())) {
                headers.add(new Field(header.getName(), decoded(header.getValue())));
            }
            return new ReceivedMail(
                    number,
                    at,
                    recipient,
                    List.copyOf(headers),
                    body(message, "text/plain").orElse(""),
                    body(message, "text/html").orElse(""));
        } catch (MessagingException | IOException unreadable) {
            throw new IllegalArgumentException("not a mail that can be read", unreadable);
        }
    }

    private static String decoded(String value) throws UnsupportedEncodingException {
        return MimeUtility.decodeText(MimeUtility.unfold(value));
    }

    private static Optional<String> body(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return Optional.of((String) part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                Optional<String> found = body(inner, type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
