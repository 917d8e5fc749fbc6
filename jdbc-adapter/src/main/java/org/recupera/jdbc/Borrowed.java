package org.recupera.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection at READ COMMITTED that goes back to its pool as it came. */
final class Borrowed implements AutoCloseable {

    private static final int LEVEL = Connection.TRANSACTION_READ_COMMITTED;

    private final Connection connection;
    private final int levelBefore;
    private final boolean autoCommitBefore;

    private Borrowed(Connection connection, int levelBefore, boolean autoCommitBefore) {
        this.connection = connection;
        this.levelBefore = levelBefore;
        this.autoCommitBefore = autoCommitBefore;
    }

    /**
     * Prepares a connection that was just taken from a pool.
     *
     * @param levelBefore the isolation level with which it came
     */
    static Borrowed prepared(Connection connection, int levelBefore, boolean autoCommit) throws SQLException {
        Borrowed borrowed = new Borrowed(connection, levelBefore, connection.getAutoCommit());
        if (levelBefore != LEVEL) {
            connection.setTransactionIsolation(LEVEL);
        }
        if (borrowed.autoCommitBefore != autoCommit) {
            connection.setAutoCommit(autoCommit);
        }
        return borrowed;
    }

    Connection connection() {
        return connection;
    }

    /** Gives it back. What was done is done by now, so what fails here is no failure of the caller's. */
    @Override
    public void close() {
        try {
            if (connection.getAutoCommit() != autoCommitBefore) {
                connection.setAutoCommit(autoCommitBefore);
            }
            if (levelBefore != LEVEL) {
                connection.setTransactionIsolation(levelBefore);
            }
            connection.close();
        } catch (SQLException e) {
            discard(connection);
        }
    }

    /** Ends a connection that can no longer be put back as it came, so that it serves nobody else. */
    static void discard(Connection connection) {
        try (connection) {
            connection.abort(Runnable::run);
        } catch (SQLException ignored) {
            // It was broken before, and whoever pools it will find out.
        }
    }
}
