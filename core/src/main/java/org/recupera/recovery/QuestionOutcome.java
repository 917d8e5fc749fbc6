package org.recupera.recovery;

import org.recupera.profile.Message;

/** What a portal shows to somebody who asks for a link where a security question comes first. */
public sealed interface QuestionOutcome permits QuestionOutcome.Asked, QuestionOutcome.Malformed, Limited {

    /**
     * There is a question to answer, whether or not there is an account.
     *
     * @param question what to ask; the same each time for the same name
     * @param skippable whether the link may be asked for without an answer
     */
    record Asked(SecurityQuestion question, boolean skippable) implements QuestionOutcome {}

    /**
     * What was typed cannot be a username; nothing was looked up.
     *
     * @param message what is wrong with its form
     */
    record Malformed(Message message) implements QuestionOutcome {}
}
