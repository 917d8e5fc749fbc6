package org.recupera.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.recupera.port.Allowance;
import org.recupera.port.AttemptLog;
import org.recupera.port.PortalId;

/**
 * One mark a key, moved ahead by one conditional update.
 *
 * <p>A known key with something left takes one statement, a new key three. Keys for which there is no room are counted
 * together, in one row for each allowance.
 */
final class JdbcAttemptLog implements AttemptLog {

    private static final String PORT = "attempt log: ";

    /** No key of the library's begins like that. */
    private static final String SHARED = "\t";

    private final Database database;
    private final String moveAhead;
    private final String moveBack;
    private final String read;
    private final String insert;
    private final Purge purge;
    private final AttemptRoom room;

    JdbcAttemptLog(Database database, String prefix, long capacity) {
        String table = prefix + "attempt";
        this.database = database;
        this.moveAhead = "UPDATE " + table + " SET mark = CASE WHEN mark > ? THEN mark ELSE ? END + ?"
                + " WHERE portal = ? AND attempt_key = ? AND mark <= ?";
        this.moveBack = "UPDATE " + table + " SET mark = CASE WHEN mark > ? THEN mark - ? ELSE ? END"
                + " WHERE portal = ? AND attempt_key = ? AND mark > ?";
        this.read = "SELECT mark FROM " + table + " WHERE portal = ? AND attempt_key = ?";
        this.insert = "INSERT INTO " + table + " (portal, attempt_key, mark) VALUES (?, ?, ?)";
        this.purge = new Purge(PORT + "purge", table, "attempt_key", "mark");
        this.room = new AttemptRoom(database, PORT + "purge", table, capacity);
    }

    @Override
    public Duration take(PortalId portal, String key, Allowance allowance, Instant at) {
        return database.each(PORT + "take", session -> take(session, portal, key, allowance, at));
    }

    private Duration take(Session session, PortalId portal, String key, Allowance allowance, Instant at)
            throws SQLException {
        long now = Micros.of(at);
        long cost = Micros.of(allowance.cost());
        long latest = Micros.of(at.plus(allowance.window())) - cost;
        if (session.update(moveAhead, now, now, cost, portal.value(), key, latest) == 1) {
            return Duration.ZERO;
        }
        List<Long> marks = session.query(read, row -> row.getLong("mark"), portal.value(), key);
        if (marks.isEmpty()) {
            if (!key.startsWith(SHARED) && room.isFull(session, portal, at)) {
                return take(session, portal, SHARED + allowance.attempts() + '/' + cost, allowance, at);
            }
            if (session.insert(insert, portal.value(), key, now + cost)) {
                room.added(portal);
                return Duration.ZERO;
            }
        }
        if (marks.isEmpty() || marks.get(0) <= latest) {
            // Somebody else counted, or purged, between two of these statements.
            throw Session.conflict();
        }
        return Duration.between(
                at, Micros.instant(marks.get(0)).plus(allowance.cost()).minus(allowance.window()));
    }

    @Override
    public void giveBack(PortalId portal, String key, Allowance allowance, Instant at) {
        long taken = Micros.of(at);
        long cost = Micros.of(allowance.cost());
        // Given back twice, it would be one more than the allowance has.
        database.atMostOnce(
                PORT + "give back",
                session -> session.update(moveBack, taken + cost, cost, taken, portal.value(), key, taken));
    }

    @Override
    public int purge(PortalId portal, Instant before, int limit) {
        int purged = purge.run(database, portal, before, limit);
        room.purged(portal, before, purged, purged < limit);
        return purged;
    }
}
