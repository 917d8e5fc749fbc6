package org.recupera.memory;

import org.recupera.port.AttemptLog;
import org.recupera.port.DeadLetters;
import org.recupera.port.Storage;
import org.recupera.port.TokenStore;
import org.recupera.port.WorkQueue;

/**
 * Links, work and counters in memory, for test suites and first steps.
 *
 * <p>All of it is gone with the process. Safe for use by several threads.
 */
public final class InMemoryStorage implements Storage {

    private final InMemoryTokenStore tokens = InMemoryTokenStore.create();
    private final InMemoryWorkQueue queue = InMemoryWorkQueue.create();
    private final InMemoryAttemptLog attempts = InMemoryAttemptLog.create();

    private InMemoryStorage() {}

    /**
     * An empty storage, each part of its default capacity.
     *
     * @return the storage
     */
    public static InMemoryStorage create() {
        return new InMemoryStorage();
    }

    @Override
    public TokenStore tokens() {
        return tokens;
    }

    @Override
    public WorkQueue queue() {
        return queue;
    }

    @Override
    public DeadLetters deadLetters() {
        return queue;
    }

    @Override
    public AttemptLog attempts() {
        return attempts;
    }
}
