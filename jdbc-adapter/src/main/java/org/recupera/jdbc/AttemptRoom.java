package org.recupera.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.recupera.port.PortalId;

/**
 * Whether a portal's counters have room for one key more.
 *
 * <p>Counting a million rows takes a while, so it is done behind a purge, which no person waits for; in between a node goes
 * by what it puts in itself. So the table may come to hold what the other nodes put in from one purge to the next, too. A
 * node that leaves purging to others counts only when it takes the table for full, and then seldom.
 */
final class AttemptRoom {

    /** Longer than from one purge to the next, by the marks that a purge forgets: they are some minutes old. */
    private static final long MICROS_BETWEEN_COUNTS = TimeUnit.MINUTES.toMicros(15);

    private final Database database;
    private final String operation;
    private final String count;
    private final long capacity;
    private final Map<PortalId, Kept> portals = new ConcurrentHashMap<>();

    AttemptRoom(Database database, String operation, String table, long capacity) {
        this.database = database;
        this.operation = operation;
        this.count = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM " + table + " WHERE portal = ? LIMIT ?) kept";
        this.capacity = capacity;
    }

    boolean isFull(Session session, PortalId portal, Instant at) throws SQLException {
        Kept kept = kept(portal);
        if (kept.keys.get() < capacity) {
            return false;
        }
        long now = Micros.of(at);
        long counted = kept.countedAt.get();
        // One of many that come at once counts; the others go by what is known.
        if (now - counted >= MICROS_BETWEEN_COUNTS && kept.countedAt.compareAndSet(counted, now)) {
            kept.keys.set(counted(session, portal));
        }
        return kept.keys.get() >= capacity;
    }

    void added(PortalId portal) {
        kept(portal).keys.incrementAndGet();
    }

    /** Marks were forgotten, all of them before an instant or the first so many. */
    void purged(PortalId portal, Instant before, int purged, boolean all) {
        Kept kept = kept(portal);
        if (all) {
            // A key that comes meanwhile may be missed until the next time.
            kept.keys.set(database.each(operation, session -> counted(session, portal)));
            kept.countedAt.set(Micros.of(before));
        } else {
            kept.keys.addAndGet(-purged);
        }
    }

    private long counted(Session session, PortalId portal) throws SQLException {
        return session.query(count, row -> row.getLong(1), portal.value(), capacity)
                .get(0);
    }

    private Kept kept(PortalId portal) {
        return portals.computeIfAbsent(portal, none -> new Kept());
    }

    /** What this node knows of a portal's counters. */
    private static final class Kept {

        final AtomicLong keys = new AtomicLong();
        /** In microseconds of the epoch; 0 is never. */
        final AtomicLong countedAt = new AtomicLong();
    }
}
