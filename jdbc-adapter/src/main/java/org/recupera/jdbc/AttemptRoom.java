package org.recupera.jdbc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.recupera.port.PortalId;

/**
 * Whether a portal's counters have room for one key more.
 *
 * <p>Counting a million rows takes a while, so it is done behind a purge, which no person waits for; in between a node goes
 * by what it puts in itself. So the table may come to hold what the other nodes put in from one purge to the next, too.
 */
final class AttemptRoom {

    private final Database database;
    private final String operation;
    private final String count;
    private final long capacity;
    private final Map<PortalId, AtomicLong> keys = new ConcurrentHashMap<>();

    AttemptRoom(Database database, String operation, String table, long capacity) {
        this.database = database;
        this.operation = operation;
        this.count = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM " + table + " WHERE portal = ? LIMIT ?) kept";
        this.capacity = capacity;
    }

    boolean isFull(PortalId portal) {
        return keys(portal).get() >= capacity;
    }

    void added(PortalId portal) {
        keys(portal).incrementAndGet();
    }

    void purged(PortalId portal, int purged) {
        keys(portal).addAndGet(-purged);
    }

    /** Looks how many there are; a key that comes meanwhile may be missed until the next time. */
    void count(PortalId portal) {
        long found = database.each(
                operation,
                session -> session.query(count, row -> row.getLong(1), portal.value(), capacity)
                        .get(0));
        keys(portal).set(found);
    }

    private AtomicLong keys(PortalId portal) {
        return keys.computeIfAbsent(portal, none -> new AtomicLong());
    }
}
