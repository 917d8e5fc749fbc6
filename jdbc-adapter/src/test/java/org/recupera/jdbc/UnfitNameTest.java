package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.port.Account;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;

/** Names that a column cannot hold are nobody's; a query that does not work is still told. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UnfitNameTest {

    @AutoClose
    private static final TestDatabase LATIN1 =
            Postgres.newDatabase("ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");

    @AutoClose
    private static final TestDatabase H2_DATABASE = H2.newDatabase();

    @Test
    void Letters_outside_the_encoding_of_the_database_are_in_no_name() {
        LATIN1.execute(
                "CREATE TABLE usuario (id INTEGER PRIMARY KEY, login VARCHAR(40), correo VARCHAR(80))",
                "INSERT INTO usuario VALUES (1, 'muñoz', NULL)");
        JdbcUserDirectory directory = over(LATIN1, "usuario", "login");
        assertThat(find(directory, "łukasz")).isEmpty();
        assertThat(find(directory, "лука")).isEmpty();
        assertThat(find(directory, "muñoz")).hasSize(1);
    }

    @Test
    void A_word_is_no_number_of_a_column_of_numbers() {
        for (TestDatabase database : List.of(LATIN1, H2_DATABASE)) {
            database.execute(
                    "CREATE TABLE numero (id INTEGER PRIMARY KEY, login INTEGER, correo VARCHAR(80))",
                    "INSERT INTO numero VALUES (1, 801, NULL)");
            JdbcUserDirectory directory = JdbcUserDirectory.over(
                    database.node(),
                    UserTable.named("numero", "id", IdType.INTEGER)
                            .username("login", "login = CAST(:value AS INTEGER)")
                            .email("correo")
                            .build());
            assertThat(find(directory, "maria")).isEmpty();
            assertThat(find(directory, "99999999999999")).isEmpty();
            assertThat(find(directory, "801")).hasSize(1);
        }
    }

    @Test
    void A_row_that_cannot_be_read_is_told() {
        H2_DATABASE.execute(
                "CREATE TABLE estado (id INTEGER PRIMARY KEY, login VARCHAR(40), activo VARCHAR(40))",
                "INSERT INTO estado VALUES (1, 'maria', 'quizás')");
        String select = "SELECT id AS account_id, login AS username, activo AS enabled FROM estado WHERE ";
        JdbcUserDirectory directory = JdbcUserDirectory.over(
                H2_DATABASE.node(),
                UserQueries.byId(select + "id = :id", IdType.INTEGER)
                        .find(IdentifierKind.USERNAME, select + "login = :value")
                        .build());
        assertThatExceptionOfType(PortException.class).isThrownBy(() -> find(directory, "maria"));
    }

    @Test
    void A_missing_table_is_told() {
        for (TestDatabase database : List.of(LATIN1, H2_DATABASE)) {
            assertThatExceptionOfType(PortException.class)
                    .isThrownBy(() -> find(over(database, "ninguna", "login"), "łukasz"));
        }
    }

    private static JdbcUserDirectory over(TestDatabase database, String table, String username) {
        return JdbcUserDirectory.over(
                database.node(),
                UserTable.named(table, "id", IdType.INTEGER)
                        .username(username)
                        .email("correo")
                        .build());
    }

    private static List<Account> find(JdbcUserDirectory directory, String typed) {
        return directory.find(
                new PortalId("portal"),
                Identifier.read(IdentifierKind.USERNAME, typed).identifier().orElseThrow());
    }
}
