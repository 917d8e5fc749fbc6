package org.recupera.clamav;

import java.time.Duration;

/**
 * How long to wait for clamd.
 *
 * @param connect for the connection
 * @param idle for the next byte, in either direction
 * @param overall for everything together
 */
record ClamdTimeouts(Duration connect, Duration idle, Duration overall) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    static final ClamdTimeouts STANDARD =
            new ClamdTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60));

    ClamdTimeouts {
        requireReasonable(connect);
        requireReasonable(idle);
        requireReasonable(overall);
    }

    ClamdTimeouts connect(Duration limit) {
        return new ClamdTimeouts(limit, idle, overall);
    }

    ClamdTimeouts idle(Duration limit) {
        return new ClamdTimeouts(connect, limit, overall);
    }

    ClamdTimeouts overall(Duration limit) {
        return new ClamdTimeouts(connect, idle, limit);
    }

    private static void requireReasonable(Duration limit) {
        if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a time limit of " + limit + " is not " + SHORTEST + " to " + LONGEST);
        }
    }
}
