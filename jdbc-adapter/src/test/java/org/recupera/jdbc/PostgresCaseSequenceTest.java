package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.recupera.conformance.CaseSequenceSuite;
import org.recupera.port.CaseSequence;

class PostgresCaseSequenceTest extends CaseSequenceSuite {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase().withSchema();

    @Override
    protected CaseSequence sequence() {
        return DATABASE.storage().caseSequence();
    }

    @Override
    protected CaseSequence another() {
        return DATABASE.otherStorage().caseSequence();
    }
}
