package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.recupera.conformance.WorkQueueSuite;
import org.recupera.port.WorkQueue;

class H2WorkQueueTest extends WorkQueueSuite {

    @AutoClose
    private static final TestDatabase DATABASE = H2.newDatabase().withSchema();

    @Override
    protected WorkQueue queue() {
        return DATABASE.storage().queue();
    }

    @Override
    protected WorkQueue another() {
        return DATABASE.otherStorage().queue();
    }
}
