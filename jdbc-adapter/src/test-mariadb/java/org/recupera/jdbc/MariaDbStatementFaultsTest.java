package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

@Tag("mariadb")
class MariaDbStatementFaultsTest extends StatementFaultsContract {

    @AutoClose
    private static final TestDatabase DATABASE = MariaDb.newDatabase().withSchema();

    private static final PortalTable ACCOUNTS = PortalTable.in(DATABASE, "TIMESTAMP(6) NULL", "");

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    PortalTable accounts() {
        return ACCOUNTS;
    }
}
