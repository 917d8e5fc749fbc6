package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;

class H2SecurityQuestionsTest extends KeptAnswersContract {

    @AutoClose
    private static final TestDatabase DATABASE = H2.newDatabase().withSchema();

    @Override
    TestDatabase database() {
        return DATABASE;
    }
}
