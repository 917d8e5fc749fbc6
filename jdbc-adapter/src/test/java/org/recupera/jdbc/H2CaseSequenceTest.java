package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.recupera.conformance.CaseSequenceSuite;
import org.recupera.port.CaseSequence;

class H2CaseSequenceTest extends CaseSequenceSuite {

    @AutoClose
    private static final TestDatabase DATABASE = H2.newDatabase().withSchema();

    @Override
    protected CaseSequence sequence() {
        return DATABASE.storage().caseSequence();
    }

    @Override
    protected CaseSequence another() {
        return DATABASE.otherStorage().caseSequence();
    }
}
