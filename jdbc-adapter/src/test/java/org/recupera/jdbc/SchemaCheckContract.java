package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.recupera.port.Finding;
import org.recupera.port.PortException;

/** What the storage finds of its own tables. */
@DisplayNameGeneration(ReplaceUnderscores.class)
abstract class SchemaCheckContract {

    /** A database of the class's own, without tables. */
    abstract TestDatabase database();

    private JdbcStorage storage(String prefix) {
        return JdbcStorage.over(database().node()).withTablePrefix(prefix);
    }

    @Test
    void What_was_installed_is_found_whole_under_any_prefix() {
        JdbcStorage whole = storage("whole_");
        whole.installSchema();
        assertThat(whole.findings()).isEmpty();
    }

    @Test
    void Every_table_is_missed_where_nothing_was_installed() {
        assertThat(storage("absent_").findings())
                .contains(
                        new Finding.TableMissing("absent_link"),
                        new Finding.TableMissing("absent_work"),
                        new Finding.TableMissing("absent_attempt"),
                        new Finding.TableMissing("absent_answer"),
                        new Finding.TableMissing("absent_event"))
                .allMatch(finding -> finding instanceof Finding.TableMissing);
    }

    @Test
    void A_table_of_a_former_version_is_found_by_the_columns_that_it_lacks() {
        JdbcStorage old = storage("old_");
        old.installSchema();
        database().execute("ALTER TABLE old_link DROP COLUMN mailed_at", "ALTER TABLE old_work DROP COLUMN reason");
        assertThat(old.findings())
                .containsExactlyInAnyOrder(
                        new Finding.ColumnMissing("old_link", "mailed_at"),
                        new Finding.ColumnMissing("old_work", "reason"));
    }

    @Test
    void A_database_that_cannot_be_reached_is_no_missing_table() throws SQLException {
        DataSource down = Mockito.mock(DataSource.class);
        Mockito.when(down.getConnection()).thenThrow(new SQLException("refused", "08001"));
        assertThatThrownBy(() -> JdbcStorage.over(down).findings()).isInstanceOf(PortException.class);
        assertThatThrownBy(() -> JdbcStorage.over(down).now()).isInstanceOf(PortException.class);
    }
}
