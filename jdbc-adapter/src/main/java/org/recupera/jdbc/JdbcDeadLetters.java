package org.recupera.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.recupera.port.DeadLetter;
import org.recupera.port.DeadLetters;
import org.recupera.port.PortalId;

/** The rows of {@link JdbcWorkQueue} that were given up; its unique key keeps two of one key from coming back. */
final class JdbcDeadLetters implements DeadLetters {

    private static final String PORT = "dead letters: ";
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final Database database;
    private final String list;
    private final String requeue;

    JdbcDeadLetters(Database database, String prefix) {
        String table = prefix + "work";
        this.database = database;
        // That dead_at >= ? follows from the rest; it is what the index is entered by.
        this.list = "SELECT id, portal, kind, work_key, claims, reason, accepted_at, dead_at FROM " + table
                + " WHERE portal = ? AND dead_at >= ? AND (dead_at > ? OR id > ?) ORDER BY dead_at, id LIMIT ?";
        this.requeue = "UPDATE " + table + " SET dead_at = NULL, leased = 0, due_at = ?, ready_at = ?"
                + " WHERE portal = ? AND id = ? AND dead_at IS NOT NULL";
    }

    @Override
    public List<DeadLetter> list(PortalId portal, @Nullable DeadLetter after, int limit) {
        long deadAt = after == null ? Long.MIN_VALUE : Micros.of(after.deadAt());
        long id = after == null ? -1 : Long.parseLong(after.id());
        return database.each(
                PORT + "list",
                session -> session.query(list, JdbcDeadLetters::letter, portal.value(), deadAt, deadAt, id, limit));
    }

    @Override
    public boolean requeue(DeadLetter letter, Instant at) {
        if (!ID.matcher(letter.id()).matches()) {
            return false;
        }
        long due = Micros.of(at);
        long id = Long.parseLong(letter.id());
        return database.each(
                PORT + "requeue",
                session -> session.updateUnlessDuplicate(
                        requeue, due, due, letter.portal().value(), id));
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getString("id"),
                new PortalId(row.getString("portal")),
                row.getString("kind"),
                row.getString("work_key"),
                Math.toIntExact(row.getLong("claims")),
                row.getString("reason"),
                Micros.instant(row.getLong("accepted_at")),
                Micros.instant(row.getLong("dead_at")));
    }
}
