package org.recupera.memory;

import org.recupera.conformance.WorkQueueSuite;
import org.recupera.port.WorkQueue;

class InMemoryWorkQueueTest extends WorkQueueSuite {

    private final InMemoryWorkQueue queue = InMemoryWorkQueue.create();

    @Override
    protected WorkQueue queue() {
        return queue;
    }

    @Override
    protected WorkQueue another() {
        return queue;
    }
}
