package org.recupera.jdbc;

import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;

class PostgresCasesTest extends CasesContract {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase().withSchema();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    DataSource impatient() {
        return DATABASE.pool(config -> config.setConnectionInitSql("SET lock_timeout = '10ms'"));
    }

    @Override
    String[] asIfLarge() {
        return new String[] {"SET enable_seqscan = off", "SET enable_bitmapscan = off", "SET enable_sort = off"};
    }
}
