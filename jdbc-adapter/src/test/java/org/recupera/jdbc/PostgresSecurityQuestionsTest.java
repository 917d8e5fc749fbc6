package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;

class PostgresSecurityQuestionsTest extends KeptAnswersContract {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase().withSchema();

    @Override
    TestDatabase database() {
        return DATABASE;
    }
}
