package org.recupera.recovery;

import java.time.Duration;
import org.recupera.profile.Message;

/** What a portal answers to somebody who asked for a link. */
public sealed interface RequestOutcome {

    /**
     * The request was accepted and will be carried out; nothing is said about whether the account exists.
     *
     * @param notice the portal's own words
     */
    record Accepted(Message notice) implements RequestOutcome {}

    /**
     * What was typed cannot be an identifier; nothing was looked up.
     *
     * @param reason what is wrong with its form
     */
    record Malformed(Message reason) implements RequestOutcome {}

    /**
     * Too many requests from this client, or in all.
     *
     * @param reason what to tell
     * @param retryAfter how long to wait, at least
     */
    record Limited(Message reason, Duration retryAfter) implements RequestOutcome {}
}
