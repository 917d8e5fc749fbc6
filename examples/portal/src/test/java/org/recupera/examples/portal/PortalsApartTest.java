package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.examples.portal.Visitor.Answer;

/** Both portals in one process on one database: what is one's is nothing to the other. */
class PortalsApartTest {

    private static final String NEW_PASSWORD = "selvas húmedas y ríos mansos";

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
    @CsvSource({"honducompras, secop, proveedor1", "secop, honducompras, proveedor2"})
    void a_token_of_one_is_unknown_to_the_other_and_not_spent_there(String own, String other, String username) {
        String link = portal.linkFor(own, username);
        Answer foreign = portal.visitor(other).open(link.replace("/" + own + "/", "/" + other + "/"));
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.text()).contains("no es válido");

        Visitor person = portal.visitor(own);
        assertThat(person.changePassword(person.open(link), NEW_PASSWORD).status())
                .isEqualTo(303);
        assertThat(portal.visitor(own).signIn(username, NEW_PASSWORD).status()).isEqualTo(303);
        assertThat(portal.visitor(other).signIn(username, NEW_PASSWORD).status())
                .as("the account of the same name")
                .isEqualTo(401);
    }

    @Test
    void a_link_that_a_browser_keeps_for_one_is_of_no_use_at_the_other() {
        Visitor person = portal.visitor("secop");
        Answer page = person.open(portal.linkFor("secop", "proveedor3"));
        String foreign = page.uri().getPath().replace("/secop/", "/honducompras/");
        assertThat(person.get(foreign + '?' + page.uri().getQuery()).status()).isEqualTo(404);

        Map<String, String> fields = Map.of(
                "csrf",
                person.get("/honducompras/ingresar")
                        .form()
                        .selectFirst("input[name=csrf]")
                        .val(),
                "enlace",
                page.form().selectFirst("input[name=enlace]").val(),
                "nueva",
                NEW_PASSWORD,
                "confirmacion",
                NEW_PASSWORD);
        assertThat(person.post(foreign, fields).status()).isEqualTo(404);
        assertThat(person.changePassword(page, NEW_PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void who_signed_in_to_one_is_a_stranger_to_the_other() {
        Visitor person = portal.visitor("secop");
        assertThat(person.signIn("proveedor4", "Clave-Inicial-4").status()).isEqualTo(303);
        assertThat(person.get("/secop/inicio").status()).isEqualTo(200);
        assertThat(person.get("/honducompras/inicio").header("Location")).isEqualTo("/honducompras/ingresar");
    }

    @Test
    void a_form_of_one_is_refused_by_the_other() {
        Visitor person = portal.visitor("secop");
        String csrf = person.get("/secop/ingresar")
                .form()
                .selectFirst("input[name=csrf]")
                .val();
        person.get("/honducompras/ingresar");
        assertThat(person.post("/honducompras/recuperar-usuario", Map.of("csrf", csrf))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_change_in_one_ends_no_session_of_the_other() {
        Visitor person = portal.visitor("honducompras");
        person.signIn("proveedor5", "Clave-Inicial-5");
        portal.clock.advance(Duration.ofSeconds(1));
        Visitor changer = portal.visitor("secop");
        changer.changePassword(changer.open(portal.linkFor("secop", "proveedor5")), NEW_PASSWORD);
        portal.settle();
        assertThat(person.get("/honducompras/inicio").status()).isEqualTo(200);
    }
}
