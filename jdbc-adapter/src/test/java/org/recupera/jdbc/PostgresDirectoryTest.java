package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;

class PostgresDirectoryTest extends PortalDirectoryContract {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase();

    private static final PortalTable TABLE = PortalTable.in(DATABASE, "TIMESTAMP", "");

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    PortalTable table() {
        return TABLE;
    }
}
