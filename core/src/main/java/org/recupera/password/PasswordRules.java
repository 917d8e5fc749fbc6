package org.recupera.password;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.recupera.port.Secret;

/**
 * The rules for new passwords of one portal.
 *
 * <p>In the spirit of NIST SP 800-63B-4: length and not being known count, composition does not. Letters of any script,
 * spaces and emoji are welcome, and nothing is ever cut off. Immutable and safe for use by several threads at once.
 *
 * <pre>{@code
 * PasswordRules rules = PasswordRules.standard(15, 128).and(candidate ->
 *         history.contains(candidate) ? List.of(PasswordFlaw.of("page.password.used-before")) : List.of());
 * }</pre>
 *
 * <p>A code of the portal's own begins with {@code page.}, so that its profile can word it.
 */
public final class PasswordRules {

    /** Above this a ceiling helps nobody, and makes work for who floods. */
    static final int HIGHEST_CEILING = 256;

    /** NIST SP 800-63B-4, 3.1.1.2: at least 64 characters are to be accepted. */
    private static final int LOWEST_CEILING = 64;

    private final int maximumLength;
    private final List<PasswordRule> rules;

    private PasswordRules(int maximumLength, List<PasswordRule> rules) {
        this.maximumLength = maximumLength;
        this.rules = rules;
    }

    /**
     * Length, not the username, no name of the context, not common, no pattern.
     *
     * <p>NIST SP 800-63B-4 (3.1.1.2) asks for 15 characters where the password stands alone, and for 8 beside a second
     * factor. A character is a Unicode code point of the normal form ({@link PasswordForm}). The username and the
     * context's names are refused as a whole only, whatever the case, the accents, the separators, the direction and
     * what they are stretched with; within a longer password they are fine. What counts as common and as a pattern is
     * said at {@link PasswordFlaw#COMMON} and {@link PasswordFlaw#PATTERN}.
     *
     * @param minimumLength the fewest characters, at least 1
     * @param maximumLength the most characters, 64 to 256
     * @return the rules
     * @throws IllegalArgumentException when a length is out of its range
     */
    public static PasswordRules standard(int minimumLength, int maximumLength) {
        if (maximumLength < LOWEST_CEILING || maximumLength > HIGHEST_CEILING) {
            throw new IllegalArgumentException(
                    "maximum length " + maximumLength + " is not " + LOWEST_CEILING + " to " + HIGHEST_CEILING);
        }
        if (minimumLength < 1 || minimumLength > maximumLength) {
            throw new IllegalArgumentException("minimum length " + minimumLength + " is not 1 to " + maximumLength);
        }
        return new PasswordRules(
                maximumLength,
                List.of(candidate -> judgeLength(candidate, minimumLength), KnownNames::judge, Guessable::judge));
    }

    /**
     * These rules and one more, asked last.
     *
     * <p>The library has {@link Composition}, {@link BreachedPasswords} and {@link PresentPassword}.
     *
     * @param rule what else a password must keep
     * @return new rules; these stay as they are
     */
    public PasswordRules and(PasswordRule rule) {
        return new PasswordRules(
                maximumLength, Stream.concat(rules.stream(), Stream.of(rule)).toList());
    }

    /**
     * These rules without the costly ones.
     *
     * <p>For a first look at a password, before anybody has shown who is there: a costly rule may tell the present one.
     *
     * @return new rules; these stay as they are
     */
    public PasswordRules withoutCostly() {
        return new PasswordRules(
                maximumLength, rules.stream().filter(rule -> !rule.isCostly()).toList());
    }

    /**
     * The costly ones of these rules, for a password that {@link #withoutCostly} has taken.
     *
     * @return new rules; these stay as they are
     */
    public PasswordRules onlyCostly() {
        return new PasswordRules(
                maximumLength, rules.stream().filter(PasswordRule::isCostly).toList());
    }

    /**
     * Judges a new password and gives every reason at once.
     *
     * <p>Judged first and told alone: text too long to be looked at, in the same short time whatever its size, and
     * text that is empty, blank or unreadable. Rules are not asked about a password above the maximum. The
     * confirmation may be typed in another Unicode form.
     *
     * @param password the new password as typed
     * @param confirmation the new password as typed again
     * @param username as it is on the account; empty when there is none
     * @param contextWords names that belong to the portal or the person, such as those of the portal and its authority
     * @return the password in its normal form, or the reasons against it
     */
    public Judgement judge(Secret password, Secret confirmation, String username, List<String> contextWords) {
        String typed = password.reveal();
        if (!PasswordForm.fits(typed)) {
            return new Judgement.Refused(List.of(tooLong()));
        }
        if (!PasswordForm.isReadable(typed)) {
            return refused(PasswordFlaw.UNREADABLE);
        }
        String normal = PasswordForm.nfc(typed);
        if (PasswordForm.isBlank(normal)) {
            return refused(PasswordFlaw.EMPTY);
        }
        List<PasswordFlaw> flaws = new ArrayList<>();
        if (!isSame(normal, confirmation.reveal())) {
            flaws.add(PasswordFlaw.of(PasswordFlaw.MISMATCH));
        }
        if (length(normal) > maximumLength) {
            flaws.add(tooLong());
        } else {
            Candidate candidate = Candidate.of(normal, username, contextWords);
            rules.stream().filter(rule -> !rule.isCostly()).forEach(rule -> flaws.addAll(rule.judge(candidate)));
            rules.stream().filter(PasswordRule::isCostly).forEach(rule -> {
                if (flaws.isEmpty()) {
                    flaws.addAll(rule.judge(candidate));
                }
            });
        }
        return flaws.isEmpty() ? new Judgement.Accepted(Secret.of(normal)) : new Judgement.Refused(flaws);
    }

    private static boolean isSame(String normal, String confirmation) {
        return PasswordForm.fits(confirmation) && PasswordForm.nfc(confirmation).equals(normal);
    }

    private static List<PasswordFlaw> judgeLength(Candidate candidate, int minimum) {
        int length = length(candidate.password());
        return length >= minimum
                ? List.of()
                : List.of(new PasswordFlaw(
                        PasswordFlaw.TOO_SHORT,
                        Map.of("minimum", Integer.toString(minimum), "length", Integer.toString(length))));
    }

    private PasswordFlaw tooLong() {
        return new PasswordFlaw(PasswordFlaw.TOO_LONG, Map.of("maximum", Integer.toString(maximumLength)));
    }

    /** Code points, because a person counts an emoji as one character. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Judgement refused(String code) {
        return new Judgement.Refused(List.of(PasswordFlaw.of(code)));
    }
}
