package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HealthTest {

    @Test
    void a_table_that_is_gone_takes_the_portal_off_the_list_of_the_healthy_and_is_named() throws Exception {
        try (TestPortal portal = TestPortal.start();
                Connection connection = portal.database();
                Statement statement = connection.createStatement()) {
            assertThat(portal.visitor().get("/salud").status()).isEqualTo(200);
            statement.execute("ALTER TABLE recupera_answer RENAME TO away");

            Visitor.Answer health = portal.visitor().get("/salud");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.body())
                    .contains("\"database\":\"down\"", "\"mail\":\"up\"", "\"queueDepth\":null")
                    .contains("\"schema.table-missing\"");
            statement.execute("ALTER TABLE away RENAME TO recupera_answer");
            assertThat(portal.visitor().get("/salud").status()).isEqualTo(200);
        }
    }

    @Test
    void work_that_waits_for_long_is_a_finding_and_no_outage() throws Exception {
        try (TestPortal portal = TestPortal.start();
                Connection connection = portal.database();
                Statement statement = connection.createStatement()) {
            long due = portal.clock.instant().plus(Duration.ofDays(9)).toEpochMilli() * 1_000;
            statement.execute("INSERT INTO recupera_work (portal, work_key, lane, kind, payload, accepted_at, due_at,"
                    + " ready_at, claims, leased) VALUES ('honducompras', 'k', 'DECIDE', 'kind', X'00', "
                    + (portal.clock.instant().minus(Duration.ofHours(1)).toEpochMilli() * 1_000) + ", " + due + ", "
                    + due + ", 0, 0)");

            Visitor.Answer health = portal.visitor().get("/salud");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.body())
                    .contains("\"queueDepth\":1,\"oldestWaitingSeconds\":3600,")
                    .contains("\"work.waits\"");
        }
    }
}
