package org.recupera.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.recupera.port.AttemptLog;
import org.recupera.port.CaseSequence;
import org.recupera.port.CaseStore;
import org.recupera.port.DeadLetters;
import org.recupera.port.Finding;
import org.recupera.port.PortException;
import org.recupera.port.SecurityQuestions;
import org.recupera.port.Storage;
import org.recupera.port.TokenStore;
import org.recupera.port.WorkQueue;

/**
 * Keeps links, accepted work, counters, answers, support cases and events in an SQL database.
 *
 * <p>Any number of threads, processes and nodes that share the database work as one. Every call takes a connection of
 * its own for as long as it lasts, and one at a time, so that a pool of two serves; it runs at READ COMMITTED whatever
 * the pool's level is, and gives the connection back as it came. Each call is committed when it returns. A deadlock, a
 * serialisation failure or a lost connection is tried again, up to ten times; where it is not known whether the first try
 * was done, the caller is told that it was not, and what it had taken is free again after its lease. What remains is a
 * {@code PortException}: for a database that stays away, for one that refuses (a table or a right is missing, a disk is
 * full), and where others were served first time and again; its message says which.
 *
 * <p>The data source hands out ordinary connections that all come with the same isolation level: the pool itself, not
 * a wrapper that enlists connections in a transaction under way. Statements have no time limit of their own; set the
 * driver's socket timeout and the pool's connection timeout. Instants come from the nodes, whose clocks may each be 10 s
 * off the database's; leases are longer than any two can differ.
 *
 * <p>The tables are those of {@link JdbcSchema}; nothing creates or changes them unless {@link #installSchema} is
 * called.
 *
 * <p>Immutable and safe to share between threads; so is what it hands out.
 */
public final class JdbcStorage implements Storage {

    /** How many keys of a portal the counters hold unless told otherwise. */
    public static final int DEFAULT_ATTEMPT_CAPACITY = 1_000_000;

    private static final int LEAST_ATTEMPT_CAPACITY = 100;

    private final DataSource source;
    private final @Nullable Dialect dialect;
    private final String prefix;
    private final long attemptCapacity;
    private final Database database;

    private JdbcStorage(DataSource source, @Nullable Dialect dialect, String prefix, long attemptCapacity) {
        this.source = source;
        this.dialect = dialect;
        this.prefix = prefix;
        this.attemptCapacity = attemptCapacity;
        this.database = new Database(source, dialect);
    }

    /**
     * Storage in a database that is first asked when first used.
     *
     * @param source gives connections to H2, PostgreSQL, MariaDB or MySQL
     * @return storage in tables whose names begin with {@value JdbcSchema#DEFAULT_PREFIX}
     */
    public static JdbcStorage over(DataSource source) {
        return new JdbcStorage(source, null, JdbcSchema.DEFAULT_PREFIX, DEFAULT_ATTEMPT_CAPACITY);
    }

    /**
     * The same storage in tables of other names.
     *
     * @param prefix see {@link JdbcSchema#withTablePrefix}
     * @return a copy
     * @throws IllegalArgumentException when the prefix has another form
     */
    public JdbcStorage withTablePrefix(String prefix) {
        return new JdbcStorage(source, dialect, JdbcSchema.checkedPrefix(prefix), attemptCapacity);
    }

    /**
     * The same storage, without asking the driver for the dialect.
     *
     * @param dialect what the database speaks, for a driver or a proxy that reports another product's name
     * @return a copy
     */
    public JdbcStorage withDialect(Dialect dialect) {
        return new JdbcStorage(source, dialect, prefix, attemptCapacity);
    }

    /**
     * The same storage, with counters for another number of keys.
     *
     * <p>Keys for which there is no room share one strict budget, so that a flood of new ones fills no disk and gives no
     * spent budget back. A node counts the rows whenever it has purged them, which its worker does each minute, and what it
     * puts in itself; the table may come to hold more by what other nodes put in meanwhile. One without a started worker
     * counts again once it takes the table for full, every 15 minutes at most.
     *
     * @param keys the most keys of each portal; at least 100
     * @return a copy
     * @throws IllegalArgumentException when {@code keys} is less
     */
    public JdbcStorage withAttemptCapacity(int keys) {
        if (keys < LEAST_ATTEMPT_CAPACITY) {
            throw new IllegalArgumentException("counters hold at least " + LEAST_ATTEMPT_CAPACITY + " keys");
        }
        return new JdbcStorage(source, dialect, prefix, keys);
    }

    /**
     * Creates the tables that are missing, as {@link JdbcSchema#install} does.
     *
     * @throws PortException when the database cannot be reached or refuses
     */
    public void installSchema() {
        JdbcSchema.of(database.dialect()).withTablePrefix(prefix).install(source);
    }

    @Override
    public TokenStore tokens() {
        return new JdbcTokenStore(database, prefix);
    }

    @Override
    public WorkQueue queue() {
        return new JdbcWorkQueue(database, prefix);
    }

    @Override
    public DeadLetters deadLetters() {
        return new JdbcDeadLetters(database, prefix);
    }

    @Override
    public AttemptLog attempts() {
        return new JdbcAttemptLog(database, prefix, attemptCapacity);
    }

    @Override
    public List<Finding> findings() {
        return new SchemaCheck(database, JdbcSchema.of(database.dialect()).withTablePrefix(prefix)).findings();
    }

    /** An H2 database within this process has no other clock than the process. */
    @Override
    public Optional<Instant> now() {
        return database.each(
                "storage: now",
                session -> session.sharesClock()
                        ? Optional.empty()
                        : Optional.of(
                                Micros.instant(session.query(session.dialect().now(), row -> row.getLong(1))
                                        .get(0))));
    }

    /**
     * Where answers to security questions are kept, for a portal whose profile asks any.
     *
     * @return a store in a table beside the others
     */
    public SecurityQuestions securityQuestions() {
        return new JdbcSecurityQuestions(database, prefix);
    }

    /**
     * Where support cases are kept, for a portal whose profile takes any.
     *
     * <p>What people wrote and attached is personal data, and whoever answers must read it: it is stored in clear, unlike
     * what else this storage keeps of people. Encryption at rest, access and backups are the database's. Purging takes it
     * away for good from the tables, a while after a case is done with; backups and the database's own logs keep it for as
     * long as their own retention says.
     *
     * <p>A case is filed in one transaction. The bytes of its files are read meanwhile, 256 KiB at a time: hand over what is
     * at hand, since a stream that dawdles holds a connection, and makes another filing of the same submission wait. A file
     * is written out 256 KiB at a time too, and no connection is held while the receiver takes them.
     *
     * <p>Every text may hold whatever Unicode has, but U+0000 and unpaired surrogates, which PostgreSQL cannot store; on
     * MariaDB and MySQL the connections' character set must be {@code utf8mb4}, as their drivers make it.
     *
     * @return a store in tables beside the others
     */
    public CaseStore cases() {
        return new JdbcCases(database, prefix);
    }

    /**
     * Counts cases, for a portal whose profile numbers them in order.
     *
     * @return a sequence in a table beside the others; whoever asks waits for whoever asked before, and for nobody's case
     */
    public CaseSequence caseSequence() {
        return new JdbcCaseSequence(database, prefix);
    }

    /**
     * A listener that keeps events, for a portal that wants an audit trail.
     *
     * @return a trail in a table beside the others
     */
    public JdbcEventTrail eventTrail() {
        return new JdbcEventTrail(database, prefix);
    }
}
