package org.recupera.memory;

import org.recupera.conformance.CaseSequenceSuite;
import org.recupera.port.CaseSequence;

class InMemoryCaseSequenceTest extends CaseSequenceSuite {

    private final InMemoryCases cases = InMemoryCases.create();

    @Override
    protected CaseSequence sequence() {
        return cases;
    }

    @Override
    protected CaseSequence another() {
        return cases;
    }
}
