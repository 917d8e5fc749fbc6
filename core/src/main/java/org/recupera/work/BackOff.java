package org.recupera.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When to try again what failed: after 5 s, doubling to 15 min, with jitter, for 24 h.
 *
 * @param first the first wait
 * @param longest the longest wait
 * @param patience how long after it was first due an order is given up
 */
record BackOff(Duration first, Duration longest, Duration patience) {

    static final BackOff STANDARD = new BackOff(Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofHours(24));

    /**
     * The instant of the next try.
     *
     * <p>Each wait is as long as all before it together, which doubles it; so nothing has to be counted, and waiting for
     * other reasons does not count as failing.
     *
     * @param firstDue when the order was due at first, or again after it was a dead letter
     * @param now the instant of the failure
     * @param jitter from 0 to 1; shortens the wait by up to a fifth, so that what failed together comes apart
     * @return nothing when the order is to be given up
     */
    Optional<Instant> next(Instant firstDue, Instant now, double jitter) {
        if (!now.isBefore(firstDue.plus(patience))) {
            return Optional.empty();
        }
        Duration doubled = first.plus(Duration.between(firstDue, now));
        Duration wait = doubled.compareTo(first) < 0 ? first : doubled.compareTo(longest) < 0 ? doubled : longest;
        return Optional.of(now.plusMillis(Math.round(wait.toMillis() * (1 - jitter / 5))));
    }
}
