package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

@Tag("mariadb")
class MariaDbLegacyPortalTest extends LegacyPortalContract {

    @AutoClose
    private static final TestDatabase DATABASE = MariaDb.newDatabase();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    String timestamp() {
        return "DATETIME(6)";
    }
}
