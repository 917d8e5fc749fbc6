package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.examples.portal.Visitor.Answer;
import org.recupera.examples.portal.inbox.Inbox;
import org.recupera.examples.portal.inbox.InboxServer;

/** Sessions, CSRF, headers, limits: what a browser holds the portal to. */
class HttpRulesTest {

    private static TestPortal portal;

    @BeforeAll
    static void start() throws IOException {
        portal = TestPortal.start();
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ingresar",
                "recuperar-contrasena",
                "recuperar-usuario",
                "cambiar-contrasena",
                "salir",
                "crear-caso",
                "caso"
            })
    void a_form_without_the_token_of_its_session_is_refused(String page) {
        String path = "/honducompras/" + page;
        Visitor other = portal.visitor();
        String foreign = other.get("/honducompras/ingresar")
                .form()
                .selectFirst("input[name=csrf]")
                .val();
        Visitor person = portal.visitor();
        person.get("/honducompras/ingresar");
        assertThat(person.post(path, Map.of()).status()).isEqualTo(403);
        assertThat(person.post(path, Map.of("csrf", "x")).status()).isEqualTo(403);
        assertThat(person.post(path, Map.of("csrf", foreign)).status()).isEqualTo(403);
        assertThat(portal.visitor().post(path, Map.of("csrf", foreign)).status())
                .isEqualTo(403);
    }

    @Test
    void a_csrf_token_is_good_for_the_session() {
        Visitor person = portal.visitor();
        Answer page = person.get("/honducompras/recuperar-contrasena");
        person.get("/honducompras/ingresar");
        assertThat(person.submit(page, Map.of("usuario", "nadie")).status()).isEqualTo(200);
        assertThat(person.submit(page, Map.of("usuario", "nadie")).status()).isEqualTo(200);
    }

    @Test
    void signing_in_gives_the_browser_another_session_and_signing_out_ends_it() {
        Visitor person = portal.visitor();
        Answer page = person.get("/honducompras/ingresar");
        Answer signedIn = person.submit(page, Map.of("usuario", "comprador1", "contrasena", "Clave-Inicial-1"));
        assertThat(signedIn.header("Set-Cookie"))
                .startsWith("sesion-honducompras=")
                .contains("HttpOnly", "SameSite=Lax");
        assertThat(person.submit(page, Map.of("usuario", "x")).status())
                .as("the token of the former session")
                .isEqualTo(403);
        Answer start = person.get("/honducompras/inicio");
        assertThat(person.submit(start, Map.of()).header("Location")).isEqualTo("/honducompras/ingresar");
        assertThat(person.get("/honducompras/inicio").header("Location")).isEqualTo("/honducompras/ingresar");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/honducompras",
                "/honducompras/crear-caso",
                "/honducompras/caso",
                "/mesa",
                "/buzon",
                "/salud",
                "/estilo.css",
                "/no"
            })
    void every_answer_carries_the_security_headers(String path) {
        Answer answer = portal.visitor().get(path);
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().allValues("Cache-Control")).hasSize(1);
    }

    @Test
    void a_mail_is_shown_where_nothing_runs() {
        portal.linkFor("comprador1");
        Answer mail = portal.visitor().get("/buzon/1");
        assertThat(mail.page().selectFirst("iframe").attr("sandbox")).doesNotContain("scripts", "same-origin");
        Answer html = portal.visitor().get("/buzon/1/html");
        assertThat(html.header("Content-Security-Policy"))
                .startsWith("sandbox allow-popups allow-popups-to-escape-sandbox;")
                .contains("default-src 'none'");
        assertThat(mail.text()).contains("Message-ID").contains("Auto-Submitted");
    }

    @Test
    void behind_https_cookies_are_bound_to_it() throws IOException {
        try (TestPortal secure = TestPortal.start(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                new MovableClock(),
                Map.of("PORTAL_BASE_URL", "https://portal.example/"))) {
            Answer page = secure.visitor().get("/honducompras/ingresar");
            assertThat(page.header("Set-Cookie"))
                    .startsWith("__Host-sesion-honducompras=")
                    .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/");
            assertThat(page.header("Strict-Transport-Security")).isNotEmpty();
        }
    }

    @Test
    void methods_that_no_page_has_are_a_405() {
        for (String method : new String[] {"PUT", "DELETE", "OPTIONS", "PATCH"}) {
            assertThat(portal.visitor().method(method, "/honducompras/ingresar").status())
                    .isEqualTo(405);
        }
        assertThat(portal.visitor().method("HEAD", "/honducompras/ingresar").status())
                .isEqualTo(200);
    }

    @Test
    void the_way_to_help_is_on_every_page_of_the_portal() {
        for (String path : new String[] {"", "/ingresar", "/recuperar-contrasena", "/cambiar-contrasena"}) {
            Answer page = portal.visitor().get("/honducompras" + path);
            assertThat(page.page()
                            .select("footer a[href=/honducompras/crear-caso]")
                            .eachText())
                    .containsExactly("Enviar Solicitud");
            assertThat(page.page().select("footer a[href=https://soporte.honducompras.gob.hn]"))
                    .hasSize(1);
            assertThat(page.text()).contains("2240-1470", "2240-1471", "2240-1472", "2240-1473");
        }
    }

    @Test
    void required_fields_say_so() {
        for (String path : new String[] {"/ingresar", "/recuperar-contrasena", "/recuperar-usuario", "/caso"}) {
            portal.visitor()
                    .get("/honducompras" + path)
                    .page()
                    .select("main input:not([type=hidden])")
                    .forEach(input -> {
                        assertThat(input.hasAttr("required")).isTrue();
                        assertThat(nameOf(input)).contains("*");
                    });
        }
    }

    @Test
    void the_health_page_tells_programs_how_things_are() {
        Answer health = portal.visitor().get("/salud");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.header("Content-Type")).isEqualTo("application/json");
        assertThat(health.body())
                .matches("\\{\"database\":\"up\",\"mail\":\"up\",\"queueDepth\":\\d+,\"oldestWaitingSeconds\":\\d+,"
                        + "\"findings\":\\[\"profile.base-url-local\"]}");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST:8080, 200",
        "127.0.0.1:1, 200",
        "[::1]:8080, 200",
        "rebound.example, 404",
        "localhost.rebound.example:8080, 404",
        "127.0.0.1.rebound.example, 404"
    })
    void the_inbox_is_read_by_the_names_of_this_machine_only(String host, int status) throws IOException {
        assertThat(RawRequest.get(portal.address(), "/buzon", host)).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void a_hundred_clients_that_send_slowly_keep_nobody_waiting() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                slow.add(RawRequest.beginForm(portal.address(), "/honducompras/recuperar-contrasena"));
            }
            assertThat(portal.visitor().askForLink("nadie").status()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void a_mail_server_is_asked_once_in_ten_seconds_however_many_want_to_know() throws IOException {
        MovableClock clock = new MovableClock();
        InboxServer mail = InboxServer.start(new Inbox(clock));
        try (TestPortal watched = TestPortal.start(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                clock,
                Map.of("PORTAL_SMTP_HOST", "127.0.0.1", "PORTAL_SMTP_PORT", String.valueOf(mail.port())))) {
            assertThat(watched.visitor().get("/salud").status()).isEqualTo(200);
            mail.close();
            clock.advance(Duration.ofSeconds(10).minusMillis(1));
            assertThat(watched.visitor().get("/salud").status()).isEqualTo(200);
            clock.advance(Duration.ofMillis(1));
            assertThat(watched.visitor().get("/salud").status()).isEqualTo(503);
        } finally {
            mail.close();
        }
    }

    @Test
    void one_client_asks_sixty_times_in_ten_minutes_and_then_waits() throws IOException {
        try (TestPortal fresh = TestPortal.start()) {
            Visitor person = fresh.visitor();
            for (int i = 0; i < 60; i++) {
                assertThat(person.askForLink("nadie" + i).status()).isEqualTo(200);
            }
            Answer limited = person.askForLink("nadie60");
            assertThat(limited.status()).isEqualTo(429);
            assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 600);
            fresh.clock.advance(Duration.ofSeconds(Integer.parseInt(limited.header("Retry-After"))));
            assertThat(person.askForLink("nadie61").status()).isEqualTo(200);
        }
    }

    @Test
    void limits_can_be_lifted_for_load_tests() throws IOException {
        try (TestPortal open = TestPortal.start(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                new MovableClock(),
                Map.of("PORTAL_ATTEMPTS", "off"))) {
            Visitor person = open.visitor();
            for (int i = 0; i < 70; i++) {
                assertThat(person.askForLink("nadie").status()).isEqualTo(200);
            }
        }
    }

    /** A choice is named by the question that it answers. */
    private static String nameOf(Element input) {
        return input.attr("type").equals("radio")
                ? input.closest("fieldset").selectFirst("legend").text()
                : input.ownerDocument()
                        .selectFirst("label[for=" + input.id() + "]")
                        .text();
    }
}
