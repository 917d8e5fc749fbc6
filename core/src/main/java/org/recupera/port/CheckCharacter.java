package org.recupera.port;

/**
 * The last character of a case number, which tells a mistyped number from a whole one.
 *
 * <p>Characters are elements of GF(32), with x^5 + x^2 + 1, and each counts with its own power of x. That polynomial is
 * primitive: in up to 31 characters every single wrong one and every two exchanged ones change the result.
 */
final class CheckCharacter {

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int HIGHEST = 0b10000;
    private static final int POLYNOMIAL = 0b100101;

    private CheckCharacter() {}

    /** The check character of ASCII digits and capitals; of those that are taken for each other it is the same. */
    static char of(String capitals) {
        int sum = 1; // not 0, or zeros in front would not count
        for (char digit : CaseNumber.withoutLookAlikes(capitals).toCharArray()) {
            sum = timesX(sum ^ DIGITS.indexOf(digit));
        }
        return DIGITS.charAt(sum);
    }

    private static int timesX(int element) {
        return (element << 1) ^ (element < HIGHEST ? 0 : POLYNOMIAL);
    }
}
