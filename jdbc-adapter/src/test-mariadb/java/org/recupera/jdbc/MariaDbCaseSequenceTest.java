package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.recupera.conformance.CaseSequenceSuite;
import org.recupera.port.CaseSequence;

@Tag("mariadb")
class MariaDbCaseSequenceTest extends CaseSequenceSuite {

    @AutoClose
    private static final TestDatabase DATABASE = MariaDb.newDatabase().withSchema();

    @Override
    protected CaseSequence sequence() {
        return DATABASE.storage().caseSequence();
    }

    @Override
    protected CaseSequence another() {
        return DATABASE.otherStorage().caseSequence();
    }
}
