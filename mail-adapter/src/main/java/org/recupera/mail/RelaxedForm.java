package org.recupera.mail;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a DKIM signature covers of a field or a body: the relaxed forms of RFC 6376 sections 3.4.2 and 3.4.4.
 *
 * <p>They leave out what servers on the way may change: capitals in names, folding, and the amount of white space.
 */
final class RelaxedForm {

    private static final Pattern SPACE = Pattern.compile("[ \t]+");
    private static final Pattern SPACE_AT_LINE_END = Pattern.compile("[ \t]+(?=\r\n|\\z)");

    private RelaxedForm() {}

    /** A field, folded or not, without the end of its last line. */
    static String field(String field) {
        int colon = field.indexOf(':');
        String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String value = field.substring(colon + 1).replace("\r\n", "");
        return name + ':' + SPACE.matcher(value).replaceAll(" ").strip();
    }

    /** A body; empty lines at its end do not count. */
    static String body(String body) {
        String lines =
                SPACE.matcher(SPACE_AT_LINE_END.matcher(body).replaceAll("")).replaceAll(" ");
        int end = lines.length();
        while (lines.startsWith("\r\n", end - 2)) {
            end -= 2;
        }
        return end == 0 ? "" : lines.substring(0, end) + "\r\n";
    }
}
