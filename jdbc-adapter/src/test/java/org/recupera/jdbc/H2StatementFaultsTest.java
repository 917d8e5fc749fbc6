package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;

class H2StatementFaultsTest extends StatementFaultsContract {

    @AutoClose
    private static final TestDatabase DATABASE = H2.newDatabase().withSchema();

    private static final PortalTable ACCOUNTS = PortalTable.in(DATABASE, "TIMESTAMP", "");

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    PortalTable accounts() {
        return ACCOUNTS;
    }
}
