package org.recupera.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.recupera.port.PortalId;

/**
 * Deletes or empties old rows in short transactions that wait for nobody.
 *
 * <p>Old rows are looked for without a lock, by the index on their age, and locked by their keys: H2 takes no order from an
 * index where it locks, so it would read, sort and lock all of them for each batch. Rows that others hold are left for the
 * next time, and so are those that are no longer old once they are locked.
 */
final class Purge {

    private static final int BATCH = 500;

    private final String operation;
    private final int largestBatch;
    private final String select;
    private final String lock;
    private final String key;
    private final List<String> changes;
    private final int ages;

    /**
     * Prepares to delete rows.
     *
     * @param ages the columns that must all lie before the given instant; the first one has an index
     */
    Purge(String operation, String table, String key, String... ages) {
        this(operation, BATCH, table, key, List.of("DELETE FROM " + table + " WHERE"), ages);
    }

    /**
     * Prepares to change rows, and those that belong to them, so that they are not found again.
     *
     * @param changes statements up to the condition on {@code portal} and {@code key}, columns of each of the tables
     * @param ages the columns that must all lie before the given instant; the first one has an index
     */
    Purge(String operation, int largestBatch, String table, String key, List<String> changes, String... ages) {
        this.operation = operation;
        this.largestBatch = largestBatch;
        this.ages = ages.length;
        this.key = key;
        String old = "SELECT " + key + " FROM " + table + " WHERE portal = ? AND "
                + Arrays.stream(ages).map(age -> age + " < ?").collect(Collectors.joining(" AND "));
        // H2 takes the order from the index only when it is named from its first column on. Without a lower bound it
        // reads all rows that have no age before those that have one.
        this.select = old + " AND " + ages[0] + " >= ? ORDER BY portal, " + ages[0] + " LIMIT ?";
        this.lock = old + " AND " + key + " IN (%s) FOR UPDATE SKIP LOCKED";
        this.changes = changes.stream()
                .map(change -> change + " portal = ? AND " + key + " IN (%s)")
                .toList();
    }

    int run(Database database, PortalId portal, Instant before, int limit) {
        int purged = 0;
        while (purged < limit) {
            int size = Math.min(limit - purged, largestBatch);
            int batch = database.together(operation, session -> batch(session, portal, Micros.notBefore(before), size));
            purged += batch;
            if (batch < size) {
                break;
            }
        }
        return purged;
    }

    private int batch(Session session, PortalId portal, long before, int size) throws SQLException {
        List<Object> old = new ArrayList<>();
        old.add(portal.value());
        old.addAll(Collections.nCopies(ages, before));
        List<Object> found = session.query(select, this::key, with(old, List.of(Long.MIN_VALUE, size)));
        List<Object> held = found.isEmpty()
                ? List.of()
                : session.query(lock.formatted(Session.placeholders(found.size())), this::key, with(old, found));
        if (!held.isEmpty()) {
            Object[] doomed = with(List.of(portal.value()), held);
            for (String change : changes) {
                session.update(change.formatted(Session.placeholders(held.size())), doomed);
            }
        }
        return held.size();
    }

    private Object key(ResultSet row) throws SQLException {
        return row.getObject(key);
    }

    private static Object[] with(List<Object> values, List<?> more) {
        return Stream.concat(values.stream(), more.stream()).toArray();
    }
}
