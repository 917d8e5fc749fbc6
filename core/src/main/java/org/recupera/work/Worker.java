package org.recupera.work;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.recupera.port.EventListener;
import org.recupera.port.Lane;
import org.recupera.port.PortalId;
import org.recupera.port.WorkQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out accepted work, on threads of its own or on the caller's.
 *
 * <ol>
 *   <li>On a fixed tick, never because something was just accepted: waking up for a request would tell through
 *       scheduling whether its account exists (CWE-208).
 *   <li>Claims a batch under a lease. A node that dies leaves the rest of its batch to others when the lease ends.
 *   <li>Hands each unit to the handler of its kind. What fails is tried again after a back-off for a day, then kept as
 *       a dead letter; what is behind it goes on.
 * </ol>
 *
 * <p>Deciding has one thread, delivering two, following up one and the chores one, so that a slow mail server or a slow
 * purge holds up neither a decision nor the end of a session.
 */
public final class Worker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final int DECIDING_BATCH = 50;
    private static final int DELIVERING_THREADS = 2;

    /** One that decides, one that follows up, and one for the chores. */
    private static final int OTHER_THREADS = 3;

    private static final Duration BETWEEN_CHORES = Duration.ofMinutes(1);
    private static final Duration PATIENCE_WHEN_CLOSING = Duration.ofSeconds(20);
    private static final Duration PATIENCE_AFTER_INTERRUPT = Duration.ofSeconds(5);
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(1);

    private final PortalId portal;
    private final Duration tick;
    private final DueWork due;
    private final List<Chore> chores;
    private @Nullable ScheduledExecutorService threads;
    private volatile boolean stopping;

    private Worker(Builder builder) {
        this.portal = builder.portal;
        this.tick = builder.tick;
        this.due = new DueWork(builder);
        this.chores = List.copyOf(builder.chores);
    }

    /**
     * Describes a worker; nothing starts before {@link #start}.
     *
     * @param portal whose work it carries out
     * @param queue where the work waits
     * @param book what opens it
     * @param events who is told of retries and of dead letters
     * @param clock what time it is
     * @param random where jitter comes from
     * @return a builder
     */
    public static Builder of(
            PortalId portal, WorkQueue queue, OrderBook book, EventListener events, Clock clock, SecureRandom random) {
        return new Builder(portal, queue, book, events, clock, random);
    }

    /**
     * Starts the worker's threads; they are daemons.
     *
     * @param ready asked on every tick, by several threads; nothing is claimed while it says no
     * @throws IllegalStateException when it was started or closed before
     */
    public synchronized void start(BooleanSupplier ready) {
        if (threads != null || stopping) {
            throw new IllegalStateException("a worker starts once");
        }
        AtomicInteger number = new AtomicInteger();
        ScheduledExecutorService started =
                Executors.newScheduledThreadPool(OTHER_THREADS + DELIVERING_THREADS, task -> {
                    Thread thread = new Thread(task, "recupera-" + portal + '-' + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        Outage deciding = new Outage(portal + ", deciding");
        repeat(
                started,
                tick,
                () -> watched(deciding, ready, () -> due.carryOutBatch(Lane.DECIDE, DECIDING_BATCH, () -> stopping)));
        for (int i = 0; i < DELIVERING_THREADS; i++) {
            Outage delivering = new Outage(portal + ", delivering");
            repeat(started, tick, () -> watched(delivering, ready, () -> carryOutAll(Lane.DELIVER, () -> stopping)));
        }
        Outage following = new Outage(portal + ", following up");
        repeat(started, tick, () -> watched(following, ready, () -> carryOutAll(Lane.FOLLOW_UP, () -> stopping)));
        Outage housekeeping = new Outage(portal + ", housekeeping");
        repeat(started, BETWEEN_CHORES, () -> watched(housekeeping, ready, this::doChores));
        threads = started;
    }

    /**
     * Carries out all that is due, on this thread, and does the chores once.
     *
     * <p>For tests, and for portals with a scheduler of their own; never for the thread that accepts requests. May run
     * beside a started worker and on several threads. Does nothing once the worker is closed, and ends after a minute
     * however much is left.
     *
     * @return how many units were tried, those included that failed and wait for another try
     * @throws org.recupera.port.PortException when a store cannot be asked
     */
    public int drain() {
        Instant end = due.now().plus(LONGEST_DRAIN);
        BooleanSupplier enough = () -> stopping || due.now().isAfter(end);
        int all = 0;
        int some = stopping ? 0 : drainOnce(enough);
        while (some > 0) {
            all += some;
            some = enough.getAsBoolean() ? 0 : drainOnce(enough);
        }
        List<RuntimeException> failed = stopping ? List.of() : failedChores();
        if (!failed.isEmpty()) {
            RuntimeException first = failed.get(0);
            failed.stream().filter(other -> other != first).forEach(first::addSuppressed);
            throw first;
        }
        return all;
    }

    /**
     * Stops claiming, finishes what is in hand, and gives the rest of a batch back to the queue.
     *
     * <p>Waits up to 20 seconds, then interrupts; an interrupted unit is carried out again once its lease ends.
     */
    @Override
    public synchronized void close() {
        stopping = true;
        if (threads == null) {
            return;
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE_WHEN_CLOSING.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("{}: work in hand is interrupted and will be carried out again", portal);
                threads.shutdownNow();
                if (!threads.awaitTermination(PATIENCE_AFTER_INTERRUPT.toSeconds(), TimeUnit.SECONDS)) {
                    LOG.warn("{}: interrupted work has not ended yet", portal);
                }
            }
        } catch (InterruptedException hurry) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private int drainOnce(BooleanSupplier enough) {
        return due.carryOutBatch(Lane.DECIDE, DECIDING_BATCH, () -> stopping)
                + carryOutAll(Lane.FOLLOW_UP, enough)
                + carryOutAll(Lane.DELIVER, enough);
    }

    /** One at a time: a batch behind a slow mail would outlive its lease. */
    private int carryOutAll(Lane lane, BooleanSupplier enough) {
        int all = 0;
        while (!enough.getAsBoolean() && due.carryOutBatch(lane, 1, () -> stopping) > 0) {
            all++;
        }
        return all;
    }

    private void doChores() {
        for (RuntimeException broken : failedChores()) {
            LOG.error(
                    "{}: a chore failed, and is done again in a minute; the worker goes on",
                    portal,
                    LoggedFailure.of(broken));
        }
    }

    /** Does all of them, also when one fails. */
    private List<RuntimeException> failedChores() {
        List<RuntimeException> failed = new ArrayList<>();
        for (Chore chore : chores) {
            try {
                chore.doSome(due.now());
            } catch (RuntimeException broken) {
                failed.add(broken);
            }
        }
        return failed;
    }

    private void watched(Outage outage, BooleanSupplier ready, Runnable step) {
        try {
            if (ready.getAsBoolean()) {
                step.run();
                outage.worked();
            }
        } catch (Throwable failure) {
            // An exception that escaped would end the schedule silently.
            outage.failed(due.now(), failure);
        }
    }

    private static void repeat(ScheduledExecutorService threads, Duration every, Runnable step) {
        var unused = threads.scheduleAtFixedRate(step, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Describes a {@link Worker}. Not safe for use by several threads. */
    public static final class Builder {

        final PortalId portal;
        final WorkQueue queue;
        final OrderBook book;
        final EventListener events;
        final Clock clock;
        final SecureRandom random;
        final Map<String, WorkHandler> handlers = new LinkedHashMap<>();
        private final List<Chore> chores = new ArrayList<>();
        private Duration tick = Duration.ofMillis(250);

        private Builder(
                PortalId portal,
                WorkQueue queue,
                OrderBook book,
                EventListener events,
                Clock clock,
                SecureRandom random) {
            this.portal = portal;
            this.queue = queue;
            this.book = book;
            this.events = events;
            this.clock = clock;
            this.random = random;
        }

        /**
         * Says who carries out a kind of order.
         *
         * @param kind the kind
         * @param handler who carries it out
         * @return this
         */
        public Builder handler(String kind, WorkHandler handler) {
            handlers.put(kind, handler);
            return this;
        }

        /**
         * Adds something to be done once a minute.
         *
         * @param chore what to do
         * @return this
         */
        public Builder chore(Chore chore) {
            chores.add(chore);
            return this;
        }

        /**
         * Sets how often the worker looks for work; 250 ms unless set.
         *
         * @param tick from 10 ms to 1 min
         * @return this
         * @throws IllegalArgumentException when it is outside of that
         */
        public Builder tick(Duration tick) {
            if (tick.compareTo(Duration.ofMillis(10)) < 0 || tick.compareTo(Duration.ofMinutes(1)) > 0) {
                throw new IllegalArgumentException("the worker's tick is from 10 ms to 1 min");
            }
            this.tick = tick;
            return this;
        }

        /**
         * Builds the worker; it does nothing yet.
         *
         * @return the worker
         */
        public Worker build() {
            return new Worker(this);
        }
    }
}
