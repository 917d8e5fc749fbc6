package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.recupera.conformance.DeadLettersSuite;
import org.recupera.port.DeadLetters;
import org.recupera.port.WorkQueue;

@Tag("mariadb")
class MariaDbDeadLettersTest extends DeadLettersSuite {

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

    @Override
    protected DeadLetters deadLetters() {
        return DATABASE.storage().deadLetters();
    }

    @Override
    protected DeadLetters otherDeadLetters() {
        return DATABASE.otherStorage().deadLetters();
    }
}
