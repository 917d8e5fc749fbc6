package org.recupera.jdbc;

import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;

class PostgresStorageTest extends StorageContract {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    DataSource impatient() {
        return DATABASE.pool(config -> config.setConnectionInitSql("SET lock_timeout = '10ms'"));
    }
}
