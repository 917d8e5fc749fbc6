package org.recupera.password;

import java.util.Map;

/**
 * One reason why a password is refused.
 *
 * <p>Codes are stable and have no language; the words are the portal's. Parameters are what a sentence may want to
 * name, and never the password. A rule of the portal's own brings its own codes, which begin
 * with {@code page.}: its profile says under {@code messages} what they are in words.
 *
 * @param code what is wrong, such as {@link #TOO_SHORT}; of a rule of the portal's own, {@code page.} and 1 to 60
 *     lower-case letters, digits, points and hyphens
 * @param parameters numbers and names for the sentence, by name
 */
public record PasswordFlaw(String code, Map<String, String> parameters) {

    /** Nothing was typed, or nothing but spaces. Always alone. */
    public static final String EMPTY = "password.empty";

    /** Fewer characters than {@code minimum}; {@code length} says how many there are. */
    public static final String TOO_SHORT = "password.too-short";

    /** More characters than {@code maximum}. */
    public static final String TOO_LONG = "password.too-long";

    /** The confirmation is another password. */
    public static final String MISMATCH = "password.mismatch";

    /**
     * The username, or what only separators, case, direction or stretching tell from it.
     *
     * <p>Stretched is what the steps of {@link #COMMON} make it of.
     */
    public static final String SAME_AS_USERNAME = "password.same-as-username";

    /**
     * A name of the context, such as the portal's, compared as the username is; never beside that one.
     *
     * <p>Names are also both sides of an address and every word of a name that has four letters or more.
     */
    public static final String SAME_AS_CONTEXT = "password.same-as-context";

    /**
     * One of the passwords that everybody tries first, perhaps stretched.
     *
     * <p>A password is common when one of these is on the list, case, accents and width aside:
     *
     * <ol>
     *   <li>the password itself;
     *   <li>what is repeated, when it is one thing written over and over, the last time perhaps cut short
     *       or with one other character at its end ({@code passwordpassword}, {@code passwordpassworz});
     *   <li>what remains when signs and spaces around it are taken away, and after that digits too
     *       ({@code Contraseña2026!!!!}), as long as anything remains;
     *   <li>what remains after doing the last two again, for as long as they change anything.
     * </ol>
     */
    public static final String COMMON = "password.common";

    /**
     * Something that only repeats or runs on; never beside {@link #COMMON}.
     *
     * <p>Case, accents and width aside, of a password is counted what somebody had to think of:
     *
     * <ol>
     *   <li>of one thing written over and over, the last time perhaps cut short or with one other character at its
     *       end, what that thing takes;
     *   <li>of a run, one character. A run is three or more characters each of which is the one before it once more, or
     *       the next in the same direction in the alphabet, among the digits or on a row of keys ({@code 6789},
     *       {@code edcb}, {@code qwert}).
     * </ol>
     *
     * <p>Fewer than six such characters are a pattern, if that is less than was typed ({@code abcde12345fghij67890});
     * six are enough whatever else there is, and so is any phrase of a few different words. Up to four characters over
     * and over are a pattern with digits and signs around them too ({@code abcabcabc2026!}).
     */
    public static final String PATTERN = "password.pattern";

    /** The password that the account has already ({@link PresentPassword}). */
    public static final String SAME_AS_PRESENT = "password.same-as-present";

    /** Found in published leaks ({@link BreachedPasswords}). */
    public static final String BREACHED = "password.breached";

    /** Nobody could say whether it was leaked ({@link BreachedPasswords}), and the portal takes no chance. */
    public static final String UNCHECKED = "password.unchecked";

    /** Fewer than {@code minimum} upper-case letters ({@link Composition}). */
    public static final String NEEDS_UPPER_CASE = "password.needs-upper-case";

    /** Fewer than {@code minimum} lower-case letters ({@link Composition}). */
    public static final String NEEDS_LOWER_CASE = "password.needs-lower-case";

    /** Fewer than {@code minimum} digits ({@link Composition}). */
    public static final String NEEDS_DIGIT = "password.needs-digit";

    /** Fewer than {@code minimum} signs ({@link Composition}). */
    public static final String NEEDS_SYMBOL = "password.needs-symbol";

    /** Control characters or ill-formed text. Always alone. */
    public static final String UNREADABLE = "password.unreadable";

    /** Keeps a copy of the parameters. */
    public PasswordFlaw {
        parameters = Map.copyOf(parameters);
    }

    /**
     * A flaw that needs no parameters.
     *
     * @param code what is wrong; of a rule of the portal's own it begins with {@code page.}
     * @return the flaw
     */
    public static PasswordFlaw of(String code) {
        return new PasswordFlaw(code, Map.of());
    }
}
