package org.recupera.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.recupera.port.PortalId;

/**
 * Whether a portal's counters have room for one key more.
 *
 * <p>Goes by a count of the rows that is a minute old at most, and by what this node has put in and purged since. So nodes
 * together go past the capacity by what the others put in meanwhile: each by a hundredth of it before it counts again.
 */
final class AttemptRoom {

    private static final Duration COUNT_LASTS = Duration.ofMinutes(1);
    private static final long PARTS_BETWEEN_COUNTS = 100;

    private final long capacity;
    private final String count;
    private final Map<PortalId, Kept> portals = new ConcurrentHashMap<>();

    AttemptRoom(String table, long capacity) {
        this.capacity = capacity;
        this.count = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM " + table + " WHERE portal = ? LIMIT ?) kept";
    }

    boolean isFull(Session session, PortalId portal, Instant at) throws SQLException {
        Kept kept = kept(portal);
        if (kept.isOld(at, capacity / PARTS_BETWEEN_COUNTS) && kept.counting.compareAndSet(false, true)) {
            try {
                long rows = session.query(count, row -> row.getLong(1), portal.value(), capacity)
                        .get(0);
                kept.counted(rows, at);
            } finally {
                kept.counting.set(false);
            }
        }
        return kept.rows.get() >= capacity;
    }

    void added(PortalId portal) {
        kept(portal).rows.incrementAndGet();
        kept(portal).addedSince.incrementAndGet();
    }

    void purged(PortalId portal, int keys) {
        kept(portal).rows.addAndGet(-keys);
    }

    private Kept kept(PortalId portal) {
        return portals.computeIfAbsent(portal, none -> new Kept());
    }

    private static final class Kept {

        private final AtomicBoolean counting = new AtomicBoolean();
        private final AtomicLong rows = new AtomicLong();
        private final AtomicLong addedSince = new AtomicLong();
        private volatile Instant countedAt = Instant.MIN;

        boolean isOld(Instant now, long mostAdded) {
            return now.isAfter(countedAt.plus(COUNT_LASTS))
                    || now.plus(COUNT_LASTS).isBefore(countedAt)
                    || addedSince.get() > mostAdded;
        }

        void counted(long found, Instant at) {
            rows.set(found);
            addedSince.set(0);
            countedAt = at;
        }
    }
}
