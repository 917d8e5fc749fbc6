package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.recupera.conformance.AttemptLogSuite;
import org.recupera.port.AttemptLog;

class PostgresAttemptLogTest extends AttemptLogSuite {

    @AutoClose
    private static final TestDatabase DATABASE = Postgres.newDatabase().withSchema();

    @Override
    protected AttemptLog log() {
        return DATABASE.storage().attempts();
    }

    @Override
    protected AttemptLog another() {
        return DATABASE.otherStorage().attempts();
    }
}
