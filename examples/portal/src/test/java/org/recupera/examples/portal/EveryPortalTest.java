package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.examples.portal.Visitor.Answer;

/** What holds on the pages of each portal. */
class EveryPortalTest {

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
                "/honducompras/ingresar",
                "/honducompras/recuperar-contrasena",
                "/honducompras/recuperar-usuario",
                "/honducompras/crear-caso",
                "/honducompras/caso",
                "/secop/crear-caso",
                "/secop/caso",
                "/secop/ingresar",
                "/secop/recuperar-contrasena",
                "/secop/recuperar-usuario"
            })
    void the_form_that_a_page_is_about_comes_last(String path) {
        assertThat(portal.visitor().get(path).page().select("form").last().attr("action"))
                .startsWith(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"honducompras", "secop"})
    void the_pages_lead_to_each_other_and_name_the_spam_folder(String segment) {
        Visitor person = portal.visitor(segment);
        Answer password = person.get("/" + segment + "/recuperar-contrasena");
        Answer username = person.get(password.link("recuperar su usuario"));
        assertThat(username.uri().getPath()).isEqualTo("/" + segment + "/recuperar-usuario");
        assertThat(username.link("recuperar su contraseña"))
                .isEqualTo(password.uri().toString());
        Answer mailing = person.get("/" + segment + "/recuperar-contrasena?sin-pregunta=1");
        assertThat(mailing.text()).containsIgnoringCase("spam").containsIgnoringCase("último");
        assertThat(username.text()).containsIgnoringCase("spam");
        for (Answer page : List.of(password, username)) {
            assertThat(page.text()).contains("Advertencia:");
        }
        for (String start : new String[] {"", "/ingresar"}) {
            Answer page = person.get("/" + segment + start);
            assertThat(page.link("Olvidé la contraseña"))
                    .isEqualTo(password.uri().toString());
            assertThat(page.link("Olvidé mi usuario")).isEqualTo(username.uri().toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "honducompras, Enviar Solicitud, /honducompras/crear-caso",
        "honducompras, Consultar un caso, /honducompras/caso",
        "secop, Consultar un caso, /secop/caso",
        "secop, PQRS, ''",
        "secop, Datos abiertos, ''",
        "secop, Calendario, ''",
        "secop, Crear caso, /secop/crear-caso"
    })
    void the_help_links_are_on_every_page(String segment, String name, String target) {
        for (String page : new String[] {"", "/ingresar", "/recuperar-usuario", "/crear-caso", "/caso"}) {
            Answer answer = portal.visitor().get("/" + segment + page);
            assertThat(answer.page()
                            .select("footer a:containsOwn(" + name + ")")
                            .eachAttr("href"))
                    .as(page)
                    .singleElement()
                    .asString()
                    .startsWith(target.isEmpty() ? "https://" : target);
        }
    }

    @Test
    void secop_names_its_desk_its_hours_and_its_phones() {
        assertThat(portal.visitor().get("/secop").text())
                .contains("018000-52-0808", "745-8788", "7:00 a.m.", "7:00 p.m.", "8:00 a.m.", "12:00 p.m.");
    }

    @Test
    void the_first_page_leads_to_both_portals_and_their_recovery() {
        Answer home = portal.visitor().get("/");
        for (String segment : new String[] {"honducompras", "secop"}) {
            assertThat(home.page().select("main a").eachAttr("href"))
                    .contains(
                            "/" + segment,
                            "/" + segment + "/recuperar-contrasena",
                            "/" + segment + "/recuperar-usuario",
                            "/" + segment + "/crear-caso",
                            "/" + segment + "/caso",
                            "/mesa");
        }
        assertThat(home.text()).contains("HonduCompras", "SECOP II", "consorcio2");
    }

    @Test
    void one_client_asks_for_so_many_usernames_and_then_waits() throws IOException {
        try (TestPortal fresh = TestPortal.start()) {
            Visitor honduras = fresh.visitor();
            for (int i = 0; i < 60; i++) {
                assertThat(honduras.askForUsername("usuario", "nadie" + i).status())
                        .isEqualTo(200);
            }
            assertLimited(honduras.askForUsername("usuario", "nadie60"), 600);
            assertThat(fresh.visitor("secop")
                            .askForUsername("usuario", "nadie61")
                            .status())
                    .as("the other portal counts for itself")
                    .isEqualTo(200);
        }
    }

    @Test
    void where_the_screen_tells_one_number_is_looked_up_ten_times_an_hour_known_or_not() throws IOException {
        try (TestPortal fresh = TestPortal.start()) {
            Visitor person = fresh.visitor("secop");
            for (Map.Entry<String, String> number : Map.of("1020304001", "pr•••1", "5555555555", "No encontramos")
                    .entrySet()) {
                for (int i = 0; i < 10; i++) {
                    assertThat(person.askForUsername("cedula", number.getKey()).text())
                            .contains(number.getValue());
                }
                Answer limited = person.askForUsername("cedula", number.getKey());
                assertLimited(limited, 3600);
                assertThat(limited.text()).doesNotContain(number.getValue());
            }
        }
    }

    private static void assertLimited(Answer answer, int mostSeconds) {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, mostSeconds);
        assertThat(answer.text()).contains("Demasiados intentos");
    }
}
