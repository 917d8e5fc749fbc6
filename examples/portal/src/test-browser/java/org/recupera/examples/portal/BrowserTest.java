package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HonduCompras' guide in a real browser, and the pages for what does not work. */
@Tag("browser")
class BrowserTest {

    private static final String NEW_PASSWORD = "ceibas altas junto al río Ulúa";

    private final TestPortal portal;

    BrowserTest() throws IOException {
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
            person.look("01-portales");
            person.follow("HonduCompras");
            person.look("02-honducompras");
            person.follow("Ingresar");
            person.look("03-ingresar");
            person.type("usuario", "comprador1");
            person.type("contrasena", "no es esta");
            person.submit();
            person.look("04-ingreso-rechazado");
            person.follow("Olvidé la contraseña");
            person.look("05-recuperar");
            person.type("usuario", "comprador1");
            person.submit();
            person.look("06-pregunta");
            person.type("respuesta", "Escuela Morazán");
            person.submit();
            person.look("07-respuesta-rechazada");
            for (int i = 0; i < 5; i++) {
                person.type("respuesta", "Escuela Morazán");
                person.submit();
            }
            assertThat(person.text()).contains("Demasiadas respuestas");
            person.look("08-respuestas-agotadas");
            person.follow("No utilizar pregunta de seguridad");
            person.look("09-recuperar-sin-pregunta");
            person.type("usuario", "comprador\u200b1");
            person.submit();
            person.look("10-usuario-rechazado");
            person.type("usuario", "comprador1");
            portal.newMailTo("comprador1", person::submit);
            assertThat(person.text()).contains("CORREO PARA RECUPERAR CONTRASEÑA ENVIADO CON ÉXITO");
            person.look("11-correo-enviado");

            person.go("/buzon");
            person.look("12-buzon");
            person.readNewestMail("13-correo", "token=");
            assertThat(person.value("usuario")).isEqualTo("comprador1");
            assertThat(person.address()).doesNotContain("token");
            person.look("14-cambiar");
            person.type("nueva", "corta");
            person.type("confirmacion", "distinta");
            person.submit();
            person.look("15-contrasena-rechazada");
            person.type("nueva", NEW_PASSWORD);
            person.type("confirmacion", NEW_PASSWORD);
            person.submit();
            person.look("16-cambiada");
            person.type("usuario", "comprador1");
            person.type("contrasena", NEW_PASSWORD);
            person.submit();
            assertThat(person.text(".who")).isEqualTo("comprador1");
            person.look("17-inicio");
            person.submit();
            assertThat(person.address()).endsWith("/honducompras/ingresar");
        }
    }

    @ParameterizedTest
    @CsvSource({"telefono, 375, 812", "escritorio, 1280, 900"})
    void pages_for_what_does_not_work_are_pages_too(String screen, int width, int height) throws SQLException {
        try (Browser person = Browser.open(portal, screen, width, height)) {
            person.go("/buzon");
            person.look("20-buzon-vacio");
            String link = portal.linkFor("comprador2");
            portal.clock.advance(Duration.ofHours(2));
            person.go(link);
            person.look("21-enlace-vencido");
            person.go("/honducompras/cambiar-contrasena");
            person.look("22-enlace-perdido");
            person.go("/secop/no");
            person.look("23-no-existe");
            person.go("/honducompras/ingresar");
            person.forgetCookies();
            signIn(person, "comprador1");
            person.look("24-caduco");
            person.go("/honducompras/ingresar");
            signIn(person, "bloqueado1");
            person.look("25-deshabilitada");
            Visitor crowd = portal.visitor();
            for (int i = 0; i < 60; i++) {
                crowd.askForLink("nadie" + i);
            }
            person.go("/honducompras/recuperar-contrasena");
            person.type("usuario", "comprador1");
            person.submit();
            person.look("26-espere");
            shutDown();
            person.go("/honducompras/ingresar");
            signIn(person, "comprador1");
            person.look("27-sin-base-de-datos");
        }
    }

    private static void signIn(Browser person, String username) {
        person.type("usuario", username);
        person.type("contrasena", "Clave-Inicial-1");
        person.submit();
    }

    private void shutDown() throws SQLException {
        try (Connection database = portal.database();
                Statement statement = database.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }
}
