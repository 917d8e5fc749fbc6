package org.recupera.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.recupera.port.PortException;

/** A database whose SQL is spoken here. */
public enum Dialect {
    /** H2 2.x, in its regular mode. */
    H2("h2", "", "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000000 AS BIGINT)"),
    /** PostgreSQL 12 and later. */
    POSTGRESQL(
            "postgresql", " ON CONFLICT DO NOTHING", "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)"),
    /** MariaDB 10.6 and later, and MySQL 8. */
    MARIADB("mariadb", "", "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))");

    private final String resource;
    private final String duplicatesSkipped;
    private final String now;

    Dialect(String resource, String duplicatesSkipped, String now) {
        this.resource = "schema/" + resource + ".sql";
        this.duplicatesSkipped = duplicatesSkipped;
        this.now = now;
    }

    static Dialect of(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            case "MariaDB", "MySQL" -> MARIADB;
            default ->
                throw new PortException(
                        "no SQL is known for a database called " + product
                                + "; where a driver or a proxy goes by another name, call withDialect",
                        null);
        };
    }

    /** Where the schema lies, seen from this package. */
    String resource() {
        return resource;
    }

    /** Whether a query that locks in an order takes that order from no index: it reads and locks all that there is. */
    boolean locksAllThatItSorts() {
        return this == H2;
    }

    /** Asks for the server's time, in microseconds since 1970 whatever the session's time zone is. */
    String now() {
        return "SELECT " + now + " AS now_micros";
    }

    /**
     * An insert that leaves the transaction usable when the row is there already.
     *
     * <p>PostgreSQL gives a transaction up, and writes to its log, on every duplicate that it is not told to skip.
     */
    String insertUnlessPresent(String insert) {
        return insert + duplicatesSkipped;
    }
}
