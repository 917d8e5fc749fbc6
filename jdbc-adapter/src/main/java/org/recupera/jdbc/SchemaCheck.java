package org.recupera.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.recupera.port.Finding;

/**
 * Looks whether the tables that the script creates are there, with their columns.
 *
 * <p>By selecting nothing from them, as the adapter will: a catalogue would have to be told of schemas, search paths and
 * rights, and spells names its own way.
 */
final class SchemaCheck {

    private final Database database;
    private final JdbcSchema schema;

    SchemaCheck(Database database, JdbcSchema schema) {
        this.database = database;
        this.schema = schema;
    }

    List<Finding> findings() {
        return database.each("schema check", session -> {
            List<Finding> findings = new ArrayList<>();
            for (Map.Entry<String, Set<String>> table : schema.columns().entrySet()) {
                check(session, table.getKey(), table.getValue(), findings);
            }
            return findings;
        });
    }

    private static void check(Session session, String table, Set<String> columns, List<Finding> findings)
            throws SQLException {
        if (canRead(session, table, String.join(", ", columns))) {
            return;
        }
        if (!canRead(session, table, "1")) {
            findings.add(new Finding.TableMissing(table));
            return;
        }
        for (String column : columns) {
            if (!canRead(session, table, column)) {
                findings.add(new Finding.ColumnMissing(table, column));
            }
        }
    }

    private static boolean canRead(Session session, String table, String what) throws SQLException {
        try {
            session.query("SELECT " + what + " FROM " + table + " WHERE 1 = 0", row -> row.getString(1));
            return true;
        } catch (SQLException refused) {
            if (SqlFault.isRefusedStatement(refused)) {
                return false;
            }
            throw refused;
        }
    }
}
