package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;

class PostgresEventTrailTest extends EventTrailContract {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase().withSchema();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    String lockTable() {
        return "LOCK TABLE recupera_event IN ACCESS EXCLUSIVE MODE";
    }
}
