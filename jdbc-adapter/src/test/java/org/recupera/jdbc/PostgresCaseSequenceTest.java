package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;

class PostgresCaseSequenceTest extends CaseSequenceContract {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase().withSchema();

    @Override
    TestDatabase database() {
        return DATABASE;
    }
}
