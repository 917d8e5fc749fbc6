package org.recupera.work;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.recupera.port.ClaimedWork;
import org.recupera.port.Event;
import org.recupera.port.EventListener;
import org.recupera.port.Lane;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.Settlement;
import org.recupera.port.WorkQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims what is due in a lane, has it carried out, and settles it. */
final class DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);

    /** Long enough for a batch of decisions. */
    private static final Duration DECIDING_LEASE = Duration.ofMinutes(1);

    /** Longer than the mail adapter gives a message; what outlives it is mailed again with the same id. */
    private static final Duration DELIVERING_LEASE = Duration.ofMinutes(3);

    private static final int LONGEST_REASON = 200;

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private final PortalId portal;
    private final WorkQueue queue;
    private final OrderBook book;
    private final Map<String, WorkHandler> handlers;
    private final EventListener events;
    private final Clock clock;
    private final SecureRandom random;

    DueWork(Worker.Builder builder) {
        this.portal = builder.portal;
        this.queue = builder.queue;
        this.book = builder.book;
        this.handlers = Map.copyOf(builder.handlers);
        this.events = builder.events;
        this.clock = builder.clock;
        this.random = builder.random;
    }

    /**
     * Carries out one batch.
     *
     * @param stopping asked between two units; what is left is given back at once
     * @return how many units were claimed
     */
    int carryOutBatch(Lane lane, int limit, BooleanSupplier stopping) {
        Duration lease = lane == Lane.DECIDE ? DECIDING_LEASE : DELIVERING_LEASE;
        List<ClaimedWork> batch = queue.claim(portal, lane, limit, now(), lease);
        for (ClaimedWork unit : batch) {
            if (stopping.getAsBoolean()) {
                settle(unit, new Settlement.Retry(now(), "shutting-down"));
            } else {
                carryOut(unit);
            }
        }
        return batch.size();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String oneLine(String reason) {
        return LoggedFailure.oneLine(reason, LONGEST_REASON);
    }

    private void carryOut(ClaimedWork unit) {
        Attempt attempt = new Attempt(unit);
        if (!settled(unit, attempt.settlement(), attempt)) {
            LOG.warn(
                    "{}: the lease of {} ended before it was settled; another node carries it on", portal, unit.work());
        }
    }

    /** A queue may have no room for what follows: that is a failure like any other, and holds nothing up. */
    private boolean settled(ClaimedWork unit, Settlement settlement, Attempt attempt) {
        try {
            return settle(unit, settlement);
        } catch (PortException full) {
            if (settlement instanceof Settlement.Done done && !done.next().isEmpty()) {
                return settle(unit, attempt.failed(full));
            }
            throw full;
        }
    }

    /** Also on a thread that was interrupted, where many a database gives no connection: the unit need not wait for its lease. */
    private boolean settle(ClaimedWork unit, Settlement settlement) {
        boolean interrupted = Thread.interrupted();
        try {
            return queue.settle(unit, settlement);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One try of one unit. */
    private final class Attempt {

        private final ClaimedWork unit;
        private final @Nullable WorkHandler handler;

        /** What the unit holds, once it is open. */
        private @Nullable Order order;

        Attempt(ClaimedWork unit) {
            this.unit = unit;
            this.handler = handlers.get(unit.work().kind());
        }

        Settlement settlement() {
            try {
                // Nothing is no result: it must not pass for done.
                return settlementOf(Objects.requireNonNull(carriedOut()));
            } catch (Throwable failure) {
                // Whatever a port throws, the worker and the units behind this one go on (OWASP ASVS 5.0, 16.5.4).
                return failed(failure);
            }
        }

        Settlement failed(Throwable failure) {
            logFailure(failure);
            return settlementOf(new WorkResult.Failed(reason(failure)));
        }

        private WorkResult carriedOut() {
            WorkHandler known = handler;
            if (known == null) {
                return new WorkResult.Failed(
                        "no handler for kind " + unit.work().kind());
            }
            return book.open(unit.work(), opened -> {
                order = opened;
                return known.carryOut(opened, now());
            });
        }

        private Settlement settlementOf(WorkResult result) {
            if (result instanceof WorkResult.Done done) {
                Instant now = now();
                return new Settlement.Done(
                        done.next().stream().map(next -> book.sealed(next, now)).toList());
            }
            if (result instanceof WorkResult.TooEarly early) {
                Instant earliest = now().plus(SHORTEST_WAIT);
                return new Settlement.Retry(
                        early.at().isBefore(earliest) ? earliest : early.at(), oneLine(early.reason()));
            }
            if (result instanceof WorkResult.Dead dead) {
                return giveUp(oneLine(dead.reason()));
            }
            WorkResult.Failed failed = (WorkResult.Failed) result;
            return BackOff.STANDARD
                    .next(unit.work().dueAt(), unit.attempts(), now(), random.nextDouble())
                    .map(at -> retry(at, oneLine(failed.reason())))
                    .orElseGet(() -> giveUp(oneLine(failed.reason())));
        }

        /** The message of a port's exception names port and operation, and holds no secret; others may hold anything. */
        private static String reason(Throwable failure) {
            String message = failure instanceof PortException ? failure.getMessage() : null;
            return message == null ? failure.getClass().getSimpleName() : message;
        }

        private void logFailure(Throwable failure) {
            if (unit.attempts() == 0) {
                LOG.warn("{}: {} failed and is tried again", portal, unit.work(), LoggedFailure.of(failure));
            } else {
                LOG.warn(
                        "{}: {} failed again, try {}: {}",
                        portal,
                        unit.work(),
                        unit.attempts() + 1,
                        LoggedFailure.of(failure).toString());
            }
        }

        private Settlement retry(Instant at, String reason) {
            tell(Event.Type.WORK_RETRIED, reason);
            return new Settlement.Retry(at, reason);
        }

        private Settlement giveUp(String reason) {
            LOG.warn("{}: {} is given up, and kept as a dead letter: {}", portal, unit.work(), reason);
            tell(Event.Type.WORK_DEAD, reason);
            return new Settlement.Dead(now(), reason);
        }

        private void tell(Event.Type type, String reason) {
            tellHandler(reason, type == Event.Type.WORK_DEAD);
            events.on(Event.of(now(), portal, type)
                    .with("work", unit.work().kind())
                    .with("attempt", Integer.toString(unit.attempts() + 1))
                    .with("reason", reason));
        }

        private void tellHandler(String reason, boolean last) {
            WorkHandler known = handler;
            Order tried = order;
            if (known == null || tried == null) {
                return;
            }
            try {
                known.failed(tried, reason, last, now());
            } catch (RuntimeException broken) {
                LOG.warn(
                        "{}: who carries out {} was not told that it failed",
                        portal,
                        unit.work(),
                        LoggedFailure.of(broken));
            }
        }
    }
}
