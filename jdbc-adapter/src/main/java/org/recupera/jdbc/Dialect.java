package org.recupera.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.recupera.port.PortException;

/** A database whose SQL is spoken here. */
public enum Dialect {
    /** H2 2.x, in its regular mode. */
    H2("h2", ""),
    /** PostgreSQL 12 and later. */
    POSTGRESQL("postgresql", " ON CONFLICT DO NOTHING"),
    /** MariaDB 10.6 and later, and MySQL 8. */
    MARIADB("mariadb", "");

    private final String resource;
    private final String duplicatesSkipped;

    Dialect(String resource, String duplicatesSkipped) {
        this.resource = "schema/" + resource + ".sql";
        this.duplicatesSkipped = duplicatesSkipped;
    }

    static Dialect of(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            case "MariaDB", "MySQL" -> MARIADB;
            default -> throw new PortException("no SQL is known for a database called " + product, null);
        };
    }

    /** Where the schema lies, seen from this package. */
    String resource() {
        return resource;
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
