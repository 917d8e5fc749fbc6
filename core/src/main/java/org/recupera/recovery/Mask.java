package org.recupera.recovery;

import org.recupera.port.EmailAddress;

/**
 * Hides most of a text, so that its owner knows it again and nobody else learns it.
 *
 * <p>What is hidden is always three dots, so that the length is hidden too, and short texts are hidden altogether: the
 * only letter of a one-letter name is never shown. Counts in code points.
 */
final class Mask {

    private static final String HIDDEN = "•••";

    /** Names shorter than this show nothing. */
    private static final int SHORT_NAME = 4;

    /** Names of this length or longer also show how they end. */
    private static final int LONG_NAME = 6;

    private static final int SHORT_LABEL = 3;
    private static final int SHORT_NUMBER = 5;
    private static final int LONG_NUMBER = 8;

    private Mask() {}

    /** Such as {@code pr•••1} for {@code proveedor1}. */
    static String username(String name) {
        int length = length(name);
        if (length < SHORT_NAME) {
            return HIDDEN;
        }
        return length < LONG_NAME ? shown(name, 1, 0) : shown(name, 2, 1);
    }

    /** Such as {@code p•••1@e•••.example} for {@code proveedor1@empresa.example}: no label of the domain is whole but the last. */
    static String email(EmailAddress address) {
        String local = address.value().substring(0, address.value().lastIndexOf('@'));
        String domain = address.domain();
        String first = domain.substring(0, domain.indexOf('.'));
        int length = length(local);
        String hiddenLocal = length < SHORT_NAME ? HIDDEN : shown(local, 1, length < LONG_NAME ? 0 : 1);
        String hiddenDomain = length(first) < SHORT_LABEL ? HIDDEN : shown(first, 1, 0);
        return hiddenLocal + '@' + hiddenDomain + domain.substring(domain.lastIndexOf('.'));
    }

    /** Such as {@code •••001} for {@code 9001002001}. */
    static String number(String number) {
        int length = length(number);
        if (length < SHORT_NUMBER) {
            return HIDDEN;
        }
        return shown(number, 0, length < LONG_NUMBER ? 1 : 3);
    }

    private static String shown(String text, int first, int last) {
        return text.substring(0, text.offsetByCodePoints(0, first))
                + HIDDEN
                + text.substring(text.offsetByCodePoints(text.length(), -last));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
