package org.recupera.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.recupera.port.ClaimedWork;
import org.recupera.port.Lane;
import org.recupera.port.PortalId;
import org.recupera.port.QueueStatus;
import org.recupera.port.Settlement;
import org.recupera.port.Work;
import org.recupera.port.WorkQueue;

/** Work in a table from which each worker takes rows that no other holds. */
final class JdbcWorkQueue implements WorkQueue {

    private static final String PORT = "work queue: ";
    private static final int REASON_LENGTH = 200;
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final Database database;
    private final String insert;
    private final String due;
    private final String look;
    private final String lock;
    private final String lease;
    private final String erase;
    private final String retry;
    private final String giveUp;
    private final String status;
    private final Purge purge;

    JdbcWorkQueue(Database database, String prefix) {
        String table = prefix + "work";
        // Settling ends the lease, so the second of two settlements finds none.
        String held = " WHERE portal = ? AND id = ? AND claims = ? AND leased = 1";
        this.database = database;
        this.insert = "INSERT INTO " + table
                + " (portal, work_key, lane, kind, payload, accepted_at, due_at, ready_at, claims, leased)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)";
        String ready = " WHERE portal = ? AND lane = ? AND ready_at <= ?";
        // All columns of the index, for a database that takes no order from an index by less.
        String inOrder = " ORDER BY portal, lane, ready_at, id";
        String skipping = " FOR UPDATE SKIP LOCKED";
        this.due = "SELECT * FROM " + table + ready + inOrder + " LIMIT ?" + skipping;
        this.look = "SELECT id FROM " + table + ready + inOrder + " LIMIT ?";
        this.lock = "SELECT * FROM " + table + ready + " AND id IN (%s)" + inOrder + skipping;
        this.lease = "UPDATE " + table + " SET claims = claims + 1, leased = 1, ready_at = ? WHERE id IN (";
        this.erase = "DELETE FROM " + table + held;
        this.retry = "UPDATE " + table + " SET leased = 0, ready_at = ?, reason = ?" + held;
        this.giveUp = "UPDATE " + table + " SET leased = 0, ready_at = NULL, dead_at = ?, reason = ?" + held;
        this.status = "SELECT COUNT(*) - COUNT(dead_at) AS waiting, COUNT(dead_at) AS dead,"
                + " MIN(CASE WHEN dead_at IS NULL THEN accepted_at END) AS oldest FROM " + table + " WHERE portal = ?";
        this.purge = new Purge(PORT + "purge", table, "id", "dead_at");
    }

    @Override
    public boolean put(Work work) {
        return database.each(PORT + "put", session -> put(session, work));
    }

    private boolean put(Session session, Work work) throws SQLException {
        return session.insert(
                insert,
                work.portal().value(),
                work.key(),
                work.lane().name(),
                work.kind(),
                work.payload(),
                Micros.of(work.acceptedAt()),
                Micros.of(work.dueAt()),
                Micros.of(work.dueAt()));
    }

    @Override
    public List<ClaimedWork> claim(PortalId portal, Lane lane, int limit, Instant now, Duration length) {
        long until = Micros.of(now.plus(length));
        return database.unlessBeaten(PORT + "claim", session -> {
                    List<ClaimedWork> claimed =
                            locked(session, until, limit, portal.value(), lane.name(), Micros.of(now));
                    if (!claimed.isEmpty()) {
                        List<Object> values = new ArrayList<>();
                        values.add(until);
                        claimed.forEach(unit -> values.add(Long.valueOf(unit.id())));
                        session.update(lease + Session.placeholders(claimed.size()) + ")", values.toArray());
                    }
                    return claimed;
                })
                .orElse(List.of());
    }

    @Override
    public boolean settle(ClaimedWork claimed, Settlement settlement) {
        String portal = claimed.work().portal().value();
        if (!ID.matcher(claimed.id()).matches()) {
            return false;
        }
        long id = Long.parseLong(claimed.id());
        long fence = claimed.fence();
        if (settlement instanceof Settlement.Done done && !done.next().isEmpty()) {
            return database.together(PORT + "settle", session -> {
                boolean own = session.update(erase, portal, id, fence) == 1;
                for (Work work : own ? done.next() : List.<Work>of()) {
                    put(session, work);
                }
                return own;
            });
        }
        return database.each(PORT + "settle", session -> {
            if (settlement instanceof Settlement.Retry again) {
                return session.update(retry, Micros.of(again.at()), cut(again.reason()), portal, id, fence) == 1;
            }
            if (settlement instanceof Settlement.Dead dead) {
                return session.update(giveUp, Micros.of(dead.at()), cut(dead.reason()), portal, id, fence) == 1;
            }
            return session.update(erase, portal, id, fence) == 1;
        });
    }

    @Override
    public QueueStatus status(PortalId portal) {
        return database.each(
                PORT + "status",
                session -> session.query(
                                status,
                                row -> new QueueStatus(
                                        row.getLong("waiting"),
                                        Micros.orNull(row.getObject("oldest", Long.class)),
                                        row.getLong("dead")),
                                portal.value())
                        .get(0));
    }

    @Override
    public int purge(PortalId portal, Instant before, int limit) {
        return purge.run(database, portal, before, limit);
    }

    /** Locks the units that are due first; where locking sorts and locks all that are due, looks for them without. */
    private List<ClaimedWork> locked(Session session, long until, int limit, Object... range) throws SQLException {
        List<Object> values = new ArrayList<>(List.of(range));
        if (!session.dialect().locksAllThatItSorts()) {
            values.add(limit);
            return session.query(due, row -> claimed(row, until), values.toArray());
        }
        List<Long> ids = session.query(look, row -> row.getLong("id"), range[0], range[1], range[2], limit);
        values.addAll(ids);
        return ids.isEmpty()
                ? List.of()
                : session.query(
                        lock.formatted(Session.placeholders(ids.size())), row -> claimed(row, until), values.toArray());
    }

    private static ClaimedWork claimed(ResultSet row, long leasedUntil) throws SQLException {
        long claims = row.getLong("claims");
        Work work = new Work(
                new PortalId(row.getString("portal")),
                row.getString("work_key"),
                Lane.valueOf(row.getString("lane")),
                row.getString("kind"),
                row.getBytes("payload"),
                Micros.instant(row.getLong("accepted_at")),
                Micros.instant(row.getLong("due_at")));
        return new ClaimedWork(
                row.getString("id"), work, Math.toIntExact(claims), claims + 1, Micros.instant(leasedUntil));
    }

    private static String cut(String reason) {
        if (reason.length() <= REASON_LENGTH) {
            return reason;
        }
        boolean splitsAPair = Character.isHighSurrogate(reason.charAt(REASON_LENGTH - 1));
        return reason.substring(0, splitsAPair ? REASON_LENGTH - 1 : REASON_LENGTH);
    }
}
