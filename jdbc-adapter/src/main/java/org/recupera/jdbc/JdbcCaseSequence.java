package org.recupera.jdbc;

import java.util.List;
import org.recupera.port.CaseSequence;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;

/** One row a portal and year, counted up by whoever holds it. */
final class JdbcCaseSequence implements CaseSequence {

    private static final String NEXT = "case sequence: next";
    private static final long FIRST = 1;
    private static final long LAST = 99_999_999;

    private final Database database;
    private final String count;
    private final String read;
    private final String begin;

    JdbcCaseSequence(Database database, String prefix) {
        String table = prefix + "case_sequence";
        this.database = database;
        this.count = "UPDATE " + table + " SET counted = counted + 1"
                + " WHERE portal = ? AND filing_year = ? AND counted < " + LAST;
        this.read = "SELECT counted FROM " + table + " WHERE portal = ? AND filing_year = ?";
        this.begin = "INSERT INTO " + table + " (portal, filing_year, counted) VALUES (?, ?, " + FIRST + ")";
    }

    @Override
    public long next(PortalId portal, int year) {
        return database.together(NEXT, session -> {
            boolean counted = session.update(count, portal.value(), year) == 1;
            List<Long> values = session.query(read, row -> row.getLong("counted"), portal.value(), year);
            if (counted) {
                return values.get(0);
            }
            if (!values.isEmpty() && values.get(0) >= LAST) {
                throw new PortException(NEXT + ": the numbers of the year are used up", null);
            }
            if (!values.isEmpty() || !session.insert(begin, portal.value(), year)) {
                // Somebody else was the first of the year, between two of these statements.
                throw Session.conflict();
            }
            return FIRST;
        });
    }
}
