package org.recupera.jdbc;

import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

@Tag("mariadb")
class MariaDbCasesTest extends CasesContract {

    @AutoClose
    private static final TestDatabase DATABASE = MariaDb.newDatabase().withSchema();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    DataSource impatient() {
        return DATABASE.pool(config -> config.setConnectionInitSql("SET SESSION innodb_lock_wait_timeout = 0"));
    }

    @Override
    String[] asIfLarge() {
        return new String[] {};
    }
}
