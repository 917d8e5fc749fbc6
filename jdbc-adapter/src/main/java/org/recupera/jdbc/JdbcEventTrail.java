package org.recupera.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Event;
import org.recupera.port.EventListener;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;

/**
 * Keeps events in a table, as an audit trail.
 *
 * <p>An event is kept as JSON with a keyed pseudonym in place of the account or of what was typed; {@code
 * Recupera.subjectOf} tells the pseudonym under which to look for somebody. It is on disk when the call returns: one
 * insert, which the database ends after a second. When that fails, the failure is thrown (the library logs it and goes
 * on), and for ten seconds nothing is tried, so that a table that is broken or locked holds nobody up. What was missed is
 * counted, and the next event that is kept is followed by one that says how many are missing, of whichever portal; those
 * of a process that ends before are not told. Waiting for a connection takes as long as the pool lets it: give the trail a
 * pool with a limit of a second or two where requests must not wait for longer.
 *
 * <p>Nothing is forgotten by itself: {@link #purge} is for the portal, such as in a chore of its {@code Recupera}.
 *
 * <p>Safe for use by several threads; one serves several portals.
 */
public final class JdbcEventTrail implements EventListener {

    private static final String PORT = "event trail: ";
    private static final int SECONDS_TO_INSERT = 1;
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int SUBJECT_LENGTH = 64;

    private final Database database;
    private final String insert;
    private final String between;
    private final String about;
    private final Purge purge;
    private final AtomicLong missed = new AtomicLong();
    private volatile Instant pausedUntil = Instant.MIN;

    JdbcEventTrail(Database database, String prefix) {
        String table = prefix + "event";
        String select = "SELECT id, happened_at, portal, type, subject, body FROM " + table + " WHERE portal = ?";
        this.database = database;
        this.insert = "INSERT INTO " + table + " (portal, happened_at, type, subject, body) VALUES (?, ?, ?, ?, ?)";
        // That happened_at >= ? follows from the rest; it is what the index is entered by.
        this.between = select + " AND happened_at >= ? AND (happened_at > ? OR id > ?) AND happened_at < ?"
                + " ORDER BY happened_at, id LIMIT ?";
        this.about = select + " AND subject = ? ORDER BY happened_at DESC, id DESC LIMIT ?";
        this.purge = new Purge(PORT + "purge", table, "id", "happened_at");
    }

    @Override
    public void on(Event event) {
        if (event.at().isBefore(pausedUntil)) {
            missed.incrementAndGet();
            return;
        }
        long begun = System.nanoTime();
        try {
            keep(event);
        } catch (RuntimeException down) {
            missed.incrementAndGet();
            // From here on: what a pool let it wait for may be longer than the pause.
            pausedUntil = event.at().plusNanos(System.nanoTime() - begun).plus(PAUSE);
            throw down;
        }
        tellMissed(event);
    }

    /**
     * Lists what happened within some time, the first event first.
     *
     * @param portal in which portal
     * @param from from when on
     * @param until up to when; what happened then is left out
     * @param after the last event of the page before, or {@code null} for the first page
     * @param limit the most events; at least 1
     * @return a page
     * @throws PortException when the database cannot be asked
     */
    public List<KeptEvent> between(PortalId portal, Instant from, Instant until, @Nullable KeptEvent after, int limit) {
        long first = after == null ? Micros.notBefore(from) : Micros.of(after.at());
        long id = after == null ? -1 : after.id();
        return database.each(
                PORT + "between",
                session -> session.query(
                        between,
                        JdbcEventTrail::event,
                        portal.value(),
                        first,
                        first,
                        id,
                        Micros.notBefore(until),
                        limit));
    }

    /**
     * Lists what happened to somebody, the last event first.
     *
     * @param portal in which portal
     * @param subject the pseudonym
     * @param limit the most events; at least 1
     * @return the latest events
     * @throws PortException when the database cannot be asked
     */
    public List<KeptEvent> about(PortalId portal, String subject, int limit) {
        return database.each(
                PORT + "about", session -> session.query(about, JdbcEventTrail::event, portal.value(), subject, limit));
    }

    /**
     * Forgets old events, in short transactions that hold up nobody.
     *
     * @param portal whose events
     * @param before what happened before this is forgotten
     * @param limit the most events to forget in this call; at least 1
     * @return how many were forgotten
     * @throws PortException when the database cannot be asked
     */
    public int purge(PortalId portal, Instant before, int limit) {
        return purge.run(database, portal, before, limit);
    }

    private void keep(Event event) {
        database.each(
                PORT + "on",
                session -> session.within(SECONDS_TO_INSERT)
                        .update(
                                insert,
                                event.portal().value(),
                                Micros.of(event.at()),
                                event.type().name(),
                                event.subject().filter(JdbcEventTrail::fits).orElse(null),
                                event.toJson()));
    }

    private void tellMissed(Event event) {
        long hole = missed.getAndSet(0);
        if (hole > 0) {
            try {
                keep(Event.of(event.at(), event.portal(), Event.Type.EVENTS_MISSED)
                        .with("missed", Long.toString(hole)));
            } catch (RuntimeException down) {
                missed.addAndGet(hole);
                throw down;
            }
        }
    }

    /** The library's own pseudonyms always do; one that does not is in the JSON all the same. */
    private static boolean fits(String subject) {
        return subject.length() <= SUBJECT_LENGTH && subject.chars().allMatch(letter -> letter > ' ' && letter < 127);
    }

    private static KeptEvent event(ResultSet row) throws SQLException {
        return new KeptEvent(
                row.getLong("id"),
                Micros.instant(row.getLong("happened_at")),
                new PortalId(row.getString("portal")),
                row.getString("type"),
                row.getString("subject"),
                row.getString("body"));
    }
}
