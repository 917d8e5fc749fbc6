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

/** SECOP II's guide for a forgotten username, document 002, masked on the screen and whole by mail. */
class SecopUsernameTest {

    private static TestPortal portal;

    @BeforeAll
    static void start() throws IOException {
        portal = TestPortal.start();
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void a_person_who_forgot_the_username_finds_it_and_goes_on_to_the_password() {
        Visitor person = portal.visitor("secop");
        Answer signIn = person.get("/secop/ingresar");
        Answer ask = person.get(signIn.link("Olvidé mi usuario"));
        assertThat(ask.page().selectFirst("h1").text()).isEqualTo("Consulte sus datos registrados en el SECOP II");
        assertThat(ask.page().select(".choice label").eachText())
                .containsExactly("Cédula", "No. de teléfono", "Usuario de SECOP II", "Correo electrónico");
        assertThat(ask.form().selectFirst("button").text()).isEqualTo("Consultar");

        TestPortal.Mail mail = portal.newMailTo("proveedor7", () -> {
            Answer shown = person.submit(ask, Map.of("dato", "cedula", "valor", "1020304007"));
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
            assertThat(found(shown)).containsExactly("Usuario pr•••7 Documento 1020304007");
            assertThat(shown.body()).doesNotContain("proveedor7");
            assertThat(shown.link("Haga clic aquí si requiere recuperar su contraseña"))
                    .endsWith("/secop/recuperar-contrasena");
            assertLeadsToACase(shown);
        });
        assertThat(mail.from()).contains("registro@secop.gov.co");
        assertThat(mail.text()).contains("proveedor7", "proveedor7@empresa.example");
        assertThat(mail.links()).contains(portal.address() + "/secop/recuperar-contrasena");
    }

    @ParameterizedTest
    @CsvSource({
        "cedula, 1020304008, Usuario pr•••8 Documento 1020304008",
        "cedula, 1.020.304-008, Usuario pr•••8 Documento 1020304008",
        "correo, proveedor8@empresa.example, Usuario pr•••8 Documento •••008",
        "correo, Proveedor8@EMPRESA.example, Usuario pr•••8 Documento •••008",
        "telefono, +57 300 555 0108, Correo electrónico p•••8@e•••.example Documento •••008",
        "telefono, 0057 (300) 555-01-08, Correo electrónico p•••8@e•••.example Documento •••008",
        "usuario, proveedor8, Correo electrónico p•••8@e•••.example Documento •••008",
        "usuario, PROVEEDOR8, Correo electrónico p•••8@e•••.example Documento •••008"
    })
    void each_kind_recovers_what_the_guide_says(String choice, String value, String shown) {
        Answer answer = portal.visitor("secop").askForUsername(choice, value);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(found(answer)).containsExactly(shown);
    }

    @Test
    void accounts_that_share_an_address_are_all_shown_and_told_in_one_mail() {
        TestPortal.Mail mail = portal.newMailTo(
                "consorcio",
                () -> assertThat(found(portal.visitor("secop").askForUsername("correo", "consorcio@empresa.example")))
                        .containsExactly("Usuario co•••1 Documento •••001", "Usuario co•••2 Documento •••002"));
        assertThat(mail.text()).contains("consorcio1", "consorcio2");
        portal.settle();
        assertThat(portal.mailsTo("consorcio")).hasSize(1);
    }

    @Test
    void an_account_without_an_address_is_shown_and_no_mail_is_promised() {
        Answer answer = portal.visitor("secop").askForUsername("cedula", "8001002002");
        assertThat(found(answer)).containsExactly("Usuario si•••1 Documento 8001002002");
        assertThat(answer.page().selectFirst("[role=status]").text()).doesNotContain("correo");
    }

    @ParameterizedTest
    @CsvSource({
        "cedula, 5555555555",
        "cedula, 8001002001",
        "telefono, +57 300 555 0999",
        "telefono, +57 300 555 0202",
        "usuario, nadie",
        "usuario, proveedor9@empresa.example",
        "correo, nadie@empresa.example",
        "correo, bloqueado1@empresa.example"
    })
    void who_is_not_found_is_led_to_a_case(String choice, String value) {
        Answer answer = portal.visitor("secop").askForUsername(choice, value);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.page().selectFirst("h1").text()).isEqualTo("No encontramos sus datos");
        assertThat(found(answer)).isEmpty();
        assertLeadsToACase(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"><script>alert(1)</script>", "${jndi:ldap://x}", "{{portal}}", "%25"})
    void text_that_means_something_elsewhere_is_only_a_name_that_nobody_has(String value) {
        Answer answer = portal.visitor("secop").askForUsername("usuario", value);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("No encontramos");
        assertThat(answer.page().select("script")).isEmpty();
    }

    private static List<String> found(Answer answer) {
        return answer.page().select(".found li").eachText();
    }

    private static void assertLeadsToACase(Answer answer) {
        assertThat(answer.page().select("section:has(#caso) dd").eachText())
                .containsExactly("SECOP II", "Solicitud o duda", "Recuperación de usuario");
        assertThat(answer.page().selectFirst("section:has(#caso) a").attr("href"))
                .startsWith("/secop/crear-caso?motivo=");
    }
}
