package org.recupera.conformancecheck;

import org.recupera.conformance.CaseStoreSuite;
import org.recupera.port.CaseStore;

/** The suite of case stores over one that is given. */
abstract class OverCaseStore extends CaseStoreSuite {

    private final CaseStore store;

    OverCaseStore(CaseStore store) {
        this.store = store;
    }

    @Override
    protected CaseStore store() {
        return store;
    }

    @Override
    protected CaseStore another() {
        return store;
    }
}
