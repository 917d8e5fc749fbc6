package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Whom limits count where a proxy, here on this machine, says who asks. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BehindProxiesTest {

    private static final int MOST = 60;

    @Test
    void each_client_of_the_proxy_has_a_budget_of_its_own_and_forges_none() throws IOException {
        try (TestPortal portal = start("127.0.0.0/8, ::1")) {
            for (int i = 0; i < MOST; i++) {
                assertThat(ask(portal, "203.0.113." + i + ", 198.51.100.1", i)).isEqualTo(200);
            }
            assertThat(ask(portal, "198.51.100.1", MOST)).isEqualTo(429);
            assertThat(ask(portal, "203.0.113.200, 198.51.100.1", MOST)).isEqualTo(429);
            assertThat(ask(portal, "198.51.100.2", MOST)).isEqualTo(200);
        }
    }

    @Test
    void a_peer_that_is_no_proxy_is_the_client_whatever_it_writes() throws IOException {
        try (TestPortal portal = start("192.0.2.7")) {
            for (int i = 0; i < MOST; i++) {
                assertThat(ask(portal, "198.51.100." + i, i)).isEqualTo(200);
            }
            assertThat(ask(portal, "198.51.100.200", MOST)).isEqualTo(429);
        }
    }

    @Test
    void whom_a_proxy_on_this_machine_brings_is_not_at_this_machine() throws IOException {
        try (TestPortal portal = start("127.0.0.0/8, ::1");
                TestPortal without = start("192.0.2.7")) {
            assertThat(without.visitor().get("/buzon").status()).isEqualTo(200);
            assertThat(portal.visitor().get("/buzon").status()).isEqualTo(404);
        }
    }

    private static TestPortal start(String proxies) throws IOException {
        return TestPortal.start(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                new MovableClock(),
                Map.of("PORTAL_PROXIES", proxies));
    }

    private static int ask(TestPortal portal, String forwardedFor, int number) {
        return portal.visitor()
                .forwardedFor(forwardedFor)
                .askForLink("nadie" + number)
                .status();
    }
}
