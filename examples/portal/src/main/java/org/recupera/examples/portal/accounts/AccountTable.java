package org.recupera.examples.portal.accounts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.recupera.port.AccountId;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PasswordHash;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;

/** One portal's table of accounts, as its own sign-in uses it; the library reads it through its directory. */
public final class AccountTable {

    private final DataSource dataSource;
    private final String keyType;
    private final String name;

    private AccountTable(Database database, String name) {
        this.dataSource = database.dataSource();
        this.keyType = database.keyType();
        this.name = name;
    }

    /**
     * The table of a portal; each portal has one of its own.
     *
     * @param database the portal's database
     * @param portal whose accounts
     * @return the table, which {@link #install} makes
     */
    public static AccountTable of(Database database, PortalId portal) {
        return new AccountTable(database, portal.value().replace('-', '_') + "_account");
    }

    /**
     * The table's name.
     *
     * @return a name that needs no quoting
     */
    public String name() {
        return name;
    }

    /**
     * Makes the table and the table of sessions, where they are missing.
     *
     * <p>A table of a former version, without search keys, gets them for every account. It is refused when two usernames
     * in it have the same canonical form: nobody could tell which of the two is meant.
     */
    public void install() {
        String schema = schema().replace("{account}", name).replace("{key}", keyType);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : schema.split(";", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            addMissingKeys(connection);
        } catch (SQLException down) {
            throw new PortException("the portal's tables cannot be made", down);
        }
    }

    /**
     * Whether nobody has an account yet.
     *
     * @return whether the table is empty
     */
    boolean isEmpty() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + name)) {
            return row.next() && row.getInt(1) == 0;
        } catch (SQLException down) {
            throw new PortException("the accounts cannot be counted", down);
        }
    }

    /** Adds accounts, all of them or none. */
    void add(List<NewAccount> accounts) {
        String sql = "INSERT INTO " + name
                + " (id, username, email, national_id, phone, enabled, password_hash, username_key, email_key,"
                + " national_id_key, phone_key, password_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            for (NewAccount account : accounts) {
                insert.setString(1, account.username());
                insert.setString(2, account.username());
                insert.setString(3, account.email());
                insert.setString(4, account.nationalId());
                insert.setString(5, account.phone());
                insert.setBoolean(6, account.enabled());
                insert.setString(7, account.passwordHash());
                SearchKeys.of(account.username(), account.email(), account.nationalId(), account.phone())
                        .set(insert, 8);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } catch (SQLException down) {
            throw new PortException("accounts cannot be added", down);
        }
    }

    /**
     * Finds the account that signs in with a name.
     *
     * @param username the name
     * @return the account, or nothing
     */
    Optional<StoredAccount> named(Identifier username) {
        // Databases match more than equal bytes, so what came back is compared again.
        return one("username_key", username.value())
                .filter(account -> Identifier.read(IdentifierKind.USERNAME, account.username())
                        .identifier()
                        .filter(username::equals)
                        .isPresent());
    }

    /**
     * Whether an account has this password now; for the rules of a new one, and no sign-in.
     *
     * @param username as it is on the account
     * @param password the password, in NFC
     * @param hash how the portal hashes passwords
     * @return whether it is the present one
     */
    public boolean hasPassword(String username, Secret password, PasswordHash hash) {
        return Identifier.read(IdentifierKind.USERNAME, username)
                .identifier()
                .flatMap(this::named)
                .filter(account -> hash.verify(password, account.passwordHash()))
                .isPresent();
    }

    /** Replaces a hash by another one of the same password, unless it was replaced meanwhile; the version stays. */
    void rehash(StoredAccount seen, String fresh) {
        String sql = "UPDATE " + name + " SET password_hash = ? WHERE id = ? AND password_hash = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, fresh);
            update.setString(2, seen.id().value());
            update.setString(3, seen.passwordHash());
            update.executeUpdate();
        } catch (SQLException down) {
            throw new PortException("a hash cannot be replaced", down);
        }
    }

    Optional<StoredAccount> byId(AccountId id) {
        return one("id", id.value());
    }

    private Optional<StoredAccount> one(String column, String value) {
        String sql = "SELECT id, username, enabled, password_hash, password_version FROM " + name + " WHERE " + column
                + " = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, value);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new StoredAccount(
                                new AccountId(row.getString(1)),
                                row.getString(2),
                                row.getBoolean(3),
                                row.getString(4),
                                row.getLong(5)))
                        : Optional.empty();
            }
        } catch (SQLException down) {
            throw new PortException("an account cannot be read", down);
        }
    }

    private void addMissingKeys(Connection connection) throws SQLException {
        String select = "SELECT id, username, email, national_id, phone FROM " + name + " WHERE username_key IS NULL";
        String update = "UPDATE " + name
                + " SET username_key = ?, email_key = ?, national_id_key = ?, phone_key = ? WHERE id = ?";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(select);
                PreparedStatement keys = connection.prepareStatement(update)) {
            while (row.next()) {
                SearchKeys.of(row.getString(2), row.getString(3), row.getString(4), row.getString(5))
                        .set(keys, 1);
                keys.setString(5, row.getString(1));
                keys.addBatch();
            }
            keys.executeBatch();
        }
    }

    private static String schema() {
        try (InputStream schema =
                AccountTable.class.getResourceAsStream("/org/recupera/examples/portal/cuentas/schema.sql")) {
            return new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
