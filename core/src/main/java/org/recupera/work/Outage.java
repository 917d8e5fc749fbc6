package org.recupera.work;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once a minute, not four times a second, that the queue cannot be reached, and once that it can again. */
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration BETWEEN_REPORTS = Duration.ofMinutes(1);

    private final String what;
    private @Nullable Instant since;
    private @Nullable Instant reported;

    Outage(String what) {
        this.what = what;
    }

    synchronized void failed(Instant now, Throwable failure) {
        if (since == null) {
            since = now;
        }
        if (reported == null || !now.isBefore(reported.plus(BETWEEN_REPORTS))) {
            reported = now;
            LOG.error(
                    "{}: no work can be claimed since {}; accepted work waits in the queue",
                    what,
                    since,
                    LoggedFailure.of(failure));
        }
    }

    synchronized void worked() {
        if (since != null) {
            LOG.info("{}: work is claimed again, after an outage since {}", what, since);
            since = null;
            reported = null;
        }
    }
}
