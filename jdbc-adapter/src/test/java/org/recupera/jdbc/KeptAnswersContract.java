package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.conformance.SecurityQuestionsSuite;
import org.recupera.port.AccountId;
import org.recupera.port.HashedAnswer;
import org.recupera.port.PortException;
import org.recupera.port.SecurityQuestions;

/** Answers in a database: the port's contract, and what is the adapter's own. */
abstract class KeptAnswersContract extends SecurityQuestionsSuite {

    private static final List<HashedAnswer> THREE = answers("three", 3);

    /** A database of the class's own, with its tables. */
    abstract TestDatabase database();

    @Override
    protected SecurityQuestions questions() {
        return database().storage().securityQuestions();
    }

    @Override
    protected SecurityQuestions another() {
        return database().otherStorage().securityQuestions();
    }

    @Test
    void The_longest_ids_fit() {
        AccountId longest = new AccountId("€".repeat(AccountId.MAX_LENGTH));
        questions().replace(portal(), longest, THREE);
        assertThat(questions().of(portal(), longest)).isEqualTo(THREE);
    }

    @Test
    void Tables_of_different_prefixes_share_nothing() {
        JdbcStorage other = database().storage().withTablePrefix("other_");
        other.installSchema();
        AccountId account = account();
        questions().replace(portal(), account, THREE);
        assertThat(other.securityQuestions().of(portal(), account)).isEmpty();
    }

    @Test
    void What_fails_half_way_leaves_what_was_there() throws SQLException {
        AccountId account = account();
        questions().replace(portal(), account, THREE);
        Connection real = database().node().getConnection();
        Connection failing = mock(Connection.class, delegatesTo(real));
        when(failing.prepareStatement(startsWith("INSERT INTO recupera_answer")))
                .thenThrow(new SQLException("broken pipe", "08006"));
        DataSource pool = mock(DataSource.class);
        when(pool.getConnection()).thenReturn(failing);

        assertThatThrownBy(
                        () -> JdbcStorage.over(pool).securityQuestions().replace(portal(), account, answers("new", 5)))
                .isInstanceOf(PortException.class)
                .hasMessageStartingWith("security questions: replace")
                .hasCauseInstanceOf(SQLException.class);

        assertThat(questions().of(portal(), account)).isEqualTo(THREE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRANSACTION_READ_UNCOMMITTED",
                "TRANSACTION_READ_COMMITTED",
                "TRANSACTION_REPEATABLE_READ",
                "TRANSACTION_SERIALIZABLE"
            })
    void One_is_the_last_at_every_isolation_level_of_the_pool(String level) {
        SecurityQuestions questions = JdbcStorage.over(database().pool(config -> {
                    config.setTransactionIsolation(level);
                    config.setAutoCommit(false);
                }))
                .securityQuestions();
        AccountId account = account();
        for (int round = 0; round < 5; round++) {
            List<List<HashedAnswer>> given = IntStream.range(0, 16)
                    .mapToObj(i -> answers("t" + i, 1 + i % 4))
                    .toList();
            Threads.sixteen(i -> {
                questions.replace(portal(), account, given.get(i));
                return i;
            });
            assertThat(given).contains(questions.of(portal(), account));
        }
    }

    private static List<HashedAnswer> answers(String marked, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new HashedAnswer("q" + i, marked + '-' + i))
                .toList();
    }
}
