package org.recupera.password;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Text as a guesser sees it: case, accents and width do not count. For comparing only, never for hashing. */
final class LooseForm {

    private LooseForm() {}

    static String of(String text) {
        // Up and down again: either way alone leaves letters apart that differ in case only, such as the two sigmas.
        String caseless = text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return keep(
                Normalizer.normalize(caseless, Normalizer.Form.NFKD),
                c -> Character.getType(c) != Character.NON_SPACING_MARK);
    }

    /** The loose form without spaces and punctuation. */
    static String withoutSeparators(String text) {
        return keep(of(text), Character::isLetterOrDigit);
    }

    private static String keep(String text, IntPredicate wanted) {
        return text.codePoints()
                .filter(wanted)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
