package org.recupera;

import java.time.Duration;
import java.time.Instant;

/** So many at once, and then one more each time a share of the window has passed. */
final class ModelBudget {

    private final Duration window;
    private final Duration cost;
    private Duration owed = Duration.ZERO;
    private Instant since = Instant.MIN;

    ModelBudget(int attempts, Duration window) {
        this.window = window;
        this.cost = window.dividedBy(attempts);
    }

    boolean take(Instant now) {
        Duration passed = since.equals(Instant.MIN) ? window : Duration.between(since, now);
        since = now;
        owed = owed.compareTo(passed) > 0 ? owed.minus(passed) : Duration.ZERO;
        boolean enough = owed.plus(cost).compareTo(window) <= 0;
        owed = enough ? owed.plus(cost) : owed;
        return enough;
    }
}
