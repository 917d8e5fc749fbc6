package org.recupera.password;

import java.util.List;

/**
 * A password that a rule is to judge, and who wants it.
 *
 * <p>Its text form is redacted. Immutable.
 */
public final class Candidate {

    private final String password;
    private final String username;
    private final List<String> contextWords;

    private Candidate(String password, String username, List<String> contextWords) {
        this.password = password;
        this.username = username;
        this.contextWords = List.copyOf(contextWords);
    }

    /**
     * Puts together what a rule may look at.
     *
     * <p>For the tests of a portal's own rules.
     *
     * @param password the password, brought into NFC here
     * @param username as it is on the account; empty when there is none
     * @param contextWords names that belong to the portal or the person
     * @return the candidate
     */
    public static Candidate of(String password, String username, List<String> contextWords) {
        return new Candidate(PasswordForm.nfc(password), username, contextWords);
    }

    /**
     * The password, in NFC.
     *
     * <p>Neither blank nor unreadable when it comes from {@link PasswordRules}.
     *
     * @return the password; never to be kept or printed
     */
    public String password() {
        return password;
    }

    /**
     * The username as it is on the account.
     *
     * @return the username; empty when there is none
     */
    public String username() {
        return username;
    }

    /**
     * Names that belong to the portal or the person and make no password.
     *
     * @return the names, unmodifiable
     */
    public List<String> contextWords() {
        return contextWords;
    }

    /** Says that there is a candidate, and nothing about it. */
    @Override
    public String toString() {
        return "Candidate[redacted]";
    }
}
