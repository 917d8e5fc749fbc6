package org.recupera.recovery;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.recupera.port.Secret;

/**
 * The form in which an answer is hashed and compared: case, accents and spaces do not count, all else does.
 *
 * <p>People write the name of a school in capitals one year and without accents the next.
 */
final class AnswerForm {

    /** The longest answer, in UTF-16 code units; longer ones are refused before anything is normalised. */
    static final int MAX_LENGTH = 200;

    /** In other scripts a mark makes another letter, or is one. */
    private static final Set<Character.UnicodeScript> ACCENTED =
            Set.of(Character.UnicodeScript.LATIN, Character.UnicodeScript.GREEK);

    private AnswerForm() {}

    static boolean isReadable(Secret answer) {
        return answer.reveal().codePoints().noneMatch(AnswerForm::isUnreadable);
    }

    /** Of a text that is not longer than {@link #MAX_LENGTH}. */
    static Secret of(Secret answer) {
        // Up and down again: either way alone leaves letters apart that differ in case only, such as the two sigmas.
        String caseless = answer.reveal().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        StringBuilder form = new StringBuilder(caseless.length());
        boolean accents = false;
        for (int c :
                Normalizer.normalize(caseless, Normalizer.Form.NFD).codePoints().toArray()) {
            boolean mark = Character.getType(c) == Character.NON_SPACING_MARK;
            accents = mark ? accents : ACCENTED.contains(Character.UnicodeScript.of(c));
            if (!(mark && accents) && !isSpace(c)) {
                form.appendCodePoint(c);
            }
        }
        return Secret.of(form.toString());
    }

    private static boolean isSpace(int c) {
        return c == '\t' || Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    private static boolean isUnreadable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\t';
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
