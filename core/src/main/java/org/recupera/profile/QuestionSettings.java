package org.recupera.profile;

import java.util.List;
import org.recupera.port.Allowance;

/**
 * Whether and how a portal asks security questions.
 *
 * @param mode when
 * @param skippable whether who is asked before the mail may go on without an answer; {@code false} in the other modes
 * @param questions the ids of the questions that people may choose from, in the order in which they are shown; the
 *     message {@code question.} and the id is the text
 * @param tries how many wrong answers are looked at, for one account and for one name that is none
 * @param caseTopic how a support case begins for who cannot answer
 */
public record QuestionSettings(
        QuestionMode mode, boolean skippable, List<String> questions, Allowance tries, CaseTopic caseTopic) {

    /** Copies the list. */
    public QuestionSettings {
        questions = List.copyOf(questions);
    }
}
