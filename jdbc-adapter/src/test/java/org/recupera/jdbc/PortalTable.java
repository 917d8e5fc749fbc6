package org.recupera.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.PortalId;

/** A portal's table of accounts, numbered by itself, and what a portal does with it. */
final class PortalTable {

    static final PortalId PORTAL = new PortalId("honducompras");
    static final PortalId OTHER_PORTAL = new PortalId("secop");

    private final AtomicInteger numbers = new AtomicInteger();
    private final TestDatabase database;

    private PortalTable(TestDatabase database) {
        this.database = database;
    }

    /**
     * Makes the table.
     *
     * @param timestamp how the database calls a timestamp with microseconds
     * @param options what follows the columns, such as a collation
     */
    static PortalTable in(TestDatabase database, String timestamp, String options) {
        database.execute("CREATE TABLE cuenta (id INTEGER PRIMARY KEY, portal VARCHAR(32) NOT NULL,"
                + " usuario VARCHAR(254) NOT NULL, correo VARCHAR(254), identidad VARCHAR(254), telefono VARCHAR(254),"
                + " nombre VARCHAR(254), idioma VARCHAR(20), activo BOOLEAN, clave VARCHAR(300), version INTEGER, cambio "
                + timestamp
                + ", intentos INTEGER DEFAULT 0, suspendida BOOLEAN DEFAULT FALSE, correo_anterior VARCHAR(254),"
                + " segundo_factor BOOLEAN DEFAULT FALSE)" + options);
        return new PortalTable(database);
    }

    static UserTable.Builder columns() {
        return UserTable.named("cuenta", "id", IdType.INTEGER)
                .portal("portal")
                .username("usuario")
                .email("correo")
                .nationalId("identidad")
                .phone("telefono")
                .displayName("nombre")
                .language("idioma")
                .enabledWhen("activo")
                .formerEmail("correo_anterior")
                .secondFactorWhen("segundo_factor")
                .guessLockEndsBy("intentos = 0");
    }

    AccountId enrol(Account account, @Nullable String hash) {
        int number = numbers.incrementAndGet();
        try (Connection connection = database.node().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO cuenta (id, portal, usuario, correo, identidad, telefono, nombre, idioma, activo,"
                                + " clave, version, correo_anterior, segundo_factor)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)")) {
            insert.setInt(1, number);
            insert.setString(2, PORTAL.value());
            insert.setString(3, account.username());
            insert.setString(4, account.email().orElse(null));
            insert.setString(5, account.nationalId().orElse(null));
            insert.setString(6, account.phone().orElse(null));
            insert.setString(7, account.displayName().orElse(null));
            insert.setString(
                    8,
                    account.language().map(language -> language.toLanguageTag()).orElse(null));
            insert.setBoolean(9, account.enabled());
            insert.setString(10, hash);
            insert.setString(11, account.formerEmail().orElse(null));
            insert.setBoolean(12, account.secondFactor());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new AccountId(Integer.toString(number));
    }

    /** Three wrong passwords, or an administrator, keep an account from signing in. */
    boolean isLocked(AccountId account) {
        return new Database(database.node(), null)
                .each(
                        "test",
                        session -> session.query(
                                                "SELECT 1 FROM cuenta WHERE id = ? AND (intentos > 2 OR suspendida)",
                                                row -> row.getInt(1),
                                                Integer.valueOf(account.value()))
                                        .size()
                                == 1);
    }

    String hashOf(AccountId account) {
        return new Database(database.node(), null)
                .each(
                        "test",
                        session -> session.query(
                                        "SELECT clave FROM cuenta WHERE id = ?",
                                        row -> row.getString(1),
                                        Integer.valueOf(account.value()))
                                .get(0));
    }
}
