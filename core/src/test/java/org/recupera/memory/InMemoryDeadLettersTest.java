package org.recupera.memory;

import org.recupera.conformance.DeadLettersSuite;
import org.recupera.port.DeadLetters;
import org.recupera.port.WorkQueue;

class InMemoryDeadLettersTest extends DeadLettersSuite {

    private final InMemoryWorkQueue queue = InMemoryWorkQueue.create();

    @Override
    protected WorkQueue queue() {
        return queue;
    }

    @Override
    protected WorkQueue another() {
        return queue;
    }

    @Override
    protected DeadLetters deadLetters() {
        return queue;
    }

    @Override
    protected DeadLetters otherDeadLetters() {
        return queue;
    }
}
