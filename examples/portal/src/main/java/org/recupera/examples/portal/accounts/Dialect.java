package org.recupera.examples.portal.accounts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In what the databases differ, as far as the portal's own tables, start-up and time limits go. */
public enum Dialect {
    /** H2 in this process, which locks its file: there is no second portal to wait for. */
    H2("jdbc:h2:", "org.h2.Driver", null, null, null, null),
    /** PostgreSQL; its driver counts in seconds. */
    POSTGRESQL(
            "jdbc:postgresql:",
            "org.postgresql.Driver",
            "3",
            "15",
            "SELECT pg_advisory_lock(7368656)",
            "SELECT pg_advisory_unlock(7368656)"),
    /** MariaDB; its driver counts in milliseconds. */
    MARIADB(
            "jdbc:mariadb:",
            "org.mariadb.jdbc.Driver",
            "3000",
            "15000",
            "SELECT GET_LOCK('recupera_portal', 60)",
            "SELECT RELEASE_LOCK('recupera_portal')");

    private final String prefix;
    private final String driver;
    private final @Nullable String connectTimeout;
    private final @Nullable String socketTimeout;
    private final @Nullable String lock;
    private final @Nullable String unlock;

    Dialect(
            String prefix,
            String driver,
            @Nullable String connectTimeout,
            @Nullable String socketTimeout,
            @Nullable String lock,
            @Nullable String unlock) {
        this.prefix = prefix;
        this.driver = driver;
        this.connectTimeout = connectTimeout;
        this.socketTimeout = socketTimeout;
        this.lock = lock;
        this.unlock = unlock;
    }

    /**
     * Tells a URL's database.
     *
     * @param url a JDBC URL
     * @return its dialect
     * @throws IllegalArgumentException when the portal knows no such database
     */
    public static Dialect of(String url) {
        return Arrays.stream(values())
                .filter(dialect -> url.startsWith(dialect.prefix))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "begins with jdbc:h2:, jdbc:postgresql: or jdbc:mariadb:, else the portal has no driver"));
    }

    String driver() {
        return driver;
    }

    Map<String, String> timeLimits() {
        return connectTimeout == null || socketTimeout == null
                ? Map.of()
                : Map.of("connectTimeout", connectTimeout, "socketTimeout", socketTimeout);
    }

    /** Text that compares byte for byte, which in MariaDB is a matter of the collation. */
    String keyType() {
        return this == MARIADB ? "VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" : "VARCHAR(254)";
    }

    void lock(Connection connection) throws SQLException {
        run(connection, lock);
    }

    void unlock(Connection connection) throws SQLException {
        run(connection, unlock);
    }

    private static void run(Connection connection, @Nullable String sql) throws SQLException {
        if (sql != null) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.execute();
            }
        }
    }
}
