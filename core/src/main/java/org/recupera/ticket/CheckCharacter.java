package org.recupera.ticket;

import java.util.Locale;
import org.recupera.key.Base32;

/**
 * The last character of a case number, which tells a mistyped number from a whole one.
 *
 * <p>Characters are elements of GF(32), with x^5 + x^2 + 1, and each counts with its own power of x. That polynomial is
 * primitive: in up to 31 characters every single wrong one and every two exchanged ones change the result.
 */
final class CheckCharacter {

    private static final String DIGITS = Base32.ALPHABET.toUpperCase(Locale.ROOT);
    private static final int HIGHEST = 0b10000;
    private static final int POLYNOMIAL = 0b100101;

    private CheckCharacter() {}

    /** Writes capitals that are none of the 32 characters as those they are taken for: O, I, L and U. */
    static String folded(String capitals) {
        return capitals.replace('O', '0').replace('I', '1').replace('L', '1').replace('U', 'V');
    }

    /** The check character of ASCII digits and capitals; of those that are taken for each other it is the same. */
    static char of(String capitals) {
        int sum = 1; // not 0, or zeros in front would not count
        for (char digit : folded(capitals).toCharArray()) {
            sum = timesX(sum ^ DIGITS.indexOf(digit));
        }
        return DIGITS.charAt(sum);
    }

    private static int timesX(int element) {
        return (element << 1) ^ (element < HIGHEST ? 0 : POLYNOMIAL);
    }
}
