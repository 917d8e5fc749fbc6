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

    /** The username, or what only separators, case or direction tell from it. */
    public static final String SAME_AS_USERNAME = "password.same-as-username";

    /** A name of the context, such as the portal's, compared as the username is; never beside that one. */
    public static final String SAME_AS_CONTEXT = "password.same-as-context";

    /**
     * One of the passwords that everybody tries first, perhaps stretched.
     *
     * <p>A password is common when one of these is on the list, case, accents and width aside:
     *
     * <ol>
     *   <li>the password itself;
     *   <li>what is repeated, when it is one thing written over and over, the last time perhaps cut short
     *       ({@code passwordpassword});
     *   <li>what remains when signs and spaces around it are taken away, and after that digits too
     *       ({@code Contraseña2026!!!!}), as long as anything remains;
     *   <li>what remains after doing the last two again, for as long as they change anything.
     * </ol>
     *
     * <p>Up to four characters written over and over are common without being on the list ({@code abcabcabc}).
     */
    public static final String COMMON = "password.common";

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
