package org.recupera.examples.portal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.recupera.examples.portal.accounts.AccountTable;
import org.recupera.examples.portal.accounts.Database;
import org.recupera.examples.portal.accounts.Enrolment;
import org.recupera.password.Argon2id;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Secret;
import org.recupera.profile.Profile;

/**
 * A database with people in it, for as many nodes as it is meant for.
 *
 * @param name what it is called in tables
 * @param url its JDBC URL
 * @param user who connects, without a password
 * @param environment tells portals of it
 * @param nodes how many processes share it
 */
record PortalDatabase(String name, String url, String user, Map<String, String> environment, int nodes) {

    static final String FIRST_PASSWORD = "la clave de antes de los fallos";

    /** A new database of that name. */
    static PortalDatabase postgres(EmbeddedPostgres postgres, String name, int nodes) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
        String url = postgres.getJdbcUrl("postgres", name);
        return new PortalDatabase(
                "PostgreSQL", url, "postgres", Map.of("PORTAL_JDBC_URL", url, "PORTAL_JDBC_USER", "postgres"), nodes);
    }

    /** The portal's own file; one process at a time opens it. */
    static PortalDatabase h2(Path folder) {
        String url =
                "jdbc:h2:file:" + folder.resolve("portal") + ";WRITE_DELAY=0;REUSE_SPACE=FALSE;DB_CLOSE_ON_EXIT=FALSE";
        return new PortalDatabase("H2", url, "portal", Map.of("PORTAL_DATA", folder.toString()), 1);
    }

    /** Puts people into every portal's table before anybody serves it; their usernames are numbered from 0. */
    PortalDatabase withPeople(int people) {
        String hash = Argon2id.builder()
                .cost(19_456, 2, 1)
                .random(new SecureRandom())
                .build()
                .hash(Secret.of(FIRST_PASSWORD));
        try (Database database = Database.open(url, user, "")) {
            for (Profile profile : Portals.demonstration().bySegment().values()) {
                AccountTable table = AccountTable.of(database, profile.portal());
                table.install();
                Enrolment.add(table, accounts(people), hash);
            }
        }
        return this;
    }

    static String username(int person) {
        return "persona" + person;
    }

    static String address(String mailbox) {
        return mailbox + "@fallos.example";
    }

    /** All rows of one column of texts or numbers. */
    List<String> column(String sql, Object... values) {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                List<String> column = new ArrayList<>();
                while (row.next()) {
                    column.add(row.getString(1));
                }
                return column;
            }
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private static List<Account> accounts(int people) {
        return IntStream.range(0, people)
                .mapToObj(person -> Account.named(new AccountId(username(person)), username(person))
                        .email(address(username(person)))
                        .build())
                .toList();
    }
}
