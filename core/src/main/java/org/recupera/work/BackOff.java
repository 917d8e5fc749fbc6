package org.recupera.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When to try again what failed: after 5 s, doubling to 15 min, with jitter, for 24 h.
 *
 * @param first the first wait
 * @param longest the longest wait
 * @param patience how long after its acceptance an order is given up
 */
record BackOff(Duration first, Duration longest, Duration patience) {

    static final BackOff STANDARD = new BackOff(Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofHours(24));

    /** Past this many doublings every wait is the longest. */
    private static final int MAX_DOUBLINGS = 20;

    /**
     * The instant of the next try.
     *
     * @param attempts how often it was tried before the try that failed now
     * @param jitter from 0 to 1; shortens the wait by up to a fifth, so that what failed together comes apart
     * @return nothing when the order is to be given up
     */
    Optional<Instant> next(int attempts, Instant acceptedAt, Instant now, double jitter) {
        if (!now.isBefore(acceptedAt.plus(patience))) {
            return Optional.empty();
        }
        Duration doubled = first.multipliedBy(1L << Math.min(attempts, MAX_DOUBLINGS));
        Duration wait = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Optional.of(now.plusMillis(Math.round(wait.toMillis() * (1 - jitter / 5))));
    }
}
