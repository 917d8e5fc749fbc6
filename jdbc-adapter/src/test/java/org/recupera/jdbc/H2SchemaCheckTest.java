package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.h2.tools.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class H2SchemaCheckTest extends SchemaCheckContract {

    @AutoClose
    private static final TestDatabase DATABASE = H2.newDatabase();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Test
    void Within_this_process_there_is_no_other_clock() {
        assertThat(DATABASE.storage().now()).isEmpty();
    }

    @Test
    void A_server_of_its_own_has_a_clock_of_its_own() throws SQLException {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        try (TestDatabase remote =
                new TestDatabase("jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:clock", "sa")) {
            assertThat(remote.storage().now())
                    .hasValueSatisfying(
                            now -> assertThat(now).isCloseTo(Instant.now(), Assertions.within(Duration.ofSeconds(30))));
        } finally {
            server.stop();
        }
    }
}
