package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.recupera.conformance.WorkQueueSuite;
import org.recupera.port.WorkQueue;

@Tag("mariadb")
class MariaDbWorkQueueTest extends WorkQueueSuite {

    @AutoClose
    private static final TestDatabase DATABASE = MariaDb.newDatabase().withSchema();

    @Override
    protected WorkQueue queue() {
        return DATABASE.storage().queue();
    }

    @Override
    protected WorkQueue another() {
        return DATABASE.otherStorage().queue();
    }
}
