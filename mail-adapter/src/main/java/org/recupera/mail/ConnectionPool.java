package org.recupera.mail;

import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of connections, kept for the next message.
 *
 * <p>One daemon thread ends what lasts too long: it starts with the first message and stops with {@link #close}. No
 * clock is read.
 */
final class ConnectionPool implements AutoCloseable {

    /** What is done over a connection. */
    @FunctionalInterface
    interface Exchange {
        void over(SmtpConnection connection) throws SmtpFailure;
    }

    private final SmtpSettings settings;
    private final Semaphore turns;
    private final Deque<Spare> spares = new ConcurrentLinkedDeque<>();
    private final Set<SmtpConnection> busy = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = timer();
    private volatile boolean closed;

    ConnectionPool(SmtpSettings settings) {
        this.settings = settings;
        this.turns = new Semaphore(settings.connections(), true);
    }

    /**
     * Uses a kept connection, or a fresh one that introduces itself as {@code hello}.
     *
     * <p>A kept connection that turns out dead before the message's content was sent is replaced by a fresh one, once.
     */
    void use(String hello, Exchange exchange) throws SmtpFailure {
        waitForTurn();
        try {
            Spare spare = spares.pollFirst();
            if (spare == null || !over(spare.taken(), exchange)) {
                overFresh(hello, exchange);
            }
        } finally {
            turns.release();
        }
    }

    /** Lets messages under way end, for as long as a message may wait for its turn, and ends every connection. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean quiet = false;
        try {
            quiet = turns.tryAcquire(settings.connections(), nanos(settings.waitTimeout()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        busy.forEach(connection -> connection.cut(Trouble.CLOSED));
        spares.forEach(Spare::run);
        timer.shutdownNow();
        if (quiet) {
            turns.release(settings.connections());
        }
    }

    private void waitForTurn() throws SmtpFailure {
        refuseIfClosed();
        try {
            if (!turns.tryAcquire(nanos(settings.waitTimeout()), TimeUnit.NANOSECONDS)) {
                throw SmtpFailure.passing(
                        Trouble.BUSY, "no connection was free within " + settings.waitTimeout(), null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SmtpFailure.passing(Trouble.BUSY, "interrupted while waiting for a connection", null);
        }
        if (closed) {
            turns.release();
            refuseIfClosed();
        }
    }

    private void refuseIfClosed() throws SmtpFailure {
        if (closed) {
            throw SmtpFailure.passing(Trouble.CLOSED, "the sender is closed", null);
        }
    }

    /** Answers whether the kept connection was alive; what was refused over a living one is thrown. */
    private boolean over(SmtpConnection kept, Exchange exchange) throws SmtpFailure {
        try {
            run(kept, exchange);
            return true;
        } catch (SmtpFailure failure) {
            if (!kept.diedBeforeContent()) {
                throw failure;
            }
            return false;
        }
    }

    private void overFresh(String hello, Exchange exchange) throws SmtpFailure {
        run(SmtpConnection.to(settings, hello, timer), connection -> {
            connection.open();
            exchange.over(connection);
        });
    }

    private void run(SmtpConnection connection, Exchange exchange) throws SmtpFailure {
        Future<?> alarm = timer.schedule(
                () -> connection.cut(Trouble.TIMEOUT), nanos(settings.messageTimeout()), TimeUnit.NANOSECONDS);
        busy.add(connection);
        try {
            exchange.over(connection);
        } finally {
            busy.remove(connection);
            alarm.cancel(false);
            putBack(connection);
        }
    }

    private void putBack(SmtpConnection connection) {
        if (!connection.isReusable()) {
            connection.quit();
            return;
        }
        var spare = new Spare(connection);
        spares.addFirst(spare);
        if (closed) {
            spare.run();
        } else {
            spare.end = timer.schedule(spare, nanos(settings.idleTimeout()), TimeUnit.NANOSECONDS);
        }
    }

    private static long nanos(Duration duration) {
        return duration.toNanos();
    }

    private static ScheduledExecutorService timer() {
        var timer = new ScheduledThreadPoolExecutor(1, task -> {
            // Without inherited thread-locals: this thread may outlive the request on which it starts.
            var thread = new Thread(null, task, "recupera-mail-timer", 0, false);
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** A kept connection; as a task, its end. Whoever removes it from the spares owns the connection. */
    private final class Spare implements Runnable {

        private final SmtpConnection connection;
        private volatile @Nullable Future<?> end;

        Spare(SmtpConnection connection) {
            this.connection = connection;
        }

        SmtpConnection taken() {
            Future<?> pending = end;
            if (pending != null) {
                pending.cancel(false);
            }
            return connection;
        }

        @Override
        public void run() {
            if (spares.remove(this)) {
                connection.quit();
            }
        }
    }
}
