package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.recupera.conformance.AttemptLogSuite;
import org.recupera.port.AttemptLog;

@Tag("mariadb")
class MariaDbAttemptLogTest extends AttemptLogSuite {

    @AutoClose
    private static final TestDatabase DATABASE = MariaDb.newDatabase().withSchema();

    @Override
    protected AttemptLog log() {
        return DATABASE.storage().attempts();
    }

    @Override
    protected AttemptLog another() {
        return DATABASE.otherStorage().attempts();
    }
}
