package org.recupera.metrics;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.recupera.port.QueueStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a queue once for the gauges that are read together. */
final class WatchedQueue {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedQueue.class);
    private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Supplier<QueueStatus> source;
    private final Clock clock;
    private boolean asked;
    private long askedAt;
    private @Nullable QueueStatus last;

    WatchedQueue(Supplier<QueueStatus> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    double waiting() {
        QueueStatus status = status();
        return status == null ? Double.NaN : status.waiting();
    }

    double dead() {
        QueueStatus status = status();
        return status == null ? Double.NaN : status.dead();
    }

    double ageSeconds() {
        QueueStatus status = status();
        if (status == null) {
            return Double.NaN;
        }
        Instant oldest = status.oldest();
        return oldest == null ? 0 : Math.max(0, (clock.wallTime() - oldest.toEpochMilli()) / MILLIS_PER_SECOND);
    }

    private synchronized @Nullable QueueStatus status() {
        long now = clock.monotonicTime();
        if (!asked || now - askedAt >= KEPT_NANOS) {
            last = ask();
            asked = true;
            askedAt = now;
        }
        return last;
    }

    private @Nullable QueueStatus ask() {
        try {
            return source.get();
        } catch (RuntimeException down) {
            LOG.debug("the queue cannot be asked for its numbers", down);
            return null;
        }
    }
}
