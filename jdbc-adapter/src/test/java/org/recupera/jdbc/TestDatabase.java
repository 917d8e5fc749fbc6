package org.recupera.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A database of its own for one test class, with the pools of two nodes. */
final class TestDatabase implements AutoCloseable {

    private final String url;
    private final String user;
    private final ConcurrentLinkedQueue<HikariDataSource> pools = new ConcurrentLinkedQueue<>();
    private final DataSource node;
    private final DataSource otherNode;

    TestDatabase(String url, String user) {
        this(url, user, config -> {});
    }

    private TestDatabase(String url, String user, Consumer<HikariConfig> settings) {
        this.url = url;
        this.user = user;
        this.node = pool(settings);
        this.otherNode = pool(settings);
    }

    /** For a process of its own. */
    String url() {
        return url;
    }

    String user() {
        return user;
    }

    DataSource node() {
        return node;
    }

    DataSource otherNode() {
        return otherNode;
    }

    /** Storage on this node, with its tables. */
    TestDatabase withSchema() {
        JdbcStorage.over(node).installSchema();
        return this;
    }

    JdbcStorage storage() {
        return JdbcStorage.over(node);
    }

    JdbcStorage otherStorage() {
        return JdbcStorage.over(otherNode);
    }

    /** The same database, with nodes whose connections begin with a statement and in a transaction; closes this one. */
    TestDatabase begunWith(String statement) {
        close();
        return new TestDatabase(url, user, config -> {
            config.setConnectionInitSql(statement);
            config.setAutoCommit(false);
        });
    }

    /** A pool like those of the nodes, but for some settings. */
    DataSource pool(Consumer<HikariConfig> settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword("");
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(0);
        settings.accept(config);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    void execute(String... statements) {
        try (Connection connection = node.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
    }
}
