package org.recupera.recovery;

import java.time.Instant;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.LinkState;
import org.recupera.port.PortException;

/** Ends the open links of an account. */
final class AccountLinks {

    private static final int MOST_TRIES = 5;

    private final RecoveryPorts ports;

    AccountLinks(RecoveryPorts ports) {
        this.ports = ports;
    }

    /**
     * Voids every open link that was not made after the account changed.
     *
     * <p>Looks again after each round, because a link may move on while its account's links are read.
     *
     * @throws PortException when links kept moving, and it is unknown whether all are void
     */
    void voidMadeUntil(Instant change, AccountId account, Instant now) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            boolean all = true;
            for (Link link : ports.tokens().open(ports.portal(), LinkPurpose.PASSWORD, account)) {
                if (!link.madeAt().isAfter(change)) {
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
