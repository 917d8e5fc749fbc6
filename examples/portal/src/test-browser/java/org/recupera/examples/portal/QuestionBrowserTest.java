package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The security question on the page behind the link, in a real browser. */
@Tag("browser")
class QuestionBrowserTest {

    private static final String NEW_PASSWORD = "valles altos y quinuales";

    private final TestPortal portal;

    QuestionBrowserTest() throws IOException {
        portal = TestPortal.start(AskingProfiles.afterTheLink());
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @ParameterizedTest
    @CsvSource({"telefono, 375, 812", "escritorio, 1280, 900"})
    void the_answer_is_given_together_with_the_new_password(String screen, int width, int height) {
        try (Browser person = Browser.open(portal, screen, width, height)) {
            person.go("/valle/recuperar-contrasena");
            person.type("usuario", "comprador1");
            portal.newMailTo("comprador1", person::submit);
            person.readNewestMail("70-valle-correo", "llave=");
            person.look("71-cambiar-con-pregunta");
            change(person);
            person.look("72-respuesta-rechazada");
            for (int i = 0; i < 5; i++) {
                change(person);
            }
            assertThat(person.text()).contains("cree un caso");
            person.look("73-enlace-sin-respuestas");
        }
    }

    private static void change(Browser person) {
        person.type("nueva", NEW_PASSWORD);
        person.type("confirmacion", NEW_PASSWORD);
        person.type("respuesta", "Escuela Morazán");
        person.submit();
    }
}
