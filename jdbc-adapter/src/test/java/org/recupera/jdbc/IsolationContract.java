package org.recupera.jdbc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.Parameter;
import org.recupera.conformance.AttemptLogSuite;
import org.recupera.conformance.CaseSequenceSuite;
import org.recupera.conformance.CaseStoreSuite;
import org.recupera.conformance.DeadLettersSuite;
import org.recupera.conformance.SecurityQuestionsSuite;
import org.recupera.conformance.TokenStoreSuite;
import org.recupera.conformance.WorkQueueSuite;
import org.recupera.port.AttemptLog;
import org.recupera.port.CaseSequence;
import org.recupera.port.CaseStore;
import org.recupera.port.DeadLetters;
import org.recupera.port.SecurityQuestions;
import org.recupera.port.TokenStore;
import org.recupera.port.WorkQueue;

/**
 * All that arbitrates, over pools whose connections come at another isolation level than READ COMMITTED, and with a
 * transaction begun.
 */
abstract class IsolationContract {

    private static final Map<String, TestDatabase> DATABASES = new ConcurrentHashMap<>();

    /** As SQL names it. */
    @Parameter
    String level;

    /** A database with tables, and two nodes whose connections come at a level. */
    abstract TestDatabase at(String isolationLevel);

    @AfterAll
    static void close() {
        DATABASES.values().forEach(TestDatabase::close);
        DATABASES.clear();
    }

    private TestDatabase database() {
        return DATABASES.computeIfAbsent(level, this::at);
    }

    @Nested
    class Links extends TokenStoreSuite {

        @Override
        protected TokenStore store() {
            return database().storage().tokens();
        }

        @Override
        protected TokenStore another() {
            return database().otherStorage().tokens();
        }
    }

    @Nested
    class Attempts extends AttemptLogSuite {

        @Override
        protected AttemptLog log() {
            return database().storage().attempts();
        }

        @Override
        protected AttemptLog another() {
            return database().otherStorage().attempts();
        }
    }

    @Nested
    class Units extends WorkQueueSuite {

        @Override
        protected WorkQueue queue() {
            return database().storage().queue();
        }

        @Override
        protected WorkQueue another() {
            return database().otherStorage().queue();
        }
    }

    @Nested
    class Letters extends DeadLettersSuite {

        @Override
        protected WorkQueue queue() {
            return database().storage().queue();
        }

        @Override
        protected WorkQueue another() {
            return database().otherStorage().queue();
        }

        @Override
        protected DeadLetters deadLetters() {
            return database().storage().deadLetters();
        }

        @Override
        protected DeadLetters otherDeadLetters() {
            return database().otherStorage().deadLetters();
        }
    }

    @Nested
    class Cases extends CaseStoreSuite {

        @Override
        protected CaseStore store() {
            return database().storage().cases();
        }

        @Override
        protected CaseStore another() {
            return database().otherStorage().cases();
        }
    }

    @Nested
    class CaseNumbers extends CaseSequenceSuite {

        @Override
        protected CaseSequence sequence() {
            return database().storage().caseSequence();
        }

        @Override
        protected CaseSequence another() {
            return database().otherStorage().caseSequence();
        }
    }

    @Nested
    class Answers extends SecurityQuestionsSuite {

        @Override
        protected SecurityQuestions questions() {
            return database().storage().securityQuestions();
        }

        @Override
        protected SecurityQuestions another() {
            return database().otherStorage().securityQuestions();
        }
    }
}
