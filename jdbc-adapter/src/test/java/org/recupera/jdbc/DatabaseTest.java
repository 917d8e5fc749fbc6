package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.recupera.port.AccountId;
import org.recupera.port.PasswordChange;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;

/** What no real database does on demand: conflicts, broken commits, connections that cannot be put back. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DatabaseTest {

    private final SQLException deadlock = new SQLException("deadlock", "40001");
    private final SQLException lockTimeout = new SQLException("timeout", "HY000", 1205);
    private final SQLException lost = new SQLException("connection reset", "08006");
    private final SQLException broken = new SQLException("disk full", "53100");

    private final Connection connection = mock(Connection.class);
    private final DataSource source = mock(DataSource.class);
    private final Database database = new Database(source, Dialect.H2);
    private final AtomicInteger runs = new AtomicInteger();

    @BeforeEach
    void connect() throws SQLException {
        when(source.getConnection()).thenReturn(connection);
        when(connection.getAutoCommit()).thenReturn(true);
        when(connection.getTransactionIsolation()).thenReturn(Connection.TRANSACTION_READ_COMMITTED);
    }

    @Test
    void A_conflict_is_rolled_back_and_tried_again() throws SQLException {
        int result = database.together("test", session -> {
            if (runs.incrementAndGet() < 3) {
                throw deadlock;
            }
            return runs.get();
        });
        assertThat(result).isEqualTo(3);
        InOrder order = inOrder(connection);
        order.verify(connection).rollback();
        order.verify(connection).close();
        order.verify(connection).rollback();
        order.verify(connection).close();
        order.verify(connection).commit();
        order.verify(connection).close();
    }

    @Test
    void A_password_is_replaced_within_twenty_seconds_and_whoever_has_the_connection_next_has_no_limit()
            throws SQLException {
        PreparedStatement statement = mock(PreparedStatement.class);
        when(connection.prepareStatement(any())).thenReturn(statement);
        when(statement.executeUpdate()).thenReturn(1);
        JdbcPasswordStore store = JdbcPasswordStore.over(
                source,
                PasswordUpdate.withoutVersions("UPDATE cuenta SET clave = :hash WHERE id = :id", IdType.TEXT),
                new PlainText());

        store.replace(new PasswordChange(
                new PortalId("honducompras"), new AccountId("a"), null, Secret.of("x"), Instant.EPOCH, false));

        InOrder order = inOrder(statement);
        order.verify(statement).setQueryTimeout(20);
        order.verify(statement).executeUpdate();
        order.verify(statement).setQueryTimeout(0);
    }

    @Test
    void Conflicts_without_end_are_given_up_and_long_waits_sooner() {
        assertThat(database.<Integer>unlessBeaten("test", session -> failing(deadlock)))
                .isEmpty();
        assertThat(runs.getAndSet(0)).isEqualTo(10);
        assertThatThrownBy(() -> database.<Integer>each("test", session -> failing(lockTimeout)))
                .isInstanceOf(PortException.class);
        assertThat(runs).hasValue(2);
    }

    @Test
    void A_broken_database_is_not_asked_again() throws SQLException {
        assertThatThrownBy(() -> database.<Integer>together("test", session -> failing(broken)))
                .isInstanceOf(PortException.class)
                .hasMessageStartingWith("test")
                .hasCause(broken);
        assertThat(runs).hasValue(1);
        verify(connection).rollback();
        verify(connection, never()).commit();
        verify(connection).close();
    }

    @Test
    void What_went_wrong_is_told_in_the_message_but_for_what_may_be_somebodys() throws SQLException {
        SQLException value = new SQLException("duplicate entry 'ana'", "23000", 1062);
        assertThatThrownBy(() -> database.<Integer>together("test", session -> failing(value)))
                .hasMessage("test: the database failed (SQLException, SQL state 23000, vendor code 1062)");
        when(source.getConnection()).thenThrow(new SQLTransientConnectionException("ana", "28P01", 7));
        assertThatThrownBy(() -> database.<Integer>each("test", session -> 1))
                .hasMessage("test: no usable database connection (SQLTransientConnectionException, SQL state 28P01,"
                        + " vendor code 7)");
    }

    @Test
    void A_commit_whose_outcome_is_unknown_is_no_success() throws SQLException {
        doThrow(broken).when(connection).commit();
        assertThatThrownBy(() -> database.together("test", session -> runs.incrementAndGet()))
                .isInstanceOf(PortException.class);
        assertThat(runs).hasValue(1);
    }

    @Test
    void A_lost_connection_is_ended_and_the_work_runs_on_another() throws SQLException {
        boolean inDoubt = database.together("test", session -> {
            if (runs.incrementAndGet() == 1) {
                throw lost;
            }
            return session.isInDoubt();
        });
        assertThat(inDoubt).isTrue();
        assertThat(runs).hasValue(2);
        InOrder order = inOrder(connection);
        order.verify(connection).abort(any());
        order.verify(connection).commit();
    }

    @Test
    void A_commit_that_is_lost_with_the_connection_runs_again_in_doubt() throws SQLException {
        doThrow(lost).doNothing().when(connection).commit();
        assertThat(database.<Boolean>together("test", Session::isInDoubt)).isTrue();
    }

    @Test
    void Work_that_must_not_be_done_twice_is_left_when_the_connection_is_lost() {
        assertThat(database.<Integer>atMostOnce("test", session -> failing(lost)))
                .isEmpty();
        assertThat(runs).hasValue(1);
        assertThat(database.<Integer>atMostOnce("test", session -> runs.incrementAndGet()))
                .contains(2);
    }

    @Test
    void A_connection_that_was_lost_in_the_pool_leaves_nothing_in_doubt() throws SQLException {
        when(connection.getAutoCommit()).thenThrow(lost).thenReturn(true);
        assertThat(database.<Boolean>each("test", Session::isInDoubt)).isFalse();
        verify(source, times(2)).getConnection();
    }

    @Test
    void Connections_that_are_lost_without_end_are_one_fault() throws SQLException {
        assertThatThrownBy(() -> database.<Integer>together("test", session -> failing(lost)))
                .isInstanceOf(PortException.class)
                .hasCause(lost);
        assertThat(runs).hasValue(10);
        when(connection.getAutoCommit()).thenThrow(lost);
        assertThatThrownBy(() -> database.<Integer>each("test", session -> runs.incrementAndGet()))
                .isInstanceOf(PortException.class)
                .hasCause(lost);
        assertThat(runs).hasValue(10);
    }

    @Test
    void A_bug_in_the_work_rolls_back_too() throws SQLException {
        assertThatThrownBy(() -> database.together("test", session -> {
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        verify(connection).rollback();
        verify(connection, never()).commit();
    }

    @Test
    void A_connection_that_cannot_be_put_back_is_ended_and_the_work_counts() throws SQLException {
        when(connection.getAutoCommit()).thenReturn(true, false);
        doThrow(broken).when(connection).setAutoCommit(true);
        assertThat(database.<Integer>together("test", session -> runs.incrementAndGet()))
                .isOne();
        verify(connection).abort(any());
    }

    @Test
    void A_transaction_that_cannot_be_rolled_back_is_ended() throws SQLException {
        doThrow(broken).when(connection).rollback();
        assertThatThrownBy(() -> database.<Integer>together("test", session -> failing(broken)))
                .isInstanceOf(PortException.class);
        verify(connection).abort(any());
    }

    @Test
    void No_connection_is_a_fault_of_the_port() throws SQLException {
        when(source.getConnection()).thenThrow(broken);
        assertThatThrownBy(() -> database.each("test", session -> runs.incrementAndGet()))
                .isInstanceOf(PortException.class)
                .hasCause(broken);
        assertThat(runs).hasValue(0);
    }

    @Test
    void The_pools_level_is_asked_once_and_left_alone_when_it_serves() throws SQLException {
        database.each("test", session -> runs.incrementAndGet());
        database.together("test", session -> runs.incrementAndGet());
        verify(connection, times(1)).getTransactionIsolation();
        verify(connection, never()).setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }

    @Test
    void A_statement_by_itself_takes_no_round_trip_more() throws SQLException {
        database.each("test", session -> runs.incrementAndGet());
        verify(connection, never()).setAutoCommit(true);
        verify(connection, never()).commit();
    }

    @Test
    void A_database_that_nobody_tried_is_named_unless_a_dialect_is_given() throws SQLException {
        DatabaseMetaData metaData = mock(DatabaseMetaData.class);
        when(connection.getMetaData()).thenReturn(metaData);
        when(metaData.getDatabaseProductName()).thenReturn("Fancy");
        when(connection.prepareStatement(any())).thenReturn(mock(PreparedStatement.class));
        JdbcStorage storage = JdbcStorage.over(source);
        assertThatThrownBy(storage::installSchema)
                .isInstanceOf(PortException.class)
                .hasMessageContaining("Fancy");
        verify(connection, never()).prepareStatement(any());
        storage.withDialect(Dialect.POSTGRESQL).withTablePrefix("hn_").installSchema();
        verify(connection).prepareStatement(contains("hn_work_ready"));
        verify(connection, atLeastOnce()).prepareStatement(contains("BYTEA"));
    }

    private int failing(SQLException fault) throws SQLException {
        runs.incrementAndGet();
        throw fault;
    }
}
