package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;

class PostgresZonedVersionTest extends ZonedVersionContract {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase();

    @Override
    TestDatabase database() {
        return DATABASE;
    }
}
