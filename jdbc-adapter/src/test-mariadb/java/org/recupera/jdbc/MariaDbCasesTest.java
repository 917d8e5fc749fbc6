package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.recupera.conformance.CaseStoreSuite;
import org.recupera.port.CaseStore;

@Tag("mariadb")
class MariaDbCasesTest extends CaseStoreSuite {

    @AutoClose
    private static final TestDatabase DATABASE = MariaDb.newDatabase().withSchema();

    @Override
    protected CaseStore store() {
        return DATABASE.storage().cases();
    }

    @Override
    protected CaseStore another() {
        return DATABASE.otherStorage().cases();
    }
}
