package org.recupera.examples.portal.pages;

import org.recupera.port.Identifier;

/** What a person typed, where it is shown again. */
final class Typed {

    private Typed() {}

    /** The text, unless it could not stand in a page or nobody would want it back. */
    static String again(String text) {
        boolean showable = text.length() <= Identifier.MAX_LENGTH
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) || isLoneSurrogate(c));
        return showable ? text : "";
    }

    private static boolean isLoneSurrogate(int c) {
        return Character.getType(c) == Character.SURROGATE;
    }
}
