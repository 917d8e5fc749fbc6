package org.recupera.jdbc;

import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;

class H2CasesTest extends CasesContract {

    @AutoClose
    private static final TestDatabase DATABASE = H2.newDatabase().withSchema();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    DataSource impatient() {
        return DATABASE.pool(config -> config.setConnectionInitSql("SET LOCK_TIMEOUT 10"));
    }

    @Override
    String[] asIfLarge() {
        return new String[] {};
    }
}
