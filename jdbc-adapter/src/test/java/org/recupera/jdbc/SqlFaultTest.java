package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SqlFaultTest {

    private static final String TYPED = "maria.lopez";

    @ParameterizedTest
    @CsvSource({
        "40001, 0",
        "40P01, 0",
        "55P03, 0",
        "40001, 1213",
        "HY000, 1205",
        "HY000, 1020",
        "HYT00, 50200",
        "90131, 90131"
    })
    void Losing_a_race_is_a_conflict(String state, int code) {
        assertThat(SqlFault.isConflict(new SQLException("", state, code))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"23505, 0", "08006, 0", "HY000, 50000", "42S02, 1146", "57014, 0"})
    void A_broken_database_is_no_conflict(String state, int code) {
        assertThat(SqlFault.isConflict(new SQLException("", state, code))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "08006, 0",
        "08S01, 1053",
        "57P01, 0",
        "57P03, 0",
        "25P03, 0",
        "70100, 1927",
        "90067, 90067",
        "90098, 90098",
        "90121, 90121"
    })
    void A_connection_that_is_gone_is_lost(String state, int code) {
        assertThat(SqlFault.isLostConnection(new SQLException("", state, code))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"40001, 0", "57014, 0", "53300, 0", "25P02, 0", "HYT00, 50200", ", 0"})
    void A_statement_that_fails_loses_no_connection(String state, int code) {
        assertThat(SqlFault.isLostConnection(new SQLException("", state, code))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "22P02, 0, maria",
        "22018, 22018, maria",
        "22003, 0, 99999999999",
        "22P05, 0, łukasz",
        "22021, 0, łukasz",
        "HY000, 1267, łukasz",
        "HY000, 1366, łukasz",
        "HY000, 3988, łukasz"
    })
    void Some_texts_fit_no_row(String state, int code, String text) {
        assertThat(SqlFault.isUnfitText(new SQLException("", state, code), text))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"22P05, 0, maria", "HY000, 1267, maria", "22012, 0, łukasz", "42S02, 1146, łukasz", ", 0, łukasz"})
    void A_query_that_is_wrong_for_everybody_is_not_taken_for_an_unfit_text(String state, int code, String text) {
        assertThat(SqlFault.isUnfitText(new SQLException("", state, code), text))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"22P02, 0", "23505, 0", "23000, 1062", "22018, 22018", "42000, 1064", ", 0", "HY000, 50000"})
    void A_message_that_may_repeat_a_value_is_left_out(String state, int code) {
        SQLException fault = new SQLException("bad value: " + TYPED, state, code, new IllegalStateException(TYPED));
        SQLException bare = SqlFault.withoutValues(fault);
        assertThat((Throwable) bare).hasMessageNotContaining(TYPED).hasNoCause();
        assertThat(bare.getErrorCode()).isEqualTo(code);
        assertThat(bare.getSQLState()).isEqualTo(state);
        assertThat(bare.getStackTrace()).isEqualTo(fault.getStackTrace());
    }

    @Test
    void A_message_about_tables_and_servers_stays() {
        SQLException fault = new SQLException("relation recupera_link does not exist", "42P01");
        assertThat((Throwable) SqlFault.withoutValues(fault)).isSameAs(fault);
    }
}
