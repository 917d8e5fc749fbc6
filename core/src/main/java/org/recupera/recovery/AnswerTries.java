package org.recupera.recovery;

import java.time.Instant;
import org.recupera.port.Allowance;
import org.recupera.port.Identifier;
import org.recupera.port.PortException;
import org.recupera.port.Secret;

/**
 * Looks at answers as long as a name has tries left; only a wrong answer spends one.
 *
 * <p>The try is taken before the answer is looked at, so that guesses at the same moment are counted too, and given back
 * when the answer was right or was not looked at for want of memory.
 */
final class AnswerTries {

    enum Verdict {
        RIGHT,
        WRONG,
        SPENT
    }

    private final RequestLimits limits;
    private final Allowance tries;
    private final Answers answers;

    AnswerTries(RequestLimits limits, Allowance tries, Answers answers) {
        this.limits = limits;
        this.tries = tries;
        this.answers = answers;
    }

    /** @throws PortException that is busy when there was no memory to look at the answer */
    Verdict judge(Identifier name, Answers.Challenge challenge, Secret answer, Instant now) {
        if (!limits.allowsAnswer(name, tries, now)) {
            return Verdict.SPENT;
        }
        boolean right;
        try {
            right = answers.isRight(challenge, answer);
        } catch (PortException stopped) {
            if (stopped.isBusy()) {
                limits.giveAnswerBack(name, tries, now);
            }
            throw stopped;
        }
        if (!right) {
            return Verdict.WRONG;
        }
        limits.giveAnswerBack(name, tries, now);
        return Verdict.RIGHT;
    }
}
