package org.recupera.timing;

import java.time.Duration;

/** What goes on beside the calls. */
enum Condition {
    /** Nothing; what was accepted is taken away between batches. */
    QUIET(0, 0, Duration.ZERO),
    /** As {@link #QUIET}, with all of the process on one core. */
    ONE_CORE(0, 0, Duration.ZERO),
    /** As {@link #QUIET}, with work for later in half of the queue. */
    QUEUE_HALF_FULL(50, 0, Duration.ZERO),
    /** A queue that takes nothing more. */
    QUEUE_FULL(100, 0, Duration.ZERO),
    /** The worker works all the time, over ports that take 5 ms for everything. */
    SLOW_PORTS(0, 10, Duration.ofMillis(5)),
    /** The worker works all the time; what is timed is the call after, some milliseconds later. */
    NEXT_CALL(0, 10, Duration.ZERO),
    /** As {@link #NEXT_CALL}, with all of the process on one core. */
    NEXT_CALL_ONE_CORE(0, 10, Duration.ZERO);

    /** How many units the queue takes beside those that are there from the start. */
    static final int ROOM = 20_000;

    private final int filled;
    private final int tick;
    private final Duration portDelay;

    Condition(int filled, int tick, Duration portDelay) {
        this.filled = filled;
        this.tick = tick;
        this.portDelay = portDelay;
    }

    int unitsForLater() {
        return ROOM * filled / 100;
    }

    /** A queue that is worked on never fills up here, whatever its ports take. */
    int capacity() {
        return isWorking() ? 1_000_000 : ROOM;
    }

    /** Whether the worker has threads of its own. */
    boolean isWorking() {
        return tick > 0;
    }

    /** The shortest that may be set, so that as many calls as can be meet the worker at work. */
    Duration tick() {
        return Duration.ofMillis(isWorking() ? tick : 250);
    }

    Duration portDelay() {
        return portDelay;
    }

    boolean isNextCall() {
        return this == NEXT_CALL || this == NEXT_CALL_ONE_CORE;
    }

    boolean isOnOneCore() {
        return this == ONE_CORE || this == NEXT_CALL_ONE_CORE;
    }
}
