package org.recupera.recovery;

import java.time.Duration;
import java.util.List;
import org.recupera.port.TicketDraft;
import org.recupera.profile.Message;

/**
 * What a portal answers to somebody who forgot a username or the address on file.
 *
 * <p>Whatever may leave that person without an answer carries a draft of the support case that comes next.
 */
public sealed interface LookUpOutcome
        permits LookUpOutcome.Accepted,
                LookUpOutcome.Shown,
                LookUpOutcome.NotFound,
                LookUpOutcome.Malformed,
                LookUpOutcome.NotOffered,
                LookUpOutcome.Limited {

    /**
     * The request was accepted and is answered by mail, if at all.
     *
     * <p>Nothing is said about whether an account exists.
     *
     * @param message what to tell
     * @param draft the case for whom no mail reaches
     */
    record Accepted(Message message, TicketDraft draft) implements LookUpOutcome {}

    /**
     * Accounts were found, and the profile lets them be shown.
     *
     * @param message what to tell
     * @param accounts what was found; at least one, in the order of their text
     * @param draft the case for whom this is not enough
     */
    record Shown(Message message, List<FoundAccount> accounts, TicketDraft draft) implements LookUpOutcome {

        /** Copies the list. */
        public Shown {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * Nothing was found that may be shown; given only where the profile shows what is found.
     *
     * @param message what to tell
     * @param draft the case that comes next
     */
    record NotFound(Message message, TicketDraft draft) implements LookUpOutcome {}

    /**
     * What was typed cannot be an identifier of its kind; nothing was looked up.
     *
     * @param message what is wrong with its form
     * @param draft the case for whom has no other
     */
    record Malformed(Message message, TicketDraft draft) implements LookUpOutcome {}

    /**
     * The profile does not ask for this kind of identifier; nothing was looked up.
     *
     * @param message what to tell
     * @param draft the case for whom has no other
     */
    record NotOffered(Message message, TicketDraft draft) implements LookUpOutcome {}

    /**
     * Too many requests; a portal answers with HTTP 429.
     *
     * <p>From this client, in all, or, where the profile shows what is found, for this identifier: others may have asked
     * for it, so somebody who cannot wait is led on as well.
     *
     * @param message what to tell
     * @param retryAfter how long to wait, at least
     * @param draft the case for whom cannot wait
     */
    record Limited(Message message, Duration retryAfter, TicketDraft draft) implements LookUpOutcome {}
}
