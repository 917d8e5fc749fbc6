package org.recupera.examples.portal.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a query or a form, and the files that came with it.
 *
 * <p>Bytes that are not UTF-8 become ill-formed text instead of a question mark, so that whoever judges the field can
 * refuse it.
 */
final class Form {

    static final Form EMPTY = new Form(Map.of(), Map.of());

    private static final String ILL_FORMED = "\uD800";

    private final Map<String, String> fields;
    private final Map<String, List<UploadedFile>> files;

    Form(Map<String, String> fields, Map<String, List<UploadedFile>> files) {
        this.fields = fields;
        this.files = files;
    }

    /** Reads {@code application/x-www-form-urlencoded}. */
    static Form parse(byte[] encoded) {
        Map<String, String> fields = new HashMap<>();
        int start = 0;
        for (int i = 0; i <= encoded.length; i++) {
            if (i == encoded.length || encoded[i] == '&') {
                read(encoded, start, i, fields);
                start = i + 1;
            }
        }
        return new Form(fields, Map.of());
    }

    /** The value of a field: the first, when it is there more than once, and empty when it is not there. */
    String value(String name) {
        return fields.getOrDefault(name, "");
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The files of a field, in the order in which they came; none where a browser says that none was chosen. */
    List<UploadedFile> files(String name) {
        return files.getOrDefault(name, List.of());
    }

    private static void read(byte[] encoded, int start, int end, Map<String, String> fields) {
        int equals = start;
        while (equals < end && encoded[equals] != '=') {
            equals++;
        }
        String name = decode(encoded, start, equals);
        if (!name.isEmpty()) {
            fields.putIfAbsent(name, equals < end ? decode(encoded, equals + 1, end) : "");
        }
    }

    private static String decode(byte[] encoded, int start, int end) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
        for (int i = start; i < end; i++) {
            int value = encoded[i] == '%' && i + 2 < end ? hex(encoded[i + 1], encoded[i + 2]) : -1;
            if (value >= 0) {
                bytes.write(value);
                i += 2;
            } else {
                bytes.write(encoded[i] == '+' ? ' ' : encoded[i]);
            }
        }
        return decode(bytes.toByteArray());
    }

    /** Text from UTF-8. */
    static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith(ILL_FORMED)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException impossible) {
            throw new IllegalStateException("malformed input is replaced", impossible);
        }
    }

    private static int hex(byte high, byte low) {
        int value = Character.digit(high, 16) * 16 + Character.digit(low, 16);
        return Character.digit(high, 16) < 0 || Character.digit(low, 16) < 0 ? -1 : value;
    }
}
