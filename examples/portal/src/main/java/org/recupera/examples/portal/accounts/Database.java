package org.recupera.examples.portal.accounts;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.recupera.port.PortException;

/** The portal's connections: a pool that gives up soon, so that an outage is a page and not a wait. */
public final class Database implements AutoCloseable {

    private static final long CONNECT_MILLIS = 3_000;
    private static final int CONNECTIONS = 20;

    private final HikariDataSource pool;
    private final Dialect dialect;

    private Database(HikariDataSource pool, Dialect dialect) {
        this.pool = pool;
        this.dialect = dialect;
    }

    /**
     * Connects.
     *
     * @param url a JDBC URL of H2, PostgreSQL or MariaDB
     * @param user who connects
     * @param password with what password
     * @return the database
     * @throws PortException when it cannot be reached
     */
    public static Database open(String url, String user, String password) {
        Dialect dialect = Dialect.of(url);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setDriverClassName(dialect.driver());
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setPoolName("portal");
        dialect.timeLimits().forEach(config::addDataSourceProperty);
        try {
            return new Database(new HikariDataSource(config), dialect);
        } catch (RuntimeException unreachable) {
            throw new PortException("the database cannot be reached", unreachable);
        }
    }

    /**
     * The pool.
     *
     * @return connections in auto-commit mode
     */
    public DataSource dataSource() {
        return pool;
    }

    /** The type of a column that is looked up by equal bytes. */
    String keyType() {
        return dialect.keyType();
    }

    /**
     * Runs a step of the start-up that portals on one database must not run at the same time.
     *
     * @param step the step; it may use other connections
     * @throws PortException when the database cannot be asked
     */
    public void oneAtATime(Runnable step) {
        try (Connection connection = pool.getConnection()) {
            dialect.lock(connection);
            try {
                step.run();
            } finally {
                dialect.unlock(connection);
            }
        } catch (SQLException down) {
            throw new PortException("the database cannot be asked", down);
        }
    }

    /**
     * Asks the database a trivial question.
     *
     * @return whether it answers
     */
    public boolean isUp() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException down) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
