package org.recupera.jdbc;

import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;

class H2StorageTest extends StorageContract {

    @AutoClose
    private static final TestDatabase DATABASE = H2.newDatabase();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    DataSource impatient() {
        return DATABASE.pool(config -> config.setConnectionInitSql("SET LOCK_TIMEOUT 10"));
    }
}
