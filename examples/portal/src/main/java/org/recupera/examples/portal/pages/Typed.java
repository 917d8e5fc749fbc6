package org.recupera.examples.portal.pages;

import org.recupera.port.CaseField;
import org.recupera.port.Identifier;

/** What a person typed, where it is shown again. */
final class Typed {

    /** Twice of what any field of a case takes, so that who wrote too much can choose what to leave out. */
    private static final int MOST = 2 * CaseField.MAX_VALUE;

    private Typed() {}

    /** The text, unless it could not stand in a page, or holds what a person cannot see and so cannot mend. */
    static String again(String text) {
        return text.length() <= Identifier.MAX_LENGTH && text.codePoints().allMatch(Typed::isVisible) ? text : "";
    }

    /** The text without what a person cannot see and so cannot mend; cut where nobody reads on. */
    static String cleaned(String text) {
        return text.codePoints()
                .limit(MOST)
                .filter(c -> c == '\n' || c == '\r' || c == '\t' || isVisible(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
