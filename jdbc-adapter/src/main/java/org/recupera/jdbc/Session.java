package org.recupera.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parameterised statements on a borrowed connection. */
final class Session {

    private final Connection connection;
    private final @Nullable Dialect given;
    private final boolean inDoubt;
    private int timeLimitSeconds;

    Session(Connection connection, @Nullable Dialect given, boolean inDoubt) {
        this.connection = connection;
        this.given = given;
        this.inDoubt = inDoubt;
    }

    /** Whether the same work may have been done before, on a connection that was lost with the answer. */
    boolean isInDoubt() {
        return inDoubt;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** Undoes what was not committed; what made it needed is on its way up, so a failure of its own is not thrown. */
    void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // A transaction that cannot be rolled back must not be committed by whoever has the connection next.
            Borrowed.discard(connection);
        }
    }

    /** Lets the database end each change that takes longer. */
    Session within(int seconds) {
        this.timeLimitSeconds = seconds;
        return this;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The dialect that was given, or else the one that the driver names. */
    Dialect dialect() throws SQLException {
        return given == null ? Dialect.of(connection.getMetaData()) : given;
    }

    /** Whether the database is part of this process, or of one on this machine, and has its clock. */
    boolean sharesClock() throws SQLException {
        String url = connection.getMetaData().getURL();
        return dialect() == Dialect.H2 && !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:");
    }

    /** Changes rows and counts them. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            try {
                if (timeLimitSeconds > 0) {
                    statement.setQueryTimeout(timeLimitSeconds);
                }
                return statement.executeUpdate();
            } finally {
                liftTimeLimit(statement);
            }
        }
    }

    /** H2 keeps a statement's limit for the connection, and so for whoever has it next. */
    private void liftTimeLimit(PreparedStatement statement) {
        try {
            if (timeLimitSeconds > 0) {
                statement.setQueryTimeout(0);
            }
        } catch (SQLException e) {
            Borrowed.discard(connection);
        }
    }

    /** Inserts a row; {@code false} when a unique key keeps it out. */
    boolean insert(String sql, @Nullable Object... values) throws SQLException {
        return updateUnlessDuplicate(dialect().insertUnlessPresent(sql), values);
    }

    /** Changes one row; {@code false} when there is none, or when a unique key keeps it as it is. */
    boolean updateUnlessDuplicate(String sql, @Nullable Object... values) throws SQLException {
        try {
            return update(sql, values) == 1;
        } catch (SQLException e) {
            if (SqlFault.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    /** A list of placeholders for {@code IN}. */
    static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    /** Says that another connection was quicker: what was done is rolled back, and the work begins anew. */
    static SQLException conflict() {
        return new SQLTransactionRollbackException("another connection was quicker", "40001");
    }

    /** Reads all rows. */
    <T> List<T> query(String sql, Row<T> reader, @Nullable Object... values) throws SQLException {
        return queryAtMost(0, sql, reader, values);
    }

    /** Reads so many rows; 0 means all. */
    <T> List<T> queryAtMost(int limit, String sql, Row<T> reader, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            statement.setMaxRows(limit);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(reader.read(rows));
                }
                return read;
            }
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
