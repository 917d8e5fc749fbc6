package org.recupera.recovery;

import java.util.List;
import org.recupera.profile.Message;

/** What a portal answers to somebody who sent a new password. */
public sealed interface ChangeOutcome
        permits ChangeOutcome.Changed,
                ChangeOutcome.PasswordRefused,
                ChangeOutcome.AnswerRefused,
                Limited,
                LinkRefused {

    /**
     * The password is replaced. Nobody is signed in, and no second factor is skipped.
     *
     * @param username whose password
     * @param message what to tell
     * @param secondFactor whether signing in will ask for the account's second factor too
     */
    record Changed(String username, Message message, boolean secondFactor) implements ChangeOutcome {}

    /**
     * The password is refused, and the link stays good.
     *
     * @param username whose password it was to become
     * @param messages all that is wrong with it; at least one
     */
    record PasswordRefused(String username, List<Message> messages) implements ChangeOutcome {

        /** Copies the messages. */
        public PasswordRefused {
            messages = List.copyOf(messages);
        }
    }

    /**
     * The security question was not answered, or wrongly, and the link stays good for as long as tries are left.
     *
     * @param username whose password it was to become
     * @param question what is asked
     * @param message what is wrong
     */
    record AnswerRefused(String username, SecurityQuestion question, Message message) implements ChangeOutcome {}
}
