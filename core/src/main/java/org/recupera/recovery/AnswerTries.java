package org.recupera.recovery;

import java.time.Instant;
import java.util.function.Predicate;
import org.recupera.port.PortException;
import org.recupera.port.Secret;

/**
 * Looks at answers as long as a name has tries left; only a wrong answer spends one.
 *
 * <p>The try is taken before the answer is looked at, so that guesses at the same moment are counted too, and given back
 * when the answer was right or was not looked at for want of room.
 */
final class AnswerTries {

    enum Verdict {
        RIGHT,
        WRONG,
        SPENT,
        NO_ROOM
    }

    private final Answers answers;

    AnswerTries(Answers answers) {
        this.answers = answers;
    }

    /**
     * @param room whether one more answer may cost a hash; asked last, so that names without tries take nothing from it
     * @throws PortException that is busy when there was no memory to look at the answer
     */
    Verdict judge(
            RequestLimits.Tries tries,
            Predicate<Instant> room,
            Answers.Challenge challenge,
            Secret answer,
            Instant now) {
        if (!tries.allow(now)) {
            return Verdict.SPENT;
        }
        if (!room.test(now)) {
            tries.giveBack().accept(now);
            return Verdict.NO_ROOM;
        }
        boolean right;
        try {
            right = answers.isRight(challenge, answer);
        } catch (PortException stopped) {
            if (stopped.isBusy()) {
                tries.giveBack().accept(now);
            }
            throw stopped;
        }
        if (!right) {
            return Verdict.WRONG;
        }
        tries.giveBack().accept(now);
        return Verdict.RIGHT;
    }
}
