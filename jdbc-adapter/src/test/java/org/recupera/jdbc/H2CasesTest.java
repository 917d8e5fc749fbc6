package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.recupera.conformance.CaseStoreSuite;
import org.recupera.port.CaseStore;

class H2CasesTest extends CaseStoreSuite {

    @AutoClose
    private static final TestDatabase DATABASE = H2.newDatabase().withSchema();

    @Override
    protected CaseStore store() {
        return DATABASE.storage().cases();
    }

    @Override
    protected CaseStore another() {
        return DATABASE.otherStorage().cases();
    }
}
