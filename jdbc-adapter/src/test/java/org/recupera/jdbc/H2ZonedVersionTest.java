package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;

class H2ZonedVersionTest extends ZonedVersionContract {

    @AutoClose
    private static final TestDatabase DATABASE = H2.newDatabase();

    @Override
    TestDatabase database() {
        return DATABASE;
    }
}
