package org.recupera.password;

import java.util.List;
import java.util.function.BiPredicate;
import org.recupera.port.Secret;

/**
 * Refuses the password that the account has already.
 *
 * <p>Somebody who asks for a new password may fear for the old one. Whether it is the same only the portal can tell,
 * because only the portal has the hash: it lends its own way of checking a password at sign-in.
 *
 * <pre>{@code
 * Recupera.forPortal(profile).passwordRule(PresentPassword.verifiedBy((username, password) ->
 *         logins.storedHashOf(username).filter(stored -> hash.verify(password, stored)).isPresent()));
 * }</pre>
 *
 * <p>Asked at the end, about a password that is otherwise fine: it costs as much as a sign-in.
 */
public final class PresentPassword implements PasswordRule {

    private final BiPredicate<String, Secret> verifier;

    private PresentPassword(BiPredicate<String, Secret> verifier) {
        this.verifier = verifier;
    }

    /**
     * The rule, for a portal that can check a password.
     *
     * @param verifier whether the account of a username, as it is on the account, has a password, in NFC; safe for use
     *     by several threads. It signs nobody in and counts nothing as a failed attempt, and it may throw
     *     {@link org.recupera.port.PortException}, as a {@link org.recupera.port.PasswordHash} does
     * @return the rule
     */
    public static PresentPassword verifiedBy(BiPredicate<String, Secret> verifier) {
        return new PresentPassword(verifier);
    }

    @Override
    public List<PasswordFlaw> judge(Candidate candidate) {
        return verifier.test(candidate.username(), Secret.of(candidate.password()))
                ? List.of(PasswordFlaw.of(PasswordFlaw.SAME_AS_PRESENT))
                : List.of();
    }

    /** Always: it hashes. */
    @Override
    public boolean isCostly() {
        return true;
    }
}
