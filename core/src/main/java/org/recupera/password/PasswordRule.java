package org.recupera.password;

import java.util.List;

/**
 * One rule that a new password must keep.
 *
 * <p>Implementations are safe for use by several threads at once and keep nothing of a candidate. The same candidate
 * gets the same flaws; a rule that asks another system has a time limit of its own, and decides by itself what
 * silence means. Rules see the password in its normal form and are all asked, so that a person learns every reason at
 * once; only those that are {@link #isCostly} wait until nothing else is wrong, one after the other.
 *
 * <p>The codes of a portal's own rule begin with {@code page.}, such as {@code page.password.used-before}. Any other
 * code that is not the library's has no words, because profiles refuse it; each language of the profile words these
 * under {@code messages}, with the parameters that the rule gives.
 */
@FunctionalInterface
public interface PasswordRule {

    /**
     * Judges a candidate.
     *
     * @param candidate the password and who wants it
     * @return what is wrong with it, in the order to be told; empty when nothing is
     */
    List<PasswordFlaw> judge(Candidate candidate);

    /**
     * Whether to ask this rule only about a password with which nothing else is wrong.
     *
     * <p>For rules that hash the password or ask another system: a person whose password is refused anyway has to think of another one, so
     * that nothing is left untold.
     *
     * @return {@code true} to be asked at the end; {@code false} unless overridden
     */
    default boolean isCostly() {
        return false;
    }
}
