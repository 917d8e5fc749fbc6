package org.recupera.examples.portal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a slow question anew once its last answer is old, whoever wants to know however often.
 *
 * <p>While one thread asks, the others take the last answer; they wait only when there has been none yet. Safe for use
 * by several threads at once.
 */
final class RecentAnswer<T> implements Supplier<T> {

    private final Supplier<T> question;
    private final Duration kept;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Answer<T> last;

    RecentAnswer(Supplier<T> question, Duration kept, Clock clock) {
        this.question = question;
        this.kept = kept;
        this.clock = clock;
    }

    private record Answer<T>(T value, Instant until) {}

    @Override
    public T get() {
        Answer<T> known = last;
        if (known == null) {
            asking.lock();
        } else if (isRecent(known) || !asking.tryLock()) {
            return known.value();
        }
        try {
            Answer<T> meanwhile = last;
            return (meanwhile != null && isRecent(meanwhile)) ? meanwhile.value() : ask();
        } finally {
            asking.unlock();
        }
    }

    private T ask() {
        T value = question.get();
        last = new Answer<>(value, clock.instant().plus(kept));
        return value;
    }

    private boolean isRecent(Answer<?> answer) {
        return clock.instant().isBefore(answer.until());
    }
}
