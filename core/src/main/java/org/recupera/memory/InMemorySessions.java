package org.recupera.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.recupera.port.AccountId;
import org.recupera.port.PortalId;
import org.recupera.port.SessionRegistry;

/**
 * Remembers in memory which sessions are open.
 *
 * <p>The portal begins one when somebody signs in and asks {@link #isOpen} at each page. A registry that is full ends
 * the session that was begun first, so that somebody signs in again. Sessions end when the process does.
 *
 * <p>Safe for use by several threads at once.
 */
public final class InMemorySessions implements SessionRegistry {

    /** How many sessions are open at most unless told otherwise. */
    public static final int DEFAULT_CAPACITY = 100_000;

    private final Capacity capacity;
    private final Map<String, Owner> sessions = new LinkedHashMap<>();
    private final Map<Owner, Map<String, Instant>> byOwner = new HashMap<>();

    private InMemorySessions(Capacity capacity) {
        this.capacity = capacity;
    }

    /**
     * Makes an empty registry of {@link #DEFAULT_CAPACITY}.
     *
     * @return the registry
     */
    public static InMemorySessions create() {
        return ofCapacity(DEFAULT_CAPACITY);
    }

    /**
     * Makes an empty registry.
     *
     * @param sessions the most sessions that are open, of all portals together; at least 1
     * @return the registry
     * @throws IllegalArgumentException when {@code sessions} is less
     */
    public static InMemorySessions ofCapacity(int sessions) {
        return new InMemorySessions(new Capacity(sessions));
    }

    /**
     * Begins a session.
     *
     * @param portal the portal at which somebody signed in
     * @param account who signed in
     * @param session the portal's own id of the session, unguessable and never used before
     * @param at the instant of signing in
     * @throws IllegalArgumentException when a session of that id is open
     */
    public synchronized void begin(PortalId portal, AccountId account, String session, Instant at) {
        if (sessions.containsKey(session)) {
            throw new IllegalArgumentException("a session of that id is open");
        }
        if (capacity.isReachedBy(sessions.size())) {
            end(sessions.keySet().iterator().next());
        }
        Owner owner = new Owner(portal, account);
        sessions.put(session, owner);
        byOwner.computeIfAbsent(owner, any -> new HashMap<>()).put(session, at);
    }

    /**
     * Whether a session was begun and not ended.
     *
     * @param session the session's id
     * @return {@code false} also for an id that was never used
     */
    public synchronized boolean isOpen(String session) {
        return sessions.containsKey(session);
    }

    /**
     * Ends one session, when somebody signs out.
     *
     * @param session the session's id; one that is not open is no error
     */
    public synchronized void end(String session) {
        Owner owner = sessions.remove(session);
        if (owner != null) {
            byOwner.computeIfPresent(owner, (any, begun) -> {
                begun.remove(session);
                return begun.isEmpty() ? null : begun;
            });
        }
    }

    @Override
    public synchronized void endSessions(PortalId portal, AccountId account, Instant before) {
        byOwner.getOrDefault(new Owner(portal, account), Map.of()).entrySet().stream()
                .filter(session -> session.getValue().isBefore(before))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::end);
    }

    private record Owner(PortalId portal, AccountId account) {}
}
