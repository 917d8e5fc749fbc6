package org.recupera.recovery;

import org.recupera.profile.Message;

/** What a portal answers to somebody who asked for a link. */
public sealed interface RequestOutcome permits RequestOutcome.Accepted, RequestOutcome.Malformed, Limited {

    /**
     * The request was accepted and will be carried out.
     *
     * <p>Nothing is said about whether the account exists.
     *
     * @param message the portal's own words
     */
    record Accepted(Message message) implements RequestOutcome {}

    /**
     * What was typed cannot be an identifier; nothing was looked up.
     *
     * @param message what is wrong with its form
     */
    record Malformed(Message message) implements RequestOutcome {}
}
