package org.recupera.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.recupera.port.AttemptLog;
import org.recupera.port.DeadLetters;
import org.recupera.port.Finding;
import org.recupera.port.PortException;
import org.recupera.port.SecurityQuestions;
import org.recupera.port.Storage;
import org.recupera.port.TokenStore;
import org.recupera.port.WorkQueue;

/**
 * Keeps links, accepted work, request counters, answers and events in an SQL database.
 *
 * <p>Any number of threads, processes and nodes that share the database work as one. Every call takes a connection of
 * its own for as long as it lasts, and one at a time, so that a pool of two serves; it runs at READ COMMITTED whatever
 * the pool's level is, and gives the connection back as it came. Each call is committed when it returns.
 *
 * <p>The data source hands out ordinary connections that all come with the same isolation level: the pool itself, not
 * a wrapper that enlists connections in a transaction under way. Statements have no time limit of their own; set the
 * driver's socket timeout and the pool's connection timeout.
 *
 * <p>The tables are those of {@link JdbcSchema}; nothing creates or changes them unless {@link #installSchema} is
 * called.
 *
 * <p>Immutable and safe to share between threads; so is what it hands out.
 */
public final class JdbcStorage implements Storage {

    private final DataSource source;
    private final @Nullable Dialect dialect;
    private final String prefix;
    private final Database database;

    private JdbcStorage(DataSource source, @Nullable Dialect dialect, String prefix) {
        this.source = source;
        this.dialect = dialect;
        this.prefix = prefix;
        this.database = new Database(source, dialect);
    }

    /**
     * Storage in a database that is first asked when first used.
     *
     * @param source gives connections to H2, PostgreSQL, MariaDB or MySQL
     * @return storage in tables whose names begin with {@value JdbcSchema#DEFAULT_PREFIX}
     */
    public static JdbcStorage over(DataSource source) {
        return new JdbcStorage(source, null, JdbcSchema.DEFAULT_PREFIX);
    }

    /**
     * The same storage in tables of other names.
     *
     * @param prefix see {@link JdbcSchema#withTablePrefix}
     * @return a copy
     * @throws IllegalArgumentException when the prefix has another form
     */
    public JdbcStorage withTablePrefix(String prefix) {
        return new JdbcStorage(source, dialect, JdbcSchema.checkedPrefix(prefix));
    }

    /**
     * The same storage, without asking the driver for the dialect.
     *
     * @param dialect what the database speaks, for a driver or a proxy that reports another product's name
     * @return a copy
     */
    public JdbcStorage withDialect(Dialect dialect) {
        return new JdbcStorage(source, dialect, prefix);
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
        return new JdbcAttemptLog(database, prefix);
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
     * A listener that keeps events, for a portal that wants an audit trail.
     *
     * @return a trail in a table beside the others
     */
    public JdbcEventTrail eventTrail() {
        return new JdbcEventTrail(database, prefix);
    }
}
