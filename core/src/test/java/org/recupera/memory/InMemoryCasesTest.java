package org.recupera.memory;

import org.recupera.conformance.CaseStoreSuite;
import org.recupera.port.CaseStore;

class InMemoryCasesTest extends CaseStoreSuite {

    private final InMemoryCases cases = InMemoryCases.create();

    @Override
    protected CaseStore store() {
        return cases;
    }

    @Override
    protected CaseStore another() {
        return cases;
    }
}
