package org.recupera.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.recupera.port.PortException;

/**
 * Runs statements on a connection of their own, never in a transaction of the caller's.
 *
 * <p>Work may run several times: when it meets a conflict with another connection, it is rolled back and tried again
 * after a moment, for many that try again at once only meet each other. So it is, on another connection, when its own is
 * lost; nobody knows then whether the database did the last thing that it was told, so work compares what it changes with
 * what it saw, or does no harm when it is done twice. A database that gives no connection any more is not asked again.
 */
final class Database {

    /** Used up by ten faults, or by two that each waited for a lock as long as the database lets one wait. */
    private static final int PATIENCE = 10;

    private static final int COST_OF_A_LOCK_TIMEOUT = 5;

    /** To 64 ms. */
    private static final int MOST_DOUBLINGS = 6;

    private final DataSource source;
    private final @Nullable Dialect given;
    private volatile @Nullable Integer isolation;

    Database(DataSource source, @Nullable Dialect given) {
        this.source = source;
        this.given = given;
    }

    /** Statements that belong together. */
    @FunctionalInterface
    interface Work<T> {
        T run(Session session) throws SQLException;
    }

    /** Runs statements each of which is atomic and durable by itself; at most the last one that runs changes a row. */
    <T> T each(String operation, Work<T> work) {
        return tried(operation, true, work).orElseThrow(() -> beaten(operation));
    }

    /** As {@link #each}, but never done twice: nothing when the connection was lost and it may have been done. */
    <T> Optional<T> atMostOnce(String operation, Work<T> work) {
        return this.<Optional<T>>tried(
                        operation,
                        true,
                        session -> session.isInDoubt() ? Optional.empty() : Optional.of(work.run(session)))
                .orElseThrow(() -> beaten(operation));
    }

    /** Runs statements that are atomic and durable together. */
    <T> T together(String operation, Work<T> work) {
        return unlessBeaten(operation, work).orElseThrow(() -> beaten(operation));
    }

    /** As {@link #together}; nothing, and nothing done, when others are served first time and again. */
    <T> Optional<T> unlessBeaten(String operation, Work<T> work) {
        return tried(operation, false, session -> committed(session, work));
    }

    /** The dialect that was given, or else the one of the database. */
    Dialect dialect() {
        return each("dialect", Session::dialect);
    }

    private <T> Optional<T> tried(String operation, boolean autoCommit, Work<T> work) {
        boolean inDoubt = false;
        int patience = PATIENCE;
        while (patience > 0) {
            pause(PATIENCE - patience);
            try (Borrowed borrowed = borrow(operation, autoCommit)) {
                return Optional.of(run(borrowed, inDoubt, work));
            } catch (SQLException e) {
                patience -= SqlFault.isLockTimeout(e) ? COST_OF_A_LOCK_TIMEOUT : 1;
                boolean lost = SqlFault.isLostConnection(e);
                if (!SqlFault.isConflict(e) && !(lost && patience > 0)) {
                    throw new PortException(
                            operation + ": the database failed" + SqlFault.inBrackets(e), SqlFault.withoutValues(e));
                }
                inDoubt |= lost;
            }
        }
        return Optional.empty();
    }

    /** Up to 2 ms at first, and twice as much each time, so that all of many at one row get their turn. */
    private static void pause(int faults) {
        if (faults > 0) {
            long longest = TimeUnit.MILLISECONDS.toNanos(1) << Math.min(faults, MOST_DOUBLINGS);
            // An interrupt ends it early, and is left to whoever waits for longer.
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
        }
    }

    private <T> T run(Borrowed borrowed, boolean inDoubt, Work<T> work) throws SQLException {
        try {
            return work.run(new Session(borrowed.connection(), given, inDoubt));
        } catch (SQLException e) {
            if (SqlFault.isLostConnection(e)) {
                Borrowed.discard(borrowed.connection());
            }
            throw e;
        }
    }

    /** A connection that is alive: what a pool hands out may have been lost while it lay there. */
    private Borrowed borrow(String operation, boolean autoCommit) {
        SQLException lost = null;
        for (int i = 0; i < PATIENCE; i++) {
            Connection connection = connection(operation);
            try {
                return Borrowed.prepared(connection, isolation(connection), autoCommit);
            } catch (SQLException e) {
                Borrowed.discard(connection);
                if (!SqlFault.isLostConnection(e)) {
                    throw unusable(operation, e);
                }
                lost = e;
            }
        }
        throw unusable(operation, lost);
    }

    private Connection connection(String operation) {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw unusable(operation, e);
        }
    }

    private static PortException unusable(String operation, @Nullable SQLException fault) {
        return new PortException(
                operation + ": no usable database connection" + (fault == null ? "" : SqlFault.inBrackets(fault)),
                fault);
    }

    private static <T> T committed(Session session, Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.run(session);
            session.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                session.rollBack();
            }
        }
    }

    /** The level with which the pool gives connections, asked once: some drivers send a query for it. */
    private int isolation(Connection connection) throws SQLException {
        Integer known = isolation;
        if (known == null) {
            known = connection.getTransactionIsolation();
            isolation = known;
        }
        return known;
    }

    private static PortException beaten(String operation) {
        return new PortException(operation + ": gave way to other connections time and again", null);
    }
}
