package org.recupera.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recupera.port.CaseField;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.profile.Message;

/** What to answer to somebody who asks how a support case stands. */
public sealed interface StatusOutcome {

    /**
     * The case of that number was filed with that address; here without what it says of the person.
     *
     * @param number its number
     * @param state where it stands
     * @param filedAt when it was filed
     * @param about what it is about: the fields that are {@linkplain CaseField.Role#isKept() kept}
     * @param files how many files came with it, even when they are forgotten by now
     * @param messages what the desk and the library wrote
     * @param answerDue by when the desk is to answer, where the profile promises it and that is known
     */
    record Found(
            CaseNumber number,
            CaseState state,
            Instant filedAt,
            List<CaseField> about,
            int files,
            List<CaseMessage> messages,
            @Nullable Instant answerDue)
            implements StatusOutcome {

        /** Copies the lists. */
        public Found {
            about = List.copyOf(about);
            messages = List.copyOf(messages);
        }

        @Override
        public String toString() {
            return "Found[" + number + ']';
        }
    }

    /**
     * No such case, not with that address, or one of both was asked for too often: nobody is told which. HTTP 404.
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
