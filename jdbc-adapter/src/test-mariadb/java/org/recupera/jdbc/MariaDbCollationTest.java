package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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
        JdbcUserDirectory directory = directory(
                collation,
                "(1, 'Alice', 'Ana@Cure.example', '0801-1990-00001', '+504 9999-0001')",
                "(2, 'alíce', 'ana@cüre.example', '０８０１１９９０００００１', '+٥٠٤٩٩٩٩٠٠٠١')",
                "(3, 'bob', 'ana@otra.example', '0801-1990-00002', '+504 9999-0002')");
        Map<IdentifierKind, String> typed = Map.of(
                IdentifierKind.USERNAME, "alice",
                IdentifierKind.EMAIL, "ana@cure.example",
                IdentifierKind.NATIONAL_ID, "0801199000001",
                IdentifierKind.PHONE, "+50499990001");
        assertThat(typed).containsOnlyKeys(IdentifierKind.values());
        List<String> returned = collation.endsWith("_bin") ? List.of("1") : List.of("1", "2");
        typed.forEach((kind, text) -> {
            assertThat(ids(found(directory, kind, text)))
                    .as("returned by the database, %s", kind)
                    .containsExactlyInAnyOrderElementsOf(returned);
            assertThat(exact(directory, kind, text))
                    .as("left by core, %s", kind)
                    .containsExactly("1");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf8mb4_unicode_ci", "utf8mb4_uca1400_ai_ci", "utf8mb4_bin"})
    void Every_name_finds_itself_among_all_that_a_collation_may_take_for_it(String collation) {
        JdbcUserDirectory directory = directory(
                collation,
                "(1, 'Alice', NULL, NULL, NULL)",
                "(2, 'alíce', NULL, NULL, NULL)",
                "(3, 'alıce', NULL, NULL, NULL)",
                "(4, 'ALÍCE ', NULL, NULL, NULL)",
                "(5, 'alice ', NULL, NULL, NULL)",
                "(6, 'al\u200bice', NULL, NULL, NULL)",
                "(7, 'al\\0ice', NULL, NULL, NULL)",
                "(8, 'аlice', NULL, NULL, NULL)");
        assertThat(exact(directory, IdentifierKind.USERNAME, "alice")).containsExactlyInAnyOrder("1", "5");
        assertThat(exact(directory, IdentifierKind.USERNAME, "ALÍCE")).containsExactlyInAnyOrder("2", "4");
        assertThat(exact(directory, IdentifierKind.USERNAME, "alıce")).containsExactly("3");
        assertThat(exact(directory, IdentifierKind.USERNAME, "аlice")).containsExactly("8");
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
            assertThat(found(directory, IdentifierKind.USERNAME, "łu𝒦asz")).isEmpty();
            assertThat(found(directory, IdentifierKind.USERNAME, "𐐨lice")).isEmpty();
            assertThat(exact(directory, IdentifierKind.USERNAME, "muñoz")).containsExactly("1");
        }
    }

    private static JdbcUserDirectory directory(String collation, String... rows) {
        DATABASE.execute(
                "DROP TABLE IF EXISTS usuario",
                "CREATE TABLE usuario (id INTEGER PRIMARY KEY, login VARCHAR(40), correo VARCHAR(80),"
                        + " identidad VARCHAR(30), telefono VARCHAR(30)) CHARACTER SET utf8mb4 COLLATE " + collation,
                "INSERT INTO usuario VALUES " + String.join(", ", rows));
        return JdbcUserDirectory.over(
                DATABASE.node(),
                UserTable.named("usuario", "id", IdType.INTEGER)
                        .username("login")
                        .email("correo")
                        .nationalId("identidad")
                        .phone("telefono")
                        .build());
    }

    private static List<Account> found(JdbcUserDirectory directory, IdentifierKind kind, String typed) {
        return directory.find(PORTAL, identifier(kind, typed));
    }

    private static List<String> exact(JdbcUserDirectory directory, IdentifierKind kind, String typed) {
        return ids(found(directory, kind, typed).stream()
                .filter(identifier(kind, typed)::isOn)
                .toList());
    }

    private static List<String> ids(List<Account> accounts) {
        return accounts.stream().map(account -> account.id().value()).toList();
    }

    private static Identifier identifier(IdentifierKind kind, String typed) {
        return Identifier.read(kind, typed).identifier().orElseThrow();
    }
}
