package org.recupera.recovery;

import org.recupera.port.TicketDraft;
import org.recupera.profile.Message;

/** What a portal answers to somebody who asked for a link. */
public sealed interface RequestOutcome
        permits RequestOutcome.Accepted,
                RequestOutcome.Malformed,
                RequestOutcome.AnswerRefused,
                RequestOutcome.AnswersSpent,
                Limited {

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

    /**
     * The security question was not answered, or wrongly; said of names without an account as well.
     *
     * @param question what was asked, and is asked again
     * @param message what is wrong
     * @param skippable whether the link may be asked for without an answer
     */
    record AnswerRefused(SecurityQuestion question, Message message, boolean skippable) implements RequestOutcome {}

    /**
     * Too many answers were given for this name; said of names without an account as well.
     *
     * @param message what to tell
     * @param draft the case that comes next
     * @param skippable whether the link may be asked for without an answer
     */
    record AnswersSpent(Message message, TicketDraft draft, boolean skippable) implements RequestOutcome {}
}
