package org.recupera.jdbc;

import org.junit.jupiter.api.AutoClose;
import org.recupera.conformance.DeadLettersSuite;
import org.recupera.port.DeadLetters;
import org.recupera.port.WorkQueue;

class H2DeadLettersTest extends DeadLettersSuite {

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

    @Override
    protected DeadLetters deadLetters() {
        return DATABASE.storage().deadLetters();
    }

    @Override
    protected DeadLetters otherDeadLetters() {
        return DATABASE.otherStorage().deadLetters();
    }
}
