package org.recupera.profile;

import org.recupera.port.Identifier;

/**
 * A kind of identity document that a portal's people have.
 *
 * @param name what people call it, such as {@code DNI}
 * @param leastDigits how many digits its number has at least
 * @param mostDigits how many digits its number has at most
 */
public record DocumentForm(String name, int leastDigits, int mostDigits) {

    /**
     * Whether a number could be one of these.
     *
     * @param nationalId a national id in canonical form
     * @return whether it is of digits alone, and as many as this document has
     */
    public boolean fits(Identifier nationalId) {
        String number = nationalId.value();
        return number.length() >= leastDigits
                && number.length() <= mostDigits
                && number.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
