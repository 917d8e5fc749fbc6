package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

@Tag("mariadb")
class MariaDbKeyedDirectoryTest extends KeyedDirectoryContract {

    @AutoClose
    private static final TestDatabase DATABASE = MariaDb.newDatabase();

    private static final PortalTable TABLE =
            PortalTable.in(DATABASE, "DATETIME(6)", " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
    private static final KeyedTable KEYS = KeyedTable.of(DATABASE, TABLE, "VARCHAR(254) COLLATE utf8mb4_bin");

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
        return "\nkey=" + index + "\n";
    }
}
