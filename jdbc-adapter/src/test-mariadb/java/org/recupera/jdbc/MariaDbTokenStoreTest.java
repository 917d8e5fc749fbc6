package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.recupera.conformance.TokenStoreSuite;
import org.recupera.port.TokenStore;

@Tag("mariadb")
class MariaDbTokenStoreTest extends TokenStoreSuite {

    @AutoClose
    private static final TestDatabase DATABASE = MariaDb.newDatabase().withSchema();

    @Override
    protected TokenStore store() {
        return DATABASE.storage().tokens();
    }

    @Override
    protected TokenStore another() {
        return DATABASE.otherStorage().tokens();
    }
}
