package org.recupera.port;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of a support case, such as {@code HC-2026-7Q4K9M2XJ}.
 *
 * <p>A prefix of the portal's, the year of filing, eight characters and a check character over all that stands before
 * it: Crockford's base 32, capitals, without I, L, O and U. A number that exists has the right check character; what
 * people type is read by {@code CaseNumbers} of the package {@code ticket}.
 *
 * <p>A name, never a credential: whoever knows it has proved nothing.
 *
 * @param value the number in its one canonical form
 */
public record CaseNumber(String value) {

    private static final String DIGIT = "[0-9A-HJKMNP-TV-Z]";
    private static final Pattern FORM = Pattern.compile(
            "(?<prefix>[0-9A-Z]{1,8})-(?<year>[0-9]{4})-(?<body>" + DIGIT + "{8})(?<check>" + DIGIT + ")");

    /**
     * Checks form and check character.
     *
     * @throws IllegalArgumentException when {@code value} is not a case number in canonical form
     */
    public CaseNumber {
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            throw new IllegalArgumentException("a case number is PREFIX-YYYY- and nine characters");
        }
        String checked = form.group("prefix") + form.group("year") + form.group("body");
        if (form.group("check").charAt(0) != CheckCharacter.of(checked)) {
            throw new IllegalArgumentException("not the check character of this case number");
        }
    }

    /**
     * Puts a number together and gives it its check character.
     *
     * @param prefix 1 to 8 ASCII digits and capitals
     * @param year of filing, four digits
     * @param body eight characters of Crockford's base 32, capitals
     * @return the number
     * @throws IllegalArgumentException when a part has another form
     */
    public static CaseNumber of(String prefix, int year, String body) {
        return new CaseNumber(prefix + '-' + year + '-' + body + CheckCharacter.of(prefix + year + body));
    }

    /**
     * Reads a number that may be written in no other way.
     *
     * @param text any text
     * @return the number, or nothing when {@code text} is not one in canonical form
     */
    public static Optional<CaseNumber> parse(String text) {
        try {
            return Optional.of(new CaseNumber(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes capitals that people take for others as those: O as 0, I and L as 1, U as V.
     *
     * @param capitals ASCII digits and capitals
     * @return the same text without look-alikes
     */
    public static String withoutLookAlikes(String capitals) {
        return capitals.replace('O', '0').replace('I', '1').replace('L', '1').replace('U', 'V');
    }

    @Override
    public String toString() {
        return value;
    }
}
