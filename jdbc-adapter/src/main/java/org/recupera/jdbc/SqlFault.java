package org.recupera.jdbc;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.util.Set;

/** Tells what a database meant by an error. */
final class SqlFault {

    /** Serialisation failure and deadlock: SQL standard (MySQL 1213 and H2 too), PostgreSQL. */
    private static final Set<String> CONFLICT_STATES = Set.of("40001", "40P01");

    /** MySQL's deadlock and "record has changed since last read", H2's concurrent update. */
    private static final Set<Integer> CONFLICT_CODES = Set.of(1213, 1020, 90131);

    private static final String LOCK_TIMEOUT_STATE_OF_POSTGRESQL = "55P03";

    /** MySQL's, H2's. */
    private static final Set<Integer> LOCK_TIMEOUT_CODES = Set.of(1205, 50200);

    /** Connection exceptions of the SQL standard; PostgreSQL's operator intervention, such as a restart. */
    private static final Set<String> LOST_CLASSES = Set.of("08", "57P");

    /** PostgreSQL's "idle in transaction for too long", which ends the connection too. */
    private static final String LOST_STATE_OF_POSTGRESQL = "25P03";

    /** MySQL's "connection was killed"; H2's broken connection, closed database and database that shuts down. */
    private static final Set<Integer> LOST_CODES = Set.of(1927, 90067, 90098, 90121);

    private static final String DUPLICATE_STATE = "23505";
    private static final int DUPLICATE_CODE_OF_MYSQL = 1062;

    /** Not a number, and out of range; PostgreSQL's, then the standard's (H2 too). */
    private static final Set<String> NO_NUMBER_STATES = Set.of("22P02", "22018", "22003");

    /** PostgreSQL's "character with no equivalent in encoding", and the standard's "character not in repertoire". */
    private static final Set<String> UNKNOWN_LETTER_STATES = Set.of("22P05", "22021");

    /** Illegal mix of collations, incorrect string value, conversion between collations impossible. */
    private static final Set<Integer> UNKNOWN_LETTER_CODES_OF_MYSQL = Set.of(1267, 1366, 3988);

    /** Their messages name tables, columns and servers at most: connection, conflict, access rule, resources. */
    private static final Set<String> CLASSES_THAT_REPEAT_NO_VALUES =
            Set.of("08", "25", "28", "3D", "40", "42", "53", "55", "57", "58");

    private static final int SYNTAX_CODE_OF_MYSQL = 1064;

    private static final int NO_RIGHT_CODE_OF_H2 = 90096;

    private SqlFault() {}

    /** Whether somebody else was served first, and nothing was done: worth another try. */
    static boolean isConflict(SQLException fault) {
        return isLockTimeout(fault)
                || CONFLICT_CODES.contains(fault.getErrorCode())
                || CONFLICT_STATES.contains(state(fault));
    }

    /** Whether it is a conflict that took a long wait to show. */
    static boolean isLockTimeout(SQLException fault) {
        return LOCK_TIMEOUT_CODES.contains(fault.getErrorCode())
                || state(fault).equals(LOCK_TIMEOUT_STATE_OF_POSTGRESQL);
    }

    /** Whether the connection is of no use any more, and it is not known whether the last thing was done. */
    static boolean isLostConnection(SQLException fault) {
        return fault instanceof SQLRecoverableException
                || LOST_CLASSES.stream().anyMatch(state(fault)::startsWith)
                || state(fault).equals(LOST_STATE_OF_POSTGRESQL)
                || LOST_CODES.contains(fault.getErrorCode());
    }

    /** Whether a row with one of the unique keys is there already. */
    static boolean isDuplicate(SQLException fault) {
        return state(fault).equals(DUPLICATE_STATE) || fault.getErrorCode() == DUPLICATE_CODE_OF_MYSQL;
    }

    /** Whether the statement names what is not there, or may not be read by this user. */
    static boolean isRefusedStatement(SQLException fault) {
        return state(fault).startsWith("42") || fault.getErrorCode() == NO_RIGHT_CODE_OF_H2;
    }

    /**
     * Whether a text that was compared with a column is none that the column can hold, so that no row has it.
     *
     * <p>A text of ASCII letters fits every character set: what the database says of letters is about something else
     * then, such as two columns that the query joins.
     */
    static boolean isUnfitText(SQLException fault, String text) {
        boolean letters = UNKNOWN_LETTER_STATES.contains(state(fault))
                || UNKNOWN_LETTER_CODES_OF_MYSQL.contains(fault.getErrorCode());
        return NO_NUMBER_STATES.contains(state(fault))
                || (letters && text.codePoints().anyMatch(letter -> letter > 127));
    }

    /**
     * The fault as it may be logged.
     *
     * <p>Databases repeat the offending value in their messages ("invalid input syntax for type bigint", "duplicate
     * entry"), and that value may be what somebody typed.
     */
    static SQLException withoutValues(SQLException fault) {
        String state = state(fault);
        if (state.length() == 5
                && CLASSES_THAT_REPEAT_NO_VALUES.contains(state.substring(0, 2))
                && fault.getErrorCode() != SYNTAX_CODE_OF_MYSQL) {
            return fault;
        }
        SQLException bare = new SQLException(
                "SQL state " + state + ", vendor code " + fault.getErrorCode() + " (message left out: may hold values)",
                fault.getSQLState(),
                fault.getErrorCode());
        bare.setStackTrace(fault.getStackTrace());
        return bare;
    }

    /** What can be told of a fault in one line, and names no value: enough to tell a wrong password from a closed port. */
    static String inBrackets(SQLException fault) {
        return " (" + fault.getClass().getSimpleName() + ", SQL state " + state(fault) + ", vendor code "
                + fault.getErrorCode() + ')';
    }

    private static String state(SQLException fault) {
        String state = fault.getSQLState();
        return state == null ? "" : state;
    }
}
