package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;

class PostgresKeyedDirectoryTest extends KeyedDirectoryContract {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase();

    private static final PortalTable TABLE = PortalTable.in(DATABASE, "TIMESTAMP", "");
    private static final KeyedTable KEYS = KeyedTable.of(DATABASE, TABLE, "VARCHAR(254)");

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    PortalTable table() {
        return TABLE;
    }

    @Override
    KeyedTable keys() {
        return KEYS;
    }

    @Override
    String analyse() {
        return "ANALYZE cuenta";
    }

    @Override
    String inPlan(String index) {
        return "Index Scan using " + index + " ";
    }
}
