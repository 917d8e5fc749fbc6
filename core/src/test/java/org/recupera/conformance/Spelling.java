package org.recupera.conformance;

import java.util.List;
import java.util.Locale;
import org.recupera.port.Identifier;

/** How portals write identifiers, and what databases take for the same. */
final class Spelling {

    private static final String ZERO_WIDTH_SPACE = "\u200b";

    private Spelling() {}

    /** Texts that have the canonical form of a Honduran identifier, or of a passport. */
    static List<String> waysToWrite(Identifier identifier) {
        String value = identifier.value();
        return switch (identifier.kind()) {
            case USERNAME, EMAIL -> List.of(value, value.toUpperCase(Locale.ROOT));
            case NATIONAL_ID ->
                Character.isDigit(value.charAt(0))
                        ? List.of(
                                value, document(value, "-", "-"), document(value, " ", "."), document(value, ".", "/"))
                        : List.of(value, value.toLowerCase(Locale.ROOT), value.charAt(0) + "-" + value.substring(1));
            case PHONE ->
                List.of(
                        value,
                        phone("+504 ", value, "-"),
                        phone("(+504) ", value, "."),
                        phone("+504/", value, "/"),
                        phone("00504 ", value, " "));
        };
    }

    /** Texts of another canonical form, or of none, that some collation takes for the identifier. */
    static List<String> lookAlikes(Identifier identifier) {
        String value = identifier.value();
        String hidden = value.charAt(0) + ZERO_WIDTH_SPACE + value.substring(1);
        return switch (identifier.kind()) {
            case USERNAME -> List.of(value.replace('i', 'í'), value.replace('i', 'ı'), hidden);
            case EMAIL ->
                List.of(value.replace('i', 'í'), value.replace('i', 'ı'), value.replace("example", "exámple"), hidden);
            case NATIONAL_ID, PHONE -> List.of(value.replace('0', '\u0660'), value.replace('0', '\uff10'), hidden);
        };
    }

    private static String document(String value, String first, String second) {
        return value.substring(0, 4) + first + value.substring(4, 8) + second + value.substring(8);
    }

    private static String phone(String country, String value, String between) {
        return country + value.substring(4, 8) + between + value.substring(8);
    }
}
