package org.recupera.port;

import java.time.Duration;

/**
 * How many attempts a window of time allows.
 *
 * <p>All of them may come at once; after that one more is allowed each time a share of the window has passed (the
 * generic cell rate algorithm, ITU-T I.371).
 *
 * @param attempts how many; at least 1
 * @param window the length of the window; between a millisecond for each attempt and 7 days
 */
public record Allowance(int attempts, Duration window) {

    private static final Duration LONGEST = Duration.ofDays(7);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException when a bound is exceeded
     */
    public Allowance {
        if (attempts < 1 || window.compareTo(LONGEST) > 0 || window.toMillis() < attempts) {
            throw new IllegalArgumentException(
                    "an allowance has at least one attempt and a window from a millisecond each to " + LONGEST);
        }
    }

    /**
     * What one attempt costs: the share of the window after which it is given back.
     *
     * @return the window divided by the attempts, in whole microseconds
     */
    public Duration cost() {
        return Duration.ofNanos(window.dividedBy(attempts).toNanos() / 1_000 * 1_000);
    }
}
