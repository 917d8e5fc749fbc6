package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.recupera.conformance.CaseStoreSuite;
import org.recupera.port.CaseStore;

class PostgresCasesTest extends CaseStoreSuite {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase().withSchema();

    @Override
    protected CaseStore store() {
        return DATABASE.storage().cases();
    }

    @Override
    protected CaseStore another() {
        return DATABASE.otherStorage().cases();
    }
}
