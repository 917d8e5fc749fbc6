package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SECOP II's guides, documents 001 and 002, step by step in a real browser. */
@Tag("browser")
class SecopBrowserTest {

    private static final String NEW_PASSWORD = "nevados altos junto al río Magdalena";

    private final TestPortal portal;

    SecopBrowserTest() throws IOException {
        portal = TestPortal.start();
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @ParameterizedTest
    @CsvSource({"telefono, 375, 812", "telefono-pequeno, 320, 640", "escritorio, 1280, 900"})
    void a_person_who_forgot_the_password_gets_back_in(String screen, int width, int height) {
        try (Browser person = Browser.open(portal, screen, width, height)) {
            person.go("/");
            person.follow("SECOP II");
            person.look("30-secop");
            person.follow("Ingresar");
            person.look("31-secop-ingresar");
            person.follow("Olvidé la contraseña");
            person.look("32-secop-recuperar");
            person.type("usuario", "proveedor1");
            portal.newMailTo("proveedor1", person::submit);
            assertThat(person.text()).contains("último correo recibido del SECOP II");
            person.look("33-secop-correo-enviado");

            person.readNewestMail("34-secop-correo", "token=");
            assertThat(person.text()).contains("Está a punto de cambiar su contraseña de acceso");
            assertThat(person.value("usuario")).isEqualTo("proveedor1");
            person.look("35-secop-cambiar");
            person.type("nueva", NEW_PASSWORD);
            person.type("confirmacion", NEW_PASSWORD);
            person.submit();
            person.look("36-secop-cambiada");
            person.type("usuario", "proveedor1");
            person.type("contrasena", NEW_PASSWORD);
            person.submit();
            assertThat(person.text(".who")).isEqualTo("proveedor1");
            person.look("37-secop-inicio");
        }
    }

    @ParameterizedTest
    @CsvSource({"telefono, 375, 812", "telefono-pequeno, 320, 640", "escritorio, 1280, 900"})
    void a_person_who_forgot_the_username_finds_it_and_asks_for_the_password(String screen, int width, int height) {
        try (Browser person = Browser.open(portal, screen, width, height)) {
            person.go("/secop/ingresar");
            person.follow("Olvidé mi usuario");
            person.look("40-secop-usuario");
            person.choose("Correo electrónico");
            person.type("valor", "consorcio@empresa");
            person.submit();
            person.look("41-secop-usuario-rechazado");
            person.type("valor", "consorcio@empresa.example");
            portal.newMailTo("consorcio", person::submit);
            assertThat(person.text()).contains("co•••1", "co•••2").doesNotContain("consorcio");
            person.look("42-secop-datos");
            person.follow("Haga clic aquí si requiere recuperar su contraseña");
            assertThat(person.address()).endsWith("/secop/recuperar-contrasena");

            person.readNewestMail("43-secop-usuario-correo", "/secop/recuperar-contrasena");
            assertThat(person.address()).endsWith("/secop/recuperar-contrasena");

            person.go("/secop/recuperar-usuario");
            person.choose("No. de teléfono");
            person.type("valor", "+57 300 555 0101");
            person.submit();
            assertThat(person.text()).contains("p•••1@e•••.example");
            person.look("44-secop-datos-correo");
            person.follow("Consultar otro dato");
            person.choose("Cédula");
            person.type("valor", "5555555555");
            person.submit();
            assertThat(person.text()).contains("No encontramos", "Recuperación de usuario");
            person.look("45-secop-sin-resultado");
        }
    }

    @ParameterizedTest
    @CsvSource({"telefono, 375, 812", "escritorio, 1280, 900"})
    void a_person_who_opens_the_former_mail_is_led_to_the_latest(String screen, int width, int height) {
        String former = portal.linkFor("secop", "proveedor2");
        portal.clock.advance(Duration.ofMinutes(11));
        portal.linkFor("secop", "proveedor2");
        portal.clock.advance(Duration.ofMinutes(1));
        try (Browser person = Browser.open(portal, screen, width, height)) {
            person.go(former);
            person.look("46-secop-enlace-reemplazado");
            person.follow("Enviar el correo otra vez");
            person.type("usuario", "proveedor2");
            portal.newMailTo("proveedor2", person::submit);
            person.readNewestMail("47-secop-otra-vez", "token=");
            assertThat(person.value("usuario")).isEqualTo("proveedor2");
        }
    }
}
