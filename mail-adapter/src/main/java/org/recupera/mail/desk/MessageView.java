package org.recupera.mail.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A finished message as a receiver reads it.
 *
 * @param headers all fields in their order, unfolded
 * @param bodyType the whole type of the part that is read as text, lower case and without spaces; "" when there is none
 * @param body its text, lines ended by LF
 * @param bodies how many parts are no files
 * @param mixed whether the files stand in one {@code multipart/mixed}
 */
record MessageView(List<Field> headers, String bodyType, String body, int bodies, boolean mixed, List<File> files) {

    record Field(String name, String value) {}

    record File(
            String type,
            String encoding,
            @Nullable String disposition,
            @Nullable String name,
            int size) {}

    static MessageView of(byte[] message) throws MessagingException, IOException {
        var parsed = new MimeMessage((Session) null, new ByteArrayInputStream(message));
        List<Field> headers = new ArrayList<>();
        for (Header header : Collections.list(parsed.getAllHeaders())) {
            headers.add(new Field(header.getName(), MimeUtility.unfold(header.getValue())));
        }
        List<Part> parts = new ArrayList<>();
        boolean mixed = parsed.isMimeType("multipart/mixed");
        if (mixed) {
            var entities =
                    new MimeMultipart(new ByteArrayDataSource(parsed.getRawInputStream(), parsed.getContentType()));
            for (int i = 0; i < entities.getCount(); i++) {
                BodyPart part = entities.getBodyPart(i);
                parts.add(part);
            }
        } else {
            parts.add(parsed);
        }
        return of(headers, parts, mixed);
    }

    private static MessageView of(List<Field> headers, List<Part> parts, boolean mixed)
            throws MessagingException, IOException {
        List<File> files = new ArrayList<>();
        int bodies = 0;
        String bodyType = "";
        String body = "";
        for (Part part : parts) {
            if (bodies == 0) {
                bodyType = part.getContentType().toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
                body = new String(part.getInputStream().readAllBytes(), UTF_8).replace("\r\n", "\n");
                bodies++;
            } else if (part.isMimeType("text/*") && part.getFileName() == null && part.getDisposition() == null) {
                bodies++;
            } else {
                files.add(file(part));
            }
        }
        return new MessageView(List.copyOf(headers), bodyType, body, bodies, mixed, List.copyOf(files));
    }

    private static File file(Part part) throws MessagingException, IOException {
        String[] encoding = part.getHeader("Content-Transfer-Encoding");
        return new File(
                new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT),
                encoding == null ? "7bit" : encoding[0],
                part.getDisposition(),
                part.getFileName(),
                part.getInputStream().readAllBytes().length);
    }

    /** All values of a field. */
    List<String> all(String name) {
        return headers.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    /** The value of a field that is there exactly once. */
    Optional<String> one(String name) {
        List<String> all = all(name);
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** The decoded text of a field that is there exactly once, or nothing at all. */
    String text(String name) {
        try {
            return MimeUtility.decodeText(one(name).orElse(""));
        } catch (UnsupportedEncodingException unreadable) {
            return "";
        }
    }

    boolean has(String name) {
        return !all(name).isEmpty();
    }

    /** The one address of a field that is there exactly once. */
    Optional<InternetAddress> address(String name) {
        return one(name).flatMap(MessageView::parsed);
    }

    private static Optional<InternetAddress> parsed(String field) {
        try {
            InternetAddress[] addresses = InternetAddress.parse(field, true);
            return addresses.length == 1 && !addresses[0].isGroup() ? Optional.of(addresses[0]) : Optional.empty();
        } catch (MessagingException unreadable) {
            return Optional.empty();
        }
    }
}
