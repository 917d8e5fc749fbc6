package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is worth a line in the log, and what is not. */
class PrintedWarningsTest {

    private static final String PUBLIC = "PORTAL_BASE_URL is public and PORTAL_SMTP_HOST is not set";
    private static final String PROXY = "all people count as one client";

    /** Something to do with a portal. */
    @FunctionalInterface
    private interface Walk {
        void with(TestPortal portal) throws Exception;
    }

    @Test
    void a_public_portal_that_lacks_a_mail_server_is_warned_and_told_of_proxies() throws Exception {
        assertThat(printed(Map.of("PORTAL_BASE_URL", "https://portal.example"), portal -> {}))
                .contains(PUBLIC, PROXY);
    }

    @Test
    void a_public_portal_that_knows_its_proxies_is_told_nothing_of_them() throws Exception {
        assertThat(printed(
                        Map.of("PORTAL_BASE_URL", "https://portal.example", "PORTAL_PROXIES", "10.0.0.0/8"),
                        portal -> {}))
                .doesNotContain(PROXY);
    }

    @Test
    void a_portal_for_this_machine_starts_in_silence() throws Exception {
        assertThat(printed(Map.of(), portal -> {})).doesNotContain(PUBLIC, PROXY, "WARN");
    }

    @Test
    void a_client_that_goes_away_in_the_middle_of_a_form_is_no_error() throws Exception {
        String printed = printed(Map.of(), portal -> {
            try (Socket half = RawRequest.beginForm(portal.address(), "/honducompras/ingresar")) {
                half.shutdownOutput();
                assertThat(new String(half.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 400");
            }
            Socket reset = RawRequest.beginForm(portal.address(), "/honducompras/ingresar");
            reset.setSoLinger(true, 0);
            reset.close();
            assertThat(portal.visitor().get("/honducompras").status()).isEqualTo(200);
        });
        assertThat(printed).doesNotContain("WARN", "ERROR", "\tat ");
    }

    private static String printed(Map<String, String> settings, Walk walk) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (TestPortal portal = TestPortal.start(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", new MovableClock(), settings)) {
            walk.with(portal);
        } finally {
            System.setErr(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
