package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.profile.Profile;

/** Document 002 in a real browser where the answer comes by mail alone, and where the screen tells it in full. */
@Tag("browser")
class DisclosureBrowserTest {

    private final TestPortal portal;

    DisclosureBrowserTest() throws IOException {
        portal = TestPortal.start(Portals.demonstration()
                .and("valle", Profile.fromResource(ThirdPortalTest.class, "compras-del-valle.json")));
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @ParameterizedTest
    @CsvSource({"telefono, 375, 812", "telefono-pequeno, 320, 640", "escritorio, 1280, 900"})
    void by_mail_alone_the_page_tells_nothing_and_the_mail_all(String screen, int width, int height) {
        try (Browser person = Browser.open(portal, screen, width, height)) {
            person.go("/honducompras");
            person.follow("Olvidé mi usuario");
            person.look("50-usuario");
            person.choose("Documento de identidad");
            person.type("valor", "0801-1990-0000X");
            person.submit();
            person.look("51-usuario-rechazado");
            person.type("valor", "0801-1990-00003");
            portal.newMailTo("comprador3", person::submit);
            assertThat(person.text()).contains("Revise su correo").doesNotContain("comprador");
            person.look("52-usuario-enviado");

            person.readNewestMail("53-usuario-correo", "/honducompras/recuperar-contrasena");
            person.follow("No utilizar pregunta de seguridad");
            person.type("usuario", "comprador3");
            portal.newMailTo("comprador3", person::submit);
            assertThat(person.text()).contains("ENVIADO CON ÉXITO");
        }
    }

    @ParameterizedTest
    @CsvSource({"telefono, 375, 812", "escritorio, 1280, 900"})
    void on_the_screen_the_username_stands_in_full_beside_its_document(String screen, int width, int height) {
        try (Browser person = Browser.open(portal, screen, width, height)) {
            person.go("/");
            person.follow("Compras del Valle");
            person.look("60-valle");
            person.follow("Olvidé mi usuario");
            person.look("61-valle-usuario");
            person.choose("Correo electrónico");
            person.type("valor", "consorcio@empresa.example");
            person.submit();
            assertThat(person.text()).contains("consorcio1", "consorcio2", "Documento", "•••001");
            person.look("62-valle-datos");
            person.follow("Haga clic aquí si requiere recuperar su contraseña");
            person.look("63-valle-recuperar");
            person.type("usuario", "consorcio1");
            portal.newMailTo("consorcio", person::submit);
            person.readNewestMail("64-valle-correo", "llave=");
            assertThat(person.value("usuario")).isEqualTo("consorcio1");
        }
    }
}
