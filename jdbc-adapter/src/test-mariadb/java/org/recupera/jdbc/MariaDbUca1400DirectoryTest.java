package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

@Tag("mariadb")
class MariaDbUca1400DirectoryTest extends PortalDirectoryContract {

    @AutoClose
    private static final TestDatabase DATABASE = MariaDb.newDatabase();

    private static final PortalTable TABLE =
            PortalTable.in(DATABASE, "DATETIME(6)", " CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci");

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    PortalTable table() {
        return TABLE;
    }
}
