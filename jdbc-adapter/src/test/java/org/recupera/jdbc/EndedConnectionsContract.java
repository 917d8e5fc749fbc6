package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.port.AccountId;
import org.recupera.port.Allowance;
import org.recupera.port.Lane;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.PortalId;
import org.recupera.port.Work;

/** Connections in use that a server ends, as an administrator or a restart has it do, with the errors that it gives. */
@DisplayNameGeneration(ReplaceUnderscores.class)
abstract class EndedConnectionsContract {

    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00.000001Z");
    private static final PortalId PORTAL = new PortalId("ended");
    private static final Allowance ONCE = new Allowance(1, Duration.ofMinutes(3));

    /** A database of the class's own, with its tables. */
    abstract TestDatabase database();

    /** Statements that end all connections to the database but the one that asks. */
    abstract List<String> endOthers(Connection connection) throws SQLException;

    @Test
    void Nobody_notices_that_all_connections_of_the_pool_were_ended() throws SQLException {
        DataSource pool = database().pool(config -> config.setMaximumPoolSize(4));
        JdbcStorage storage = JdbcStorage.over(pool);
        for (int i = 0; i < 5; i++) {
            String name = "n" + i;
            Threads.sixteen(thread -> storage.queue().status(PORTAL));
            endAll();
            assertThat(storage.queue().put(new Work(PORTAL, name, Lane.DECIDE, "k", new byte[1], NOW, NOW)))
                    .isTrue();
            endAll();
            assertThat(storage.queue().claim(PORTAL, Lane.DECIDE, 1, NOW, Duration.ofMinutes(1)))
                    .hasSize(1);
            endAll();
            assertThat(storage.attempts().take(PORTAL, name, ONCE, NOW)).isZero();
            endAll();
            Link link = Link.made(PORTAL, name, "k1", LinkPurpose.PASSWORD, new AccountId(name), "b", NOW);
            assertThat(storage.tokens().keep(link, NOW)).isEqualTo(link);
            endAll();
            assertThat(storage.tokens().move(link, link.mailed(NOW))).isTrue();
        }
    }

    private void endAll() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database().url(), database().user(), "");
                Statement statement = connection.createStatement()) {
            for (String end : endOthers(connection)) {
                statement.execute(end);
            }
        }
    }
}
