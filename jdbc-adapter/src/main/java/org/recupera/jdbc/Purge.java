package org.recupera.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.recupera.port.PortalId;

/**
 * Deletes or empties old rows in short transactions that wait for nobody.
 *
 * <p>Rows that others hold are left for the next time.
 */
final class Purge {

    private static final int BATCH = 500;

    private final String operation;
    private final int largestBatch;
    private final String select;
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
        this.select = "SELECT " + key + " FROM " + table + " WHERE portal = ? AND "
                + Arrays.stream(ages).map(age -> age + " < ?").collect(Collectors.joining(" AND "))
                + " ORDER BY " + ages[0] + " LIMIT ? FOR UPDATE SKIP LOCKED";
        this.changes = changes.stream()
                .map(change -> change + " portal = ? AND " + key + " IN (")
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
        for (int i = 0; i < ages; i++) {
            old.add(before);
        }
        old.add(size);
        List<Object> keys = session.query(select, row -> row.getObject(1), old.toArray());
        if (keys.isEmpty()) {
            return 0;
        }
        List<Object> doomed = new ArrayList<>(keys);
        doomed.add(0, portal.value());
        for (String change : changes) {
            session.update(change + Session.placeholders(keys.size()) + ")", doomed.toArray());
        }
        return keys.size();
    }
}
