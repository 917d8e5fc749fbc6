package org.recupera;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Finding;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.work.LoggedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a worker from its work until this node's clock was found to be near enough to the store's, once.
 *
 * <p>Safe for use by several threads.
 */
final class ClockGate {

    private static final Logger LOG = LoggerFactory.getLogger(ClockGate.class);
    private static final Duration UNTIL_NEXT_LOOK = Duration.ofSeconds(10);

    private final PortalId portal;
    private final SelfCheck selfCheck;
    private final Clock clock;
    private @Nullable Instant nextLook;
    private boolean open;

    ClockGate(PortalId portal, SelfCheck selfCheck, Clock clock) {
        this.portal = portal;
        this.selfCheck = selfCheck;
        this.clock = clock;
    }

    /**
     * Compares the clocks for the first time.
     *
     * @throws IllegalStateException when they are too far apart; that the store cannot be asked yet is logged
     */
    void open() {
        look().ifPresent(apart -> {
            throw new IllegalStateException(apart.sentence());
        });
    }

    /** Whether the clocks were found to agree; looks again every ten seconds until they were. */
    synchronized boolean isOpen() {
        Instant now = clock.instant();
        if (!open && (nextLook == null || !now.isBefore(nextLook))) {
            look().ifPresent(apart -> LOG.error("{}: the worker does not begin: {}", portal, apart.sentence()));
        }
        return open;
    }

    private synchronized Optional<Finding> look() {
        nextLook = clock.instant().plus(UNTIL_NEXT_LOOK);
        try {
            Optional<Finding> apart = selfCheck.clock();
            open = apart.isEmpty();
            return apart;
        } catch (PortException down) {
            LOG.warn(
                    "{}: the worker waits until it can compare the clocks: {}",
                    portal,
                    LoggedFailure.of(down).toString());
            return Optional.empty();
        }
    }
}
