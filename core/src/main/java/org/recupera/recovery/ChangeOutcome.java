package org.recupera.recovery;

import java.time.Duration;
import java.util.List;
import org.recupera.profile.Message;

/** What a portal answers to somebody who sent a new password. */
public sealed interface ChangeOutcome
        permits ChangeOutcome.Changed, ChangeOutcome.PasswordRefused, ChangeOutcome.Limited, LinkRefused {

    /**
     * The password is replaced. Nobody is signed in, and no second factor is skipped.
     *
     * @param username whose password
     * @param notice what to tell
     */
    record Changed(String username, Message notice) implements ChangeOutcome {}

    /**
     * The password is refused, and the link stays good.
     *
     * @param username whose password it was to become
     * @param reasons all that is wrong with it; at least one
     */
    record PasswordRefused(String username, List<Message> reasons) implements ChangeOutcome {

        /** Copies the reasons. */
        public PasswordRefused {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Too many links that are not good from this client.
     *
     * @param reason what to tell
     * @param retryAfter how long to wait, at least
     */
    record Limited(Message reason, Duration retryAfter) implements ChangeOutcome {}
}
