package org.recupera.recovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a portal shows to somebody who opened a link. */
public sealed interface OpenOutcome permits OpenOutcome.Open, LinkRefused {

    /**
     * The link can be used; nothing of it is consumed.
     *
     * @param username the account whose password is to be changed, as the portal stores it
     * @param expiresAt when the link ends
     * @param question what has to be answered together with the new password, or {@code null} when nothing has
     */
    record Open(
            String username, Instant expiresAt, @Nullable SecurityQuestion question) implements OpenOutcome {}
}
