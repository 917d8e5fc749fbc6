package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.Account;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PortalId;

/** Collations for which {@code alice} and {@code alíce} are one; the comparison in canonical form tells them apart. */
@Tag("mariadb")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MariaDbCollationTest {

    private static final PortalId PORTAL = new PortalId("portal");

    @AutoClose
    private static final TestDatabase DATABASE = MariaDb.newDatabase();

    @ParameterizedTest
    @ValueSource(strings = {"utf8mb4_unicode_ci", "utf8mb4_uca1400_ai_ci", "utf8mb4_bin"})
    void Nobody_is_missed_and_who_is_too_much_can_be_told(String collation) {
        DATABASE.execute(
                "DROP TABLE IF EXISTS usuario",
                "CREATE TABLE usuario (id INTEGER PRIMARY KEY, login VARCHAR(40), correo VARCHAR(80)) CHARACTER SET utf8mb4 COLLATE "
                        + collation,
                "INSERT INTO usuario (id, login) VALUES (1, 'Alice'), (2, 'alíce'), (3, 'alıce'), (4, 'ALÍCE '), (5, 'bob')");
        JdbcUserDirectory directory = JdbcUserDirectory.over(
                DATABASE.node(),
                UserTable.named("usuario", "id", IdType.INTEGER)
                        .username("login")
                        .email("correo")
                        .build());
        assertThat(exact(directory, "alice")).containsExactly("1");
        assertThat(exact(directory, "ALÍCE")).containsExactlyInAnyOrder("2", "4");
        boolean generous = !collation.endsWith("_bin");
        assertThat(found(directory, "alice").size() > 1).isEqualTo(generous);
    }

    @Test
    void Letters_that_a_column_of_an_old_character_set_cannot_hold_are_in_no_name() {
        for (String charset : List.of("utf8mb3", "latin1")) {
            DATABASE.execute(
                    "DROP TABLE IF EXISTS antiguo",
                    "CREATE TABLE antiguo (id INTEGER PRIMARY KEY, login VARCHAR(40), correo VARCHAR(80)) CHARACTER SET "
                            + charset,
                    "INSERT INTO antiguo VALUES (1, 'muñoz', NULL)");
            JdbcUserDirectory directory = JdbcUserDirectory.over(
                    DATABASE.node(),
                    UserTable.named("antiguo", "id", IdType.INTEGER)
                            .username("login")
                            .email("correo")
                            .build());
            assertThat(found(directory, "łu𝒦asz")).isEmpty();
            assertThat(found(directory, "𐐨lice")).isEmpty();
            assertThat(exact(directory, "muñoz")).containsExactly("1");
        }
    }

    private static List<Account> found(JdbcUserDirectory directory, String typed) {
        return directory.find(PORTAL, identifier(typed));
    }

    private static List<String> exact(JdbcUserDirectory directory, String typed) {
        return found(directory, typed).stream()
                .filter(identifier(typed)::isOn)
                .map(account -> account.id().value())
                .toList();
    }

    private static Identifier identifier(String typed) {
        return Identifier.read(IdentifierKind.USERNAME, typed).identifier().orElseThrow();
    }
}
