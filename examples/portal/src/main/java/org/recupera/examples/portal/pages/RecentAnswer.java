package org.recupera.examples.portal.pages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a slow question anew once its last answer is old, whoever wants to know however often.
 *
 * <p>While one thread asks, the others take the last answer; they wait only when there has been none yet. Safe for use
 * by several threads at once.
 */
final class RecentAnswer implements BooleanSupplier {

    private final BooleanSupplier question;
    private final Duration kept;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Answer last;

    RecentAnswer(BooleanSupplier question, Duration kept, Clock clock) {
        this.question = question;
        this.kept = kept;
        this.clock = clock;
    }

    private record Answer(boolean value, Instant until) {}

    @Override
    public boolean getAsBoolean() {
        Answer known = last;
        if (known == null) {
            asking.lock();
        } else if (isRecent(known) || !asking.tryLock()) {
            return known.value();
        }
        try {
            Answer meanwhile = last;
            return (meanwhile != null && isRecent(meanwhile)) ? meanwhile.value() : ask();
        } finally {
            asking.unlock();
        }
    }

    private boolean ask() {
        boolean value = question.getAsBoolean();
        last = new Answer(value, clock.instant().plus(kept));
        return value;
    }

    private boolean isRecent(Answer answer) {
        return clock.instant().isBefore(answer.until());
    }
}
