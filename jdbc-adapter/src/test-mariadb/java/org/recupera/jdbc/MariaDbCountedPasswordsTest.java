package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

@Tag("mariadb")
class MariaDbCountedPasswordsTest extends PortalPasswordsContract {

    @AutoClose
    private static final TestDatabase DATABASE = MariaDb.newDatabase();

    private static final PortalTable TABLE = PortalTable.in(DATABASE, "DATETIME(6)", " CHARACTER SET utf8mb4");

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
