package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;

class H2CountedPasswordsTest extends PortalPasswordsContract {

    @AutoClose
    private static final TestDatabase DATABASE = H2.newDatabase();

    private static final PortalTable TABLE = PortalTable.in(DATABASE, "TIMESTAMP", "");

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    PortalTable table() {
        return TABLE;
    }

    @Override
    VersionType versions() {
        return VersionType.COUNTER;
    }
}
