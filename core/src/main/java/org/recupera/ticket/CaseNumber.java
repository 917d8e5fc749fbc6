package org.recupera.ticket;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of a support case, such as {@code HC-2026-7Q4K9M2XJ}.
 *
 * <p>A prefix of the portal's, the year of filing, eight characters and a check character over all that stands before
 * it: Crockford's base 32, capitals, without I, L, O and U. A number that exists has the right check character; what
 * people type is read by {@link CaseNumbers#read}.
 *
 * <p>A name, never a credential: whoever knows it has proved nothing.
 *
 * @param value the number in its one canonical form
 */
public record CaseNumber(String value) {

    private static final String DIGIT = "[0-9A-HJKMNP-TV-Z]";
    private static final Pattern FORM = Pattern.compile(
            "(?<prefix>[0-9A-Z]{1,8})-(?<year>[0-9]{4})-(?<body>" + DIGIT + "{8})(?<check>" + DIGIT + ")");

    /** Why a text is no case number. */
    public enum Flaw {
        /** Nothing was typed, or only what separates. */
        EMPTY,
        /** Too long or too short, or with signs that no number has. */
        WRONG_FORM,
        /** Has the form of a number, and a wrong check character: at least one character is another one. */
        MISTYPED;

        /**
         * The stable code of the message that explains it.
         *
         * @return such as {@code case.number.wrong-form}
         */
        public String code() {
            return "case.number." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What came of reading a text. */
    public sealed interface Reading {

        /**
         * The number, when there is one.
         *
         * @return the number, or nothing
         */
        default Optional<CaseNumber> number() {
            return this instanceof Read read ? Optional.of(read.value()) : Optional.empty();
        }
    }

    /**
     * The text is a case number; whether there is such a case is for the desk to say.
     *
     * @param value the number
     */
    public record Read(CaseNumber value) implements Reading {}

    /**
     * The text is no case number, so that none need be looked up.
     *
     * @param flaw why
     */
    public record Flawed(Flaw flaw) implements Reading {}

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

    @Override
    public String toString() {
        return value;
    }
}
