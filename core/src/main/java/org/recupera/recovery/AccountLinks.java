package org.recupera.recovery;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.LinkState;
import org.recupera.port.PortException;

/** Ends the open links of an account. */
final class AccountLinks {

    private static final int MOST_TRIES = 5;

    private final RecoveryPorts ports;
    private final LinkSecrets secrets;

    AccountLinks(RecoveryPorts ports, LinkSecrets secrets) {
        this.ports = ports;
        this.secrets = secrets;
    }

    /**
     * Voids every open link of an account.
     *
     * @throws PortException when links kept moving, and it is unknown whether all are void
     */
    void voidAll(AccountId account, Instant now) {
        voidThose(link -> true, account, now);
    }

    /**
     * Voids the open links that a password change leaves behind.
     *
     * <p>A link that is bound to the password as it is now was made after the change, whatever the clocks say, and
     * stays. Where the directory has no versions only the clocks tell.
     *
     * @throws PortException when links kept moving, and it is unknown whether all are void
     */
    void voidMadeBefore(Instant change, AccountId account, Instant now) {
        Optional<Account> versioned = ports.users()
                .byId(ports.portal(), account)
                .filter(found -> found.passwordVersion().isPresent());
        voidThose(
                versioned
                        .<Predicate<Link>>map(found -> link -> !secrets.isBoundTo(link, found))
                        .orElse(link -> !link.madeAt().isAfter(change)),
                account,
                now);
    }

    /** Looks again after each round, because a link may move on while its account's links are read. */
    private void voidThose(Predicate<Link> those, AccountId account, Instant now) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            boolean all = true;
            for (Link link : ports.tokens().open(ports.portal(), LinkPurpose.PASSWORD, account)) {
                if (those.test(link)) {
                    all &= ports.tokens().move(link, link.moved(LinkState.VOID, now));
                }
            }
            if (all) {
                return;
            }
        }
        throw new PortException("token store: the account's links kept moving while they were voided", null);
    }
}
