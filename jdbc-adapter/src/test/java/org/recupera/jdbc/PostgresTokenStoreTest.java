package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.recupera.conformance.TokenStoreSuite;
import org.recupera.port.TokenStore;

class PostgresTokenStoreTest extends TokenStoreSuite {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase().withSchema();

    @Override
    protected TokenStore store() {
        return DATABASE.storage().tokens();
    }

    @Override
    protected TokenStore another() {
        return DATABASE.otherStorage().tokens();
    }
}
