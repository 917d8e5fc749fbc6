package org.recupera.timing;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.recupera.key.Base32;

/** Identifiers from one source, drawn before anybody knows of which arm they will be. */
final class Names {

    private final Random random;
    private final Set<String> given = new HashSet<>();

    Names(long seed) {
        this.random = new Random(seed);
    }

    String username() {
        return next('a', 26, 12);
    }

    /** As long as a Honduran DNI. */
    String nationalId() {
        return next('0', 10, 13);
    }

    /** Part of a secret; may come again. */
    String secret(int length) {
        StringBuilder text = new StringBuilder(length);
        random.ints(length, 0, Base32.ALPHABET.length()).forEach(digit -> text.append(Base32.ALPHABET.charAt(digit)));
        return text.toString();
    }

    /** Equal text, and nothing that was computed of the other: a string keeps its hash. */
    static String copy(String text) {
        return new String(text.toCharArray());
    }

    private String next(char first, int letters, int length) {
        String text = text(first, letters, length);
        return given.add(text) ? text : next(first, letters, length);
    }

    private String text(char first, int letters, int length) {
        StringBuilder text = new StringBuilder(length);
        random.ints(length, 0, letters).forEach(letter -> text.append((char) (first + letter)));
        return text.toString();
    }
}
