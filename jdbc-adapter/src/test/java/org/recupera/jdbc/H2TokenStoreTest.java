package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.recupera.conformance.TokenStoreSuite;
import org.recupera.port.TokenStore;

class H2TokenStoreTest extends TokenStoreSuite {

    @AutoClose
    private static final TestDatabase DATABASE = H2.newDatabase().withSchema();

    @Override
    protected TokenStore store() {
        return DATABASE.storage().tokens();
    }

    @Override
    protected TokenStore another() {
        return DATABASE.otherStorage().tokens();
    }
}
