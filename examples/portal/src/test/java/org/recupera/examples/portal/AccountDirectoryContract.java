package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.UserDirectorySuite;
import org.recupera.examples.portal.accounts.AccountTable;
import org.recupera.examples.portal.accounts.Database;
import org.recupera.examples.portal.accounts.Enrolment;
import org.recupera.examples.portal.accounts.SignIn;
import org.recupera.examples.portal.accounts.SignInSessions;
import org.recupera.jdbc.JdbcUserDirectory;
import org.recupera.password.Argon2id;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PasswordHash;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;
import org.recupera.port.UserDirectory;

/** The kit's suite over the portals' tables, each kind found by its index, in tables of former versions too. */
abstract class AccountDirectoryContract extends UserDirectorySuite {

    private static final PortalId PORTAL = new PortalId("honducompras");
    private static final PortalId OTHER_PORTAL = new PortalId("secop");
    private static final PortalId FORMER = new PortalId("antiguo");
    private static final Map<IdentifierKind, String> ONE_OF_MANY = Map.of(
            IdentifierKind.USERNAME, "muchos7",
            IdentifierKind.EMAIL, "muchos7@empresa.example",
            IdentifierKind.NATIONAL_ID, "10000007",
            IdentifierKind.PHONE, "+57 301 0000007");

    /** A database of the class's own. */
    abstract Database database();

    /** How the database's plan says that it searches by an index. */
    abstract String inPlan(String index);

    @BeforeEach
    void install() {
        table(PORTAL).install();
        table(OTHER_PORTAL).install();
    }

    @Override
    protected UserDirectory directory() {
        return new UserDirectory() {

            @Override
            public List<Account> find(PortalId portal, Identifier identifier) {
                return directoryOf(portal).find(portal, identifier);
            }

            @Override
            public Optional<Account> byId(PortalId portal, AccountId id) {
                return directoryOf(portal).byId(portal, id);
            }
        };
    }

    @Override
    protected PortalId portal() {
        return PORTAL;
    }

    @Override
    protected PortalId otherPortal() {
        return OTHER_PORTAL;
    }

    @Override
    protected Account enrol(Account account) {
        Enrolment.add(table(PORTAL), List.of(account), "x");
        return Account.named(new AccountId(account.username()), account.username())
                .enabled(account.enabled())
                .email(account.email().orElse(null))
                .nationalId(account.nationalId().orElse(null))
                .phone(account.phone().orElse(null))
                .build();
    }

    @Override
    protected List<String> writings(Identifier identifier) {
        List<String> writings = new ArrayList<>(super.writings(identifier));
        writings.add(identifier.value() + ' ');
        writings.add("\u3000" + identifier.value());
        return writings;
    }

    @Test
    void each_kind_is_looked_up_by_its_index() throws SQLException {
        Enrolment.add(
                table(PORTAL),
                IntStream.range(0, 2_000)
                        .mapToObj(n -> Account.named(new AccountId("muchos" + n), "muchos" + n)
                                .email("muchos" + n + "@empresa.example")
                                .nationalId(Integer.toString(10_000_000 + n))
                                .phone(String.format(Locale.ROOT, "+57 301 %07d", n))
                                .build())
                        .toList(),
                "x");
        execute("ANALYZE");
        for (IdentifierKind kind : IdentifierKind.values()) {
            StatementLog log = new StatementLog();
            Identifier identifier = identifier(kind, ONE_OF_MANY.get(kind));
            assertThat(directoryOf(PORTAL, log.over(database().dataSource())).find(PORTAL, identifier))
                    .extracting(Account::username)
                    .containsExactly("muchos7");
            String index = "honducompras_account_by_" + kind.name();
            assertThat(log.statements())
                    .singleElement()
                    .satisfies(statement ->
                            assertThat(plan(statement, identifier.value())).containsIgnoringCase(inPlan(index)));
        }
    }

    @Test
    void a_table_of_a_former_version_is_searched_by_every_kind_and_signs_in_as_before() {
        PasswordHash hash = Argon2id.builder().build();
        formerTable("('7', 'ana', 'Ana@Empresa.example', '0801-1990-00007', '+504 2240-1407', TRUE, '"
                + hash.hash(Secret.of("la clave de Ana")) + "', 3)");
        AccountTable table = table(FORMER);

        table.install();
        table.install();

        Map<IdentifierKind, String> typed = Map.of(
                IdentifierKind.USERNAME, "ANA",
                IdentifierKind.EMAIL, "ana@empresa.example",
                IdentifierKind.NATIONAL_ID, "0801199000007",
                IdentifierKind.PHONE, "00504 22401407");
        assertThat(typed).containsOnlyKeys(IdentifierKind.values());
        typed.forEach((kind, text) -> assertThat(directoryOf(FORMER).find(FORMER, identifier(kind, text)))
                .as("by %s", kind)
                .extracting(account -> account.id().value())
                .containsExactly("7"));
        SignInSessions sessions = new SignInSessions(database().dataSource(), Clock.systemUTC());
        assertThat(new SignIn(FORMER, table, sessions, hash).attempt("Ana", Secret.of("la clave de Ana")))
                .isInstanceOf(SignIn.Welcome.class);
    }

    @Test
    void a_table_of_a_former_version_with_two_names_that_read_alike_is_refused() {
        formerTable("('7', 'ana', NULL, NULL, NULL, TRUE, 'x', 1), ('8', 'Ana', NULL, NULL, NULL, TRUE, 'x', 1)");
        AccountTable table = table(FORMER);

        assertThatExceptionOfType(PortException.class).isThrownBy(table::install);
    }

    /** As the portal made it before it kept search keys. */
    private void formerTable(String rows) {
        execute("DROP TABLE IF EXISTS antiguo_account");
        execute(
                "CREATE TABLE antiguo_account (id VARCHAR(64) NOT NULL PRIMARY KEY, username VARCHAR(100) NOT NULL UNIQUE,"
                        + " email VARCHAR(254), national_id VARCHAR(40), phone VARCHAR(40), enabled BOOLEAN NOT NULL,"
                        + " password_hash VARCHAR(255) NOT NULL, password_version BIGINT NOT NULL)");
        execute("INSERT INTO antiguo_account VALUES " + rows);
    }

    private AccountTable table(PortalId portal) {
        return AccountTable.of(database(), portal);
    }

    private UserDirectory directoryOf(PortalId portal) {
        return directoryOf(portal, database().dataSource());
    }

    private UserDirectory directoryOf(PortalId portal, DataSource dataSource) {
        return JdbcUserDirectory.over(
                dataSource, Embedding.accounts(table(portal).name()));
    }

    private String plan(String statement, String value) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = database().dataSource().getConnection();
                PreparedStatement explain = connection.prepareStatement("EXPLAIN " + statement)) {
            explain.setString(1, value);
            try (ResultSet row = explain.executeQuery()) {
                while (row.next()) {
                    plan.append(row.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }

    private void execute(String sql) {
        try (Connection connection = database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Identifier identifier(IdentifierKind kind, String typed) {
        return Identifier.read(kind, typed).identifier().orElseThrow();
    }
}
