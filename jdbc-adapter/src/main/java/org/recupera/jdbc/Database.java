package org.recupera.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.recupera.port.PortException;

/**
 * Runs statements on a connection of their own, never in a transaction of the caller's.
 *
 * <p>Work may run several times: when it meets a conflict with another connection, it is rolled back and tried again.
 */
final class Database {

    /** Used up by ten conflicts, or by two that each waited for a lock as long as the database lets one wait. */
    private static final int PATIENCE = 10;

    private static final int COST_OF_A_LOCK_TIMEOUT = 5;

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
        return tried(operation, true, connection -> work.run(new Session(connection, given)))
                .orElseThrow(() -> beaten(operation));
    }

    /** Runs statements that are atomic and durable together. */
    <T> T together(String operation, Work<T> work) {
        return unlessBeaten(operation, work).orElseThrow(() -> beaten(operation));
    }

    /** As {@link #together}; nothing, and nothing done, when others are served first time and again. */
    <T> Optional<T> unlessBeaten(String operation, Work<T> work) {
        return tried(operation, false, connection -> committed(connection, work));
    }

    /** The dialect that was given, or else the one of the database. */
    Dialect dialect() {
        return each("dialect", Session::dialect);
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(Connection connection) throws SQLException;
    }

    private <T> Optional<T> tried(String operation, boolean autoCommit, Use<T> use) {
        int patience = PATIENCE;
        while (patience > 0) {
            try (Borrowed borrowed = borrow(operation, autoCommit)) {
                return Optional.of(use.of(borrowed.connection()));
            } catch (SQLException e) {
                patience -= SqlFault.isLockTimeout(e) ? COST_OF_A_LOCK_TIMEOUT : 1;
                if (!SqlFault.isConflict(e)) {
                    throw new PortException(operation + ": the database failed", SqlFault.withoutValues(e));
                }
            }
        }
        return Optional.empty();
    }

    private Borrowed borrow(String operation, boolean autoCommit) {
        try {
            Connection connection = source.getConnection();
            try {
                return Borrowed.prepared(connection, isolation(connection), autoCommit);
            } catch (SQLException | RuntimeException e) {
                Borrowed.discard(connection);
                throw e;
            }
        } catch (SQLException e) {
            throw new PortException(operation + ": no usable database connection", e);
        }
    }

    private <T> T committed(Connection connection, Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.run(new Session(connection, given));
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack(connection);
            }
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // What made it roll back is on its way up; a transaction that cannot be rolled back must not be committed.
            Borrowed.discard(connection);
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
