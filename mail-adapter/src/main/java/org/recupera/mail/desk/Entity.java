package org.recupera.mail.desk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.util.QPDecoderStream;

/**
 * A MIME entity: header fields, unfolded, and what follows them, as it stands.
 *
 * <p>Written here and not by Jakarta Mail, whose reading depends on system properties and on what is found on the class
 * path.
 */
record Entity(List<Field> header, String raw) {

    private static final Pattern FIELD_END = Pattern.compile("\r\n(?![ \t])");
    private static final Pattern FIELD = Pattern.compile("(?<name>[!-9;-~]+):(?<value>.*)", Pattern.DOTALL);

    /** One header field. */
    record Field(String name, String value) {}

    /**
     * Reads header and rest.
     *
     * @throws IllegalArgumentException when there is no header
     */
    static Entity read(byte[] bytes) {
        return read(new String(bytes, ISO_8859_1));
    }

    private static Entity read(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalArgumentException("a message has a header and an empty line");
        }
        List<Field> fields = new ArrayList<>();
        for (String line : FIELD_END.split(text.substring(0, end), -1)) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                throw new IllegalArgumentException("a line of the header is no field");
            }
            String value = field.group("value").replace("\r\n", "").strip();
            fields.add(new Field(field.group("name"), value));
        }
        return new Entity(List.copyOf(fields), text.substring(end + 4));
    }

    /** The type without parameters, in lower case. */
    String type() {
        return first("Content-Type", "text/plain").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The type with its parameters, in lower case and without spaces. */
    String wholeType() {
        return first("Content-Type", "text/plain").replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    }

    /** {@code attachment}, {@code inline}, or nothing. */
    String disposition() {
        return first("Content-Disposition", "").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** What it is called, in either place where mail programs look. */
    String fileName() {
        String name = parameter(first("Content-Disposition", ""), "filename");
        return name.isEmpty() ? parameter(first("Content-Type", ""), "name") : name;
    }

    String encoding() {
        return first("Content-Transfer-Encoding", "7bit").toLowerCase(Locale.ROOT);
    }

    /**
     * The decoded content.
     *
     * @throws IllegalArgumentException when it is not in the encoding that it claims
     */
    byte[] content() {
        byte[] bytes = raw.getBytes(ISO_8859_1);
        return switch (encoding()) {
            case "base64" -> Base64.getMimeDecoder().decode(bytes);
            case "quoted-printable" -> unquoted(bytes);
            default -> bytes;
        };
    }

    /**
     * The parts of a multipart, at least one.
     *
     * @throws IllegalArgumentException when there are none
     */
    List<Entity> parts() {
        String delimiter = "\r\n--" + parameter(first("Content-Type", ""), "boundary");
        String[] pieces = ("\r\n" + raw).split(Pattern.quote(delimiter), -1);
        if (pieces.length < 3 || !pieces[pieces.length - 1].startsWith("--")) {
            throw new IllegalArgumentException("a multipart has parts and an end");
        }
        List<Entity> parts = new ArrayList<>();
        for (int i = 1; i < pieces.length - 1; i++) {
            if (!pieces[i].startsWith("\r\n")) {
                throw new IllegalArgumentException("a delimiter ends its line");
            }
            parts.add(read(pieces[i].substring(2)));
        }
        return parts;
    }

    private String first(String name, String otherwise) {
        return header.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst()
                .orElse(otherwise);
    }

    private static String parameter(String field, String name) {
        Matcher found = Pattern.compile("(?i);\\s*" + name + "\\s*=\\s*(?:\"(?<quoted>[^\"]*)\"|(?<token>[^;\\s\"]+))")
                .matcher(field);
        if (!found.find()) {
            return "";
        }
        return found.group("quoted") == null ? found.group("token") : found.group("quoted");
    }

    private static byte[] unquoted(byte[] bytes) {
        try (var in = new QPDecoderStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
