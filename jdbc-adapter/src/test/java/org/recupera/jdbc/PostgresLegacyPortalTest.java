package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;

class PostgresLegacyPortalTest extends LegacyPortalContract {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    String timestamp() {
        return "TIMESTAMP";
    }
}
