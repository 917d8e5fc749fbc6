package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.recupera.password.Bcrypt;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PasswordChange;
import org.recupera.port.PasswordHash;
import org.recupera.port.PasswordStore.Result;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;

/** A table that grew over the years: mixed case, numbers written in every way, bcrypt, two portals in one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class LegacyPortalContract {

    private static final PortalId PORTAL = new PortalId("honducompras");
    private static final PortalId OTHER_PORTAL = new PortalId("secop");
    private static final AccountId MARIA = new AccountId("7");
    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00.123456789Z");
    private static final Secret PASSWORD = Secret.of("una clave bastante larga");
    private static final Bcrypt BCRYPT = Bcrypt.ofCost(10);

    /** A database of the class's own. */
    abstract TestDatabase database();

    /** How the database calls a timestamp with microseconds. */
    abstract String timestamp();

    @BeforeEach
    void fill() {
        database()
                .execute(
                        "DROP TABLE IF EXISTS usuario",
                        "CREATE TABLE usuario (id_usuario INTEGER PRIMARY KEY, portal VARCHAR(32), login VARCHAR(80),"
                                + " correo VARCHAR(120), identidad VARCHAR(30), telefono VARCHAR(30), nombre VARCHAR(80),"
                                + " idioma VARCHAR(10), estado CHAR(1), clave VARCHAR(100), version INTEGER, cambio "
                                + timestamp() + ")",
                        "INSERT INTO usuario VALUES (7, 'honducompras', 'Maria.Lopez', 'Maria.Lopez@Example.org',"
                                + " '0801-1990-00001', '+504 9999-0001', 'María López', 'es-HN', 'A', 'x', 3, NULL)",
                        "INSERT INTO usuario VALUES (8, 'honducompras', 'JPEREZ', 'maria.lopez@example.org',"
                                + " '08011990/00002', '00504 (9999) 0002', NULL, NULL, 'B', 'x', NULL, NULL)",
                        "INSERT INTO usuario VALUES (9, 'secop', 'maria.lopez', NULL, '0801 1990.00001', NULL, NULL,"
                                + " NULL, 'A', 'x', 1, NULL)",
                        "INSERT INTO usuario VALUES (10, 'honducompras', NULL, 'sin.nombre@example.org', NULL, NULL,"
                                + " NULL, NULL, 'A', 'x', 1, NULL)");
    }

    private static UserTable.Builder columns() {
        return UserTable.named("usuario", "id_usuario", IdType.INTEGER)
                .portal("portal")
                .username("login")
                .email("correo")
                .nationalId("identidad")
                .phone("telefono")
                .displayName("nombre")
                .language("idioma")
                .enabledWhen("estado = 'A'")
                .passwordVersion("version", VersionType.COUNTER);
    }

    private JdbcUserDirectory directory() {
        return JdbcUserDirectory.over(database().node(), columns().build());
    }

    @ParameterizedTest
    @CsvSource({
        "USERNAME, maria.lopez, 7",
        "USERNAME, MARIA.LOPEZ, 7",
        "USERNAME, jperez, 8",
        "NATIONAL_ID, 0801199000001, 7",
        "NATIONAL_ID, 0801-1990-00002, 8",
        "PHONE, +50499990001, 7",
        "PHONE, 00504 9999-0001, 7",
        "PHONE, +50499990002, 8"
    })
    void Whoever_is_meant_is_found_however_the_table_writes_it(IdentifierKind kind, String typed, String id) {
        Identifier identifier = identifier(kind, typed);
        assertThat(directory().find(PORTAL, identifier))
                .filteredOn(identifier::isOn)
                .extracting(account -> account.id().value())
                .containsExactly(id);
    }

    @Test
    void One_address_may_belong_to_several() {
        assertThat(directory().find(PORTAL, identifier(IdentifierKind.EMAIL, "maria.lopez@EXAMPLE.org")))
                .extracting(Account::username)
                .containsExactlyInAnyOrder("Maria.Lopez", "JPEREZ");
    }

    @Test
    void Values_come_as_they_are_stored() {
        Account maria = directory().byId(PORTAL, MARIA).orElseThrow();
        assertThat(maria.username()).isEqualTo("Maria.Lopez");
        assertThat(maria.email()).contains("Maria.Lopez@Example.org");
        assertThat(maria.nationalId()).contains("0801-1990-00001");
        assertThat(maria.phone()).contains("+504 9999-0001");
        assertThat(maria.displayName()).contains("María López");
        assertThat(maria.language()).contains(Locale.forLanguageTag("es-HN"));
        assertThat(maria.passwordVersion()).contains("3");
        assertThat(maria.enabled()).isTrue();
        Account perez = directory().byId(PORTAL, new AccountId("8")).orElseThrow();
        assertThat(perez.enabled()).isFalse();
        assertThat(perez.phone()).contains("00504 (9999) 0002");
        assertThat(perez.passwordVersion()).contains("0");
    }

    @Test
    void Portals_in_one_table_do_not_see_each_other() {
        assertThat(directory().byId(OTHER_PORTAL, MARIA)).isEmpty();
        assertThat(directory().find(OTHER_PORTAL, identifier(IdentifierKind.NATIONAL_ID, "0801199000001")))
                .extracting(account -> account.id().value())
                .containsExactly("9");
    }

    @ParameterizedTest
    @CsvSource({"abc", "07", "7.0", "' 7'", "7 OR 1=1", "99999999999999999999"})
    void An_id_that_no_number_is_belongs_to_nobody(String id) {
        assertThat(directory().byId(PORTAL, new AccountId(id))).isEmpty();
        assertThat(store(BCRYPT, columns().build()).replace(change(id, "3"))).isEqualTo(Result.STALE);
    }

    @Test
    void Typed_sql_and_wildcards_find_nobody() {
        for (String typed : List.of("' or '1'='1", "%", "maria_lopez", "maria.lopez' --", "\\", "maria.lopez%")) {
            assertThat(directory().find(PORTAL, identifier(IdentifierKind.USERNAME, typed)))
                    .isEmpty();
        }
    }

    @Test
    void A_row_without_a_username_is_no_account() {
        assertThat(directory().find(PORTAL, identifier(IdentifierKind.EMAIL, "sin.nombre@example.org")))
                .isEmpty();
    }

    @Test
    void A_kind_without_a_column_is_on_file_for_nobody() {
        UserTable bare = UserTable.named("usuario", "id_usuario", IdType.INTEGER)
                .username("login", "login = UPPER(:value)")
                .email("correo")
                .build();
        JdbcUserDirectory directory = JdbcUserDirectory.over(database().node(), bare);
        assertThat(directory.find(PORTAL, identifier(IdentifierKind.PHONE, "+50499990001")))
                .isEmpty();
        assertThat(directory.find(PORTAL, identifier(IdentifierKind.USERNAME, "jperez")))
                .extracting(account -> account.id().value())
                .containsExactly("8");
    }

    @Test
    void A_portal_may_bring_its_own_queries() {
        JdbcUserDirectory directory = JdbcUserDirectory.over(
                database().node(),
                UserQueries.byId(
                                "SELECT id_usuario AS account_id, login AS username FROM usuario WHERE id_usuario = :id",
                                IdType.INTEGER)
                        .find(
                                IdentifierKind.EMAIL,
                                "SELECT id_usuario AS account_id, login AS username, correo AS email FROM usuario"
                                        + " WHERE LOWER(correo) = :value AND estado = 'A' AND portal = :portal")
                        .build());
        assertThat(directory.byId(OTHER_PORTAL, MARIA)).isPresent();
        assertThat(directory.find(PORTAL, identifier(IdentifierKind.EMAIL, "maria.lopez@example.org")))
                .extracting(account -> account.id().value())
                .containsExactly("7");
    }

    @Test
    void A_misspelt_column_of_a_query_is_told() {
        JdbcUserDirectory directory = JdbcUserDirectory.over(
                database().node(),
                UserQueries.byId(
                                "SELECT id_usuario AS account_id, login AS username, correo AS mail FROM usuario"
                                        + " WHERE id_usuario = :id",
                                IdType.INTEGER)
                        .build());
        assertThatThrownBy(() -> directory.byId(PORTAL, MARIA))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("national_id");
    }

    @Test
    void A_broken_query_names_the_port_and_nothing_typed() {
        UserTable broken = UserTable.named("usuario", "id_usuario", IdType.INTEGER)
                .username("login", "id_usuario = CAST(:value AS INTEGER) / 0")
                .email("correo")
                .build();
        JdbcUserDirectory directory = JdbcUserDirectory.over(database().node(), broken);
        assertThatThrownBy(() -> {
                    // MariaDB only warns of either; there it is the missing table that fails.
                    directory.find(PORTAL, identifier(IdentifierKind.USERNAME, "maria.lopez"));
                    database().execute("DROP TABLE usuario");
                    directory.find(PORTAL, identifier(IdentifierKind.USERNAME, "maria.lopez"));
                })
                .isInstanceOf(PortException.class)
                .hasMessageStartingWith("user directory: find")
                .hasCauseInstanceOf(SQLException.class)
                .satisfies(fault -> assertThat(fault.getCause()).hasMessageNotContaining("maria.lopez"));
    }

    @ParameterizedTest
    @EnumSource(
            value = VersionType.class,
            names = {"COUNTER", "TIMESTAMP"})
    void Of_sixteen_changes_that_saw_one_version_one_is_made(VersionType type) {
        UserTable table = columns()
                .passwordVersion(type == VersionType.COUNTER ? "version" : "cambio", type)
                .build();
        JdbcUserDirectory directory = JdbcUserDirectory.over(database().otherNode(), table);
        for (int round = 0; round < 3; round++) {
            String seen = version(directory);
            int second = round;
            List<Result> results = Threads.sixteen(i -> JdbcPasswordStore.over(
                            node(i), table, "clave", new PlainHash("hash" + i))
                    .replace(new PasswordChange(PORTAL, MARIA, seen, PASSWORD, NOW.plusSeconds(second), false)));
            assertThat(results).containsOnlyOnce(Result.REPLACED).containsOnly(Result.REPLACED, Result.STALE);
            assertThat(version(directory)).isNotEqualTo(seen);
            assertThat(stored()).isEqualTo("hash" + results.indexOf(Result.REPLACED));
        }
    }

    @Test
    void A_password_is_kept_as_the_portal_keeps_it() {
        assertThat(store(BCRYPT, columns().build()).replace(change("7", "3"))).isEqualTo(Result.REPLACED);
        assertThat(BCRYPT.verify(PASSWORD, stored())).isTrue();
        assertThat(version(directory())).isEqualTo("4");
    }

    @Test
    void A_version_that_is_missing_old_or_foreign_changes_nothing() {
        JdbcPasswordStore store = store(BCRYPT, columns().build());
        for (String seen : new String[] {null, "2", "03", "", "never"}) {
            assertThat(store.replace(change("7", seen))).isEqualTo(Result.STALE);
        }
        assertThat(store.replace(new PasswordChange(OTHER_PORTAL, MARIA, "3", PASSWORD, NOW, false)))
                .isEqualTo(Result.STALE);
        assertThat(stored()).isEqualTo("x");
    }

    @Test
    void A_password_that_would_be_cut_is_refused_before_the_database_is_asked() {
        DataSource untouched = org.mockito.Mockito.mock(DataSource.class);
        Secret tooLong = Secret.of("ñ".repeat(37));
        assertThat(JdbcPasswordStore.over(untouched, columns().build(), "clave", BCRYPT)
                        .replace(new PasswordChange(PORTAL, MARIA, "3", tooLong, NOW, false)))
                .isEqualTo(Result.REFUSED);
        org.mockito.Mockito.verifyNoInteractions(untouched);
    }

    @Test
    void A_store_without_versions_replaces_whatever_is_there() {
        UserTable table = UserTable.named("usuario", "id_usuario", IdType.INTEGER)
                .username("login")
                .email("correo")
                .build();
        assertThat(store(BCRYPT, table).replace(change("7", null))).isEqualTo(Result.REPLACED);
        assertThat(store(BCRYPT, table).replace(change("77", null))).isEqualTo(Result.STALE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store(BCRYPT, table).replace(change("7", "3")));
    }

    @Test
    void A_statement_that_meets_more_than_one_account_changes_none() {
        PasswordUpdate careless = PasswordUpdate.of(
                "UPDATE usuario SET clave = :hash WHERE id_usuario >= :id AND version <= :seen",
                IdType.INTEGER,
                VersionType.COUNTER);
        assertThatThrownBy(() -> JdbcPasswordStore.over(database().node(), careless, BCRYPT)
                        .replace(change("7", "3")))
                .isInstanceOf(PortException.class);
        assertThat(stored()).isEqualTo("x");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void An_update_that_finds_the_account_locked_gives_up_and_never_comes_about() throws SQLException {
        UserTable table = columns().build();
        JdbcPasswordStore impatient =
                new JdbcPasswordStore(database().node(), table.update("clave"), new PlainHash("late"), 1);
        try (Connection other = database().otherNode().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeUpdate("UPDATE usuario SET nombre = 'x' WHERE id_usuario = 7");

            assertThatThrownBy(() -> impatient.replace(change("7", "3"))).isInstanceOf(PortException.class);
            other.rollback();
        }

        assertThat(stored()).isEqualTo("x");
        assertThat(store(new PlainHash("next"), table).replace(change("7", "3")))
                .isEqualTo(Result.REPLACED);
    }

    @Test
    void A_portal_may_bring_its_own_statement() {
        PasswordUpdate own = PasswordUpdate.of(
                "UPDATE usuario SET clave = :hash, version = version + 1, cambio = :at, estado = 'A'"
                        + " WHERE id_usuario = :id AND portal = :portal AND version = :seen",
                IdType.INTEGER,
                VersionType.COUNTER);
        assertThat(JdbcPasswordStore.over(database().node(), own, BCRYPT).replace(change("7", "3")))
                .isEqualTo(Result.REPLACED);
        JdbcUserDirectory dated = JdbcUserDirectory.over(
                database().node(),
                columns().passwordVersion("cambio", VersionType.TIMESTAMP).build());
        assertThat(version(dated)).isEqualTo("2026-11-20T15:00:00.123456");
    }

    private JdbcPasswordStore store(PasswordHash hash, UserTable table) {
        return JdbcPasswordStore.over(database().node(), table, "clave", hash);
    }

    private DataSource node(int number) {
        return number % 2 == 0 ? database().node() : database().otherNode();
    }

    private static PasswordChange change(String id, String seen) {
        return new PasswordChange(PORTAL, new AccountId(id), seen, PASSWORD, NOW, false);
    }

    private static String version(JdbcUserDirectory directory) {
        return directory.byId(PORTAL, MARIA).flatMap(Account::passwordVersion).orElseThrow();
    }

    private String stored() {
        return new Database(database().node(), null)
                .each(
                        "test",
                        session -> session.query(
                                        "SELECT clave FROM usuario WHERE id_usuario = 7", row -> row.getString(1))
                                .get(0));
    }

    private static Identifier identifier(IdentifierKind kind, String typed) {
        return Identifier.read(kind, typed).identifier().orElseThrow();
    }

    /** Tells who was stored. */
    private record PlainHash(String text) implements PasswordHash {

        @Override
        public String hash(Secret password) {
            return text;
        }

        @Override
        public boolean verify(Secret password, String stored) {
            return stored.equals(text);
        }
    }
}
