package org.recupera.examples.portal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.recupera.jdbc.JdbcStorage;
import org.recupera.port.AttemptLog;
import org.recupera.port.DeadLetters;
import org.recupera.port.Finding;
import org.recupera.port.Storage;
import org.recupera.port.TokenStore;
import org.recupera.port.WorkQueue;

/**
 * The portal's storage behind a tripwire, on a server whose clock is put forward with those of the nodes.
 *
 * @param storage the portal's
 * @param wire what every call passes
 * @param clock how far the clocks are put forward
 */
record WatchedStorage(JdbcStorage storage, Tripwire wire, SharedClock clock) implements Storage {

    @Override
    public TokenStore tokens() {
        return wire.around(TokenStore.class, storage.tokens());
    }

    @Override
    public WorkQueue queue() {
        return wire.around(WorkQueue.class, storage.queue());
    }

    @Override
    public DeadLetters deadLetters() {
        return storage.deadLetters();
    }

    @Override
    public AttemptLog attempts() {
        return wire.around(AttemptLog.class, storage.attempts());
    }

    @Override
    public List<Finding> findings() {
        return storage.findings();
    }

    @Override
    public Optional<Instant> now() {
        return storage.now().map(now -> now.plus(clock.ahead()));
    }
}
