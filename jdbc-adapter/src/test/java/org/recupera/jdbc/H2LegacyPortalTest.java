package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;

class H2LegacyPortalTest extends LegacyPortalContract {

    @AutoClose
    private static final TestDatabase DATABASE = H2.newDatabase();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Override
    String timestamp() {
        return "TIMESTAMP";
    }
}
