package org.recupera.memory;

import org.recupera.conformance.AttemptLogSuite;
import org.recupera.port.AttemptLog;

class InMemoryAttemptLogTest extends AttemptLogSuite {

    private final InMemoryAttemptLog log = InMemoryAttemptLog.create();

    @Override
    protected AttemptLog log() {
        return log;
    }

    @Override
    protected AttemptLog another() {
        return log;
    }
}
