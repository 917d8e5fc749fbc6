package org.recupera.port;

import java.util.Map;
import java.util.stream.Collectors;

/** JSON objects of texts (RFC 8259), in printable ASCII: no charset, line break or half a character can spoil them. */
final class FlatJson {

    private static final int LONGEST_VALUE = 500;

    private FlatJson() {}

    static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> text(field.getKey()) + ':' + text(field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String text(String value) {
        StringBuilder json = new StringBuilder().append('"');
        value.chars().limit(LONGEST_VALUE).forEach(unit -> {
            if (unit == '"' || unit == '\\') {
                json.append('\\').append((char) unit);
            } else if (unit < ' ' || unit > '~') {
                json.append("\\u").append(Integer.toHexString(0x10000 | unit), 1, 5);
            } else {
                json.append((char) unit);
            }
        });
        return json.append('"').toString();
    }
}
