package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;

class H2KeyedDirectoryTest extends KeyedDirectoryContract {

    @AutoClose
    private static final TestDatabase DATABASE = H2.newDatabase();

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
        return "ANALYZE TABLE cuenta";
    }

    @Override
    String inPlan(String index) {
        return "PUBLIC." + index + ": ";
    }
}
