package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.examples.portal.Visitor.Answer;

/** A forgotten username where the answer comes by mail alone, and the page says the same to everybody. */
class HondurasUsernameTest {

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
    @CsvSource({
        "cedula, 0801-1990-00003, 0801-1990-99999",
        "cedula, 1020304003, 8001002001",
        "telefono, +504 2240-1403, +504 2240-9999",
        "telefono, +57 300 555 0103, +57 300 555 0202",
        "usuario, comprador3, nadie",
        "usuario, proveedor3, comprador3@institucion.example",
        "correo, comprador3@institucion.example, nadie@institucion.example",
        "correo, consorcio@empresa.example, bloqueado1@empresa.example"
    })
    void known_and_unknown_get_the_same_page(String choice, String known, String unknown) {
        Visitor person = portal.visitor();
        Answer answer = person.askForUsername(choice, known);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.page().selectFirst("h1").text()).isEqualTo("Revise su correo");
        assertThat(answer.withoutCsrf())
                .isEqualTo(person.askForUsername(choice, unknown).withoutCsrf())
                .doesNotContain(known);
    }

    @ParameterizedTest
    @CsvSource({
        "cedula, 0801-1990-00004, comprador4",
        "cedula, 0801199000005, comprador5",
        "telefono, +504 2240-1406, comprador6",
        "telefono, 00504 22401407, comprador7",
        "usuario, comprador8, comprador8",
        "correo, comprador9@institucion.example, comprador9"
    })
    void the_mail_tells_what_is_registered_and_leads_on_to_the_password(String choice, String value, String username) {
        TestPortal.Mail mail = portal.newMailTo(username, () -> portal.visitor().askForUsername(choice, value));
        assertThat(mail.text()).contains(username, username + "@institucion.example");
        assertThat(mail.links()).contains(portal.address() + "/honducompras/recuperar-contrasena");
    }

    @Test
    void accounts_that_share_an_address_are_told_in_one_mail() {
        TestPortal.Mail mail =
                portal.newMailTo("consorcio", () -> portal.visitor().askForUsername("telefono", "+57 300 555 0199"));
        assertThat(mail.text()).contains("consorcio1", "consorcio2");
        portal.settle();
        assertThat(portal.mailsTo("consorcio")).hasSize(1);
    }

    @Test
    void whom_no_mail_reaches_is_led_to_a_case() {
        Answer answer = portal.visitor().askForUsername("usuario", "nadie");
        assertThat(answer.page().select("section:has(#caso) dd").eachText())
                .containsExactly("HonduCompras 2.0", "Solicitud o duda", "Recuperación de usuario");
        assertThat(answer.page().selectFirst("section:has(#caso) a").attr("href"))
                .startsWith("/honducompras/crear-caso?motivo=");
    }

    @Test
    void the_form_names_the_documents_of_the_country() {
        assertThat(portal.visitor().get("/honducompras/recuperar-usuario").text())
                .contains("DNI", "RTN", "spam");
    }
}
