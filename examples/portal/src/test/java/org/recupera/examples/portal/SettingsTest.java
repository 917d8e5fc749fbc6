package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.mail.Tls;

/** The variables of the environment, their defaults and their refusals. */
class SettingsTest {

    private static final Path MODULE = Path.of("examples", "portal");

    @TempDir
    private Path folder;

    @Test
    void nothing_needs_to_be_set() {
        Settings settings = Settings.from(Map.of(), MODULE);
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.baseUrl()).isNull();
        assertThat(settings.data()).isEqualTo(MODULE.resolve("datos"));
        assertThat(settings.database()).isNull();
        assertThat(settings.mailServer()).isNull();
        assertThat(settings.limited()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PORTAL_PORT, abc",
        "PORTAL_PORT, 65536",
        "PORTAL_PORT, -1",
        "PORTAL_BASE_URL, portal.example",
        "PORTAL_BASE_URL, ftp://portal.example",
        "PORTAL_BASE_URL, https://portal.example/ruta",
        "PORTAL_BASE_URL, https://user@portal.example",
        "PORTAL_BASE_URL, 'https://portal example'",
        "PORTAL_SMTP_PORT, 0",
        "PORTAL_SMTP_TLS, ssl",
        "PORTAL_ATTEMPTS, none",
        "PORTAL_PROXIES, portal.example",
        "PORTAL_JDBC_URL, jdbc:oracle:thin:@x",
        "RECUPERA_SECRET, short",
        "RECUPERA_SECRET, '%%%'"
    })
    void a_setting_without_meaning_is_refused_by_its_name(String variable, String value) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Settings.from(Map.of(variable, value), MODULE))
                .withMessageStartingWith(variable);
    }

    @Test
    void another_database_needs_the_shared_secret() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Settings.from(Map.of("PORTAL_JDBC_URL", "jdbc:postgresql://db/portal"), MODULE))
                .withMessageContaining("RECUPERA_SECRET is required with PORTAL_JDBC_URL");
    }

    @Test
    void links_to_a_public_host_are_https() {
        Settings settings = Settings.from(
                Map.of(
                        "PORTAL_PORT",
                        "0",
                        "PORTAL_DATA",
                        folder.toString(),
                        "PORTAL_BASE_URL",
                        "http://portal.example"),
                MODULE);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> RunningPortal.start(settings, Portals.demonstration(), new MovableClock()))
                .withMessageStartingWith("PORTAL_BASE_URL");
    }

    @Test
    void mail_off_this_machine_is_protected_unless_told_otherwise() {
        assertThat(mailServer(Map.of("PORTAL_SMTP_HOST", "mail.example"))).satisfies(server -> {
            assertThat(server.tls()).isEqualTo(Tls.STARTTLS);
            assertThat(server.port()).isEqualTo(587);
        });
        assertThat(mailServer(Map.of("PORTAL_SMTP_HOST", "127.0.0.1")).tls()).isEqualTo(Tls.NONE);
        assertThat(mailServer(Map.of("PORTAL_SMTP_HOST", "mail.example", "PORTAL_SMTP_TLS", "tls"))
                        .port())
                .isEqualTo(465);
    }

    @Test
    void secrets_are_not_printed() {
        Settings settings = Settings.from(
                Map.of(
                        "PORTAL_JDBC_URL", "jdbc:postgresql://db/portal",
                        "PORTAL_JDBC_PASSWORD", "hush-database",
                        "PORTAL_SMTP_HOST", "mail.example",
                        "PORTAL_SMTP_PASSWORD", "hush-mail",
                        "RECUPERA_SECRET", TestPortal.SECRET),
                MODULE);
        assertThat(settings.toString()).doesNotContain("hush", TestPortal.SECRET);
    }

    @Test
    void the_embedded_database_and_its_secret_outlive_a_restart() throws Exception {
        MovableClock clock = new MovableClock();
        URI first;
        try (RunningPortal portal = TestPortal.startIn(folder, clock)) {
            first = portal.url();
            assertThat(new Visitor(first.toString(), "honducompras")
                            .signIn("comprador1", "Clave-Inicial-1")
                            .status())
                    .isEqualTo(303);
        }
        String secret = Files.readString(folder.resolve("recupera.secret"));
        try (RunningPortal portal = TestPortal.startIn(folder, clock)) {
            assertThat(new Visitor(portal.url().toString(), "honducompras")
                            .signIn("proveedor20", "Clave-Inicial-20")
                            .status())
                    .isEqualTo(303);
        }
        assertThat(Files.readString(folder.resolve("recupera.secret"))).isEqualTo(secret);
    }

    @Test
    void a_port_in_use_is_refused_before_anything_is_made() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path data = folder.resolve("datos");
            Settings settings = Settings.from(
                    Map.of("PORTAL_PORT", String.valueOf(taken.getLocalPort()), "PORTAL_DATA", data.toString()),
                    MODULE);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> RunningPortal.start(settings, Portals.demonstration(), new MovableClock()));
            assertThat(data).doesNotExist();
        }
    }

    @Test
    void a_mail_server_that_is_down_shows_on_the_health_page_and_nowhere_else() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        try (TestPortal portal = TestPortal.start(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                new MovableClock(),
                Map.of("PORTAL_SMTP_HOST", "127.0.0.1", "PORTAL_SMTP_PORT", String.valueOf(nobody)))) {
            assertThat(portal.visitor().askForLink("comprador1").status()).isEqualTo(200);
            Visitor.Answer health = portal.visitor().get("/salud");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.body()).contains("\"database\":\"up\"", "\"mail\":\"down\"", "\"mail.not-ready\"");
            assertThat(portal.visitor().get("/buzon").status()).isEqualTo(404);
        }
    }

    private static MailServer mailServer(Map<String, String> environment) {
        return Objects.requireNonNull(Settings.from(environment, MODULE).mailServer());
    }
}
