package org.recupera.examples.portal.pages;

import org.recupera.port.Identifier;

/** What a person typed, where it is shown again. */
final class Typed {

    private Typed() {}

    /** The text, unless it could not stand in a page, or holds what a person cannot see and so cannot mend. */
    static String again(String text) {
        return text.length() <= Identifier.MAX_LENGTH && text.codePoints().allMatch(Typed::isVisible) ? text : "";
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
