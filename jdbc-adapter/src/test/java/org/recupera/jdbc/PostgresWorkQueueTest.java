package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.recupera.conformance.WorkQueueSuite;
import org.recupera.port.WorkQueue;

class PostgresWorkQueueTest extends WorkQueueSuite {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase().withSchema();

    @Override
    protected WorkQueue queue() {
        return DATABASE.storage().queue();
    }

    @Override
    protected WorkQueue another() {
        return DATABASE.otherStorage().queue();
    }
}
