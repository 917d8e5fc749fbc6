package org.recupera.ticket;

import java.time.Duration;
import java.util.List;
import org.recupera.port.CaseNumber;
import org.recupera.profile.Message;

/**
 * What to answer to somebody who sent the form for a support case.
 *
 * <p>Whatever it is, the files that came were read or closed: a form that is sent again is another {@link Submission}.
 */
public sealed interface FilingOutcome {

    /**
     * The case is filed, durably; the confirmation is mailed unless its address is over its budget.
     *
     * @param number its number
     * @param message the portal's words, with the number; they tell so where what was changed since is not in the case
     * @param repeated whether the same form had filed it before
     */
    record Filed(CaseNumber number, Message message, boolean repeated) implements FilingOutcome {}

    /**
     * Nothing was filed; the form is shown again with what was typed. A portal answers with HTTP 422.
     *
     * @param flaws all that is wrong, in the order of the form; at least one
     */
    record Refused(List<CaseFlaw> flaws) implements FilingOutcome {

        /** Copies the list. */
        public Refused {
            flaws = List.copyOf(flaws);
        }
    }

    /**
     * The same form was sent before with other content, and that is the case that was filed. HTTP 409.
     *
     * <p>A portal that shows the form again draws a {@link SupportCases#newSubmissionId new id}, for another case.
     *
     * @param message what to tell
     */
    record Conflict(Message message) implements FilingOutcome {}

    /**
     * Too many attempts, or more at once than the portal has room for; nothing was filed. HTTP 429.
     *
     * <p>A portal shows the form again with what was typed, under the same id.
     *
     * @param message what to tell
     * @param retryAfter how long to wait, at least
     */
    record TooMany(Message message, Duration retryAfter) implements FilingOutcome {}
}
