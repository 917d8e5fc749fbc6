package org.recupera.mail.desk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.recupera.port.CaseField;
import org.recupera.port.CaseField.Role;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseNumber;
import org.recupera.port.SupportCase;

/** Brings what a case holds into forms that no help desk takes for something else. */
final class CaseText {

    /** What stands where a case has no value of a kind. */
    static final String NOTHING = "none";

    /** The form of an option's id in a form catalogue. */
    private static final Pattern ID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");

    private static final Pattern LINE_END = Pattern.compile("\r\n|[\r\n\u000B\f\u0085\u2028\u2029]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    /** Zammad may look for ticket numbers in bodies. */
    private static final Pattern NUMBER_MARK = Pattern.compile("#(?=\\p{Nd})");

    private static final Pattern NAME = Pattern.compile("(?=.*\\p{L})[\\p{L}\\p{M}\\p{Nd} .'\u2019-]{1,100}");
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{Nd}]\\.[\\p{L}\\p{Nd}]{2}");
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private CaseText() {}

    static boolean isId(String value) {
        return ID.matcher(value).matches();
    }

    /** The id of what was chosen; what was typed is none. */
    static String id(SupportCase filed, Role role) {
        return filed.field(role).map(CaseField::value).filter(CaseText::isId).orElse(NOTHING);
    }

    /** The catalogue's words for what was chosen, without the mark before ticket numbers; what was typed is not said. */
    static String label(SupportCase filed, Role role) {
        return filed.field(role)
                .filter(field -> isId(field.value()))
                .map(field -> singleLine(field.text().replace('#', ' ')))
                .orElse("");
    }

    /** A text on one line. */
    static String singleLine(String text) {
        String line = SPACES.matcher(visible(text)).replaceAll(" ").strip();
        return NUMBER_MARK.matcher(line).replaceAll("# ");
    }

    /** A text line by line. */
    static List<String> lines(String text) {
        return LINE_END.splitAsStream(text)
                .map(line -> NUMBER_MARK.matcher(visible(line)).replaceAll("# "))
                .toList();
    }

    /** The name for a header; none that reads like an address, a web site, a list or an explanation. */
    static Optional<String> displayName(SupportCase filed) {
        return filed.field(Role.NAME)
                .map(field -> SPACES.matcher(field.text()).replaceAll(" ").strip())
                .filter(name ->
                        NAME.matcher(name).matches() && !HOST.matcher(name).find());
    }

    /** The name of a file in a mail: of the case's number, its place and its type's extension. */
    static String fileName(CaseNumber number, CaseFile file) {
        return String.format(
                Locale.ROOT,
                "%s-%02d%s",
                number,
                file.place(),
                file.name().substring(file.name().lastIndexOf('.')));
    }

    /** Controls become spaces, and what turns or hides text goes; letters may be joined. */
    private static String visible(String text) {
        var visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> visible.append(' ');
                case Character.SURROGATE -> visible.append('\uFFFD');
                case Character.FORMAT -> {
                    if (c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER) {
                        visible.appendCodePoint(c);
                    }
                }
                default -> visible.appendCodePoint(c);
            }
        });
        return visible.toString();
    }
}
