package org.recupera.examples.portal.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The fields of a query or a form, {@code application/x-www-form-urlencoded}.
 *
 * <p>Bytes that are not UTF-8 become ill-formed text instead of a question mark, so that whoever judges the field can
 * refuse it.
 */
final class Form {

    private static final String ILL_FORMED = "\uD800";

    private final Map<String, String> fields;

    private Form(Map<String, String> fields) {
        this.fields = fields;
    }

    static Form parse(byte[] encoded) {
        Map<String, String> fields = new HashMap<>();
        int start = 0;
        for (int i = 0; i <= encoded.length; i++) {
            if (i == encoded.length || encoded[i] == '&') {
                read(encoded, start, i, fields);
                start = i + 1;
            }
        }
        return new Form(fields);
    }

    /** The value of a field: the first, when it is there more than once, and empty when it is not there. */
    String value(String name) {
        return fields.getOrDefault(name, "");
    }

    boolean has(String name) {
        return fields.containsKey(name);
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
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith(ILL_FORMED)
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
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
