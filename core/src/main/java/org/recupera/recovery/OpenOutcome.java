package org.recupera.recovery;

import java.time.Instant;

/** What a portal shows to somebody who opened a link. */
public sealed interface OpenOutcome permits OpenOutcome.Open, LinkRefused {

    /**
     * The link can be used; nothing of it is consumed.
     *
     * @param username the account whose password is to be changed, as the portal stores it
     * @param expiresAt when the link ends
     */
    record Open(String username, Instant expiresAt) implements OpenOutcome {}
}
