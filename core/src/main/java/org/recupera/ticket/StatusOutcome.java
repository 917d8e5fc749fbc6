package org.recupera.ticket;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.recupera.port.SupportCase;
import org.recupera.profile.Message;

/** What to answer to somebody who asks how a support case stands. */
public sealed interface StatusOutcome {

    /**
     * The case of that number was filed with that address.
     *
     * @param supportCase the case without what it says of the person: its number, state and messages, what it is about,
     *     and its files under their generated names
     * @param answerDue by when the desk is to answer, where the profile promises it and that is known
     */
    record Found(SupportCase supportCase, @Nullable Instant answerDue) implements StatusOutcome {}

    /**
     * No such case, or not with that address: nobody is told which. HTTP 404.
     *
     * @param message what to tell
     */
    record NotFound(Message message) implements StatusOutcome {}

    /**
     * Too many attempts. HTTP 429.
     *
     * @param message what to tell
     * @param retryAfter how long to wait, at least
     */
    record TooMany(Message message, Duration retryAfter) implements StatusOutcome {}
}
