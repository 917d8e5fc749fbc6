package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;

class PostgresStatementFaultsTest extends StatementFaultsContract {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase().withSchema();

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
