package org.recupera.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When to try again what failed: after 5 s, doubling to 15 min, with jitter, for 24 h.
 *
 * <p>A day that nobody worked is no day of tries: what a portal finds when it comes back after a weekend is tried as
 * often, and from then on for as long, as what came a moment ago.
 *
 * @param first the first wait
 * @param longest the longest wait
 * @param patience how long an order is tried
 */
record BackOff(Duration first, Duration longest, Duration patience) {

    static final BackOff STANDARD = new BackOff(Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofHours(24));

    private static final int MOST_DOUBLINGS = 20;

    /**
     * The instant of the next try.
     *
     * <p>Each wait is as long as all before it together, which doubles it, and no longer than so many tries would have
     * made it: whatever passed before the first try did not count. An order is given up when it is {@code patience} old
     * and was tried as often as that has longest waits. Waiting for other reasons counts among the tries, but does not
     * lengthen a wait by itself.
     *
     * @param firstDue when the order was due at first, or again after it was a dead letter
     * @param tries how often it was tried before this time
     * @param now the instant of the failure
     * @param jitter from 0 to 1; shortens the wait by up to a fifth, so that what failed together comes apart
     * @return nothing when the order is to be given up
     */
    Optional<Instant> next(Instant firstDue, int tries, Instant now, double jitter) {
        if (!now.isBefore(firstDue.plus(patience)) && tries + 1 >= patience.dividedBy(longest)) {
            return Optional.empty();
        }
        Duration byAge = first.plus(Duration.between(firstDue, now));
        Duration byTries = first.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
        Duration doubled = shorter(byAge, byTries);
        Duration wait = doubled.compareTo(first) < 0 ? first : shorter(doubled, longest);
        return Optional.of(now.plusMillis(Math.round(wait.toMillis() * (1 - jitter / 5))));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
