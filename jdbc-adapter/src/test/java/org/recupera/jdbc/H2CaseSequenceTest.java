package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;

class H2CaseSequenceTest extends CaseSequenceContract {

    @AutoClose
    private static final TestDatabase DATABASE = H2.newDatabase().withSchema();

    @Override
    TestDatabase database() {
        return DATABASE;
    }
}
