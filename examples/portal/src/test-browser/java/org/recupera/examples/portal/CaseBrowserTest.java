package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Support cases in a real browser: both documents' steps, to the answer and the page that tells it. */
@Tag("browser")
class CaseBrowserTest {

    private final TestPortal portal;
    private @TempDir Path folder;
    private Path screenshot;

    CaseBrowserTest() throws IOException {
        portal = TestPortal.start();
    }

    @BeforeEach
    void takeAScreenshot() throws IOException {
        screenshot = Files.write(
                folder.resolve("pantalla de ingreso.png"),
                SentFile.screenshot("x").content());
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @ParameterizedTest
    @CsvSource({"telefono, 375, 812", "telefono-pequeno, 320, 640", "escritorio, 1280, 900"})
    void honducompras_nine_steps(String screen, int width, int height) {
        try (Browser person = Browser.open(portal, screen, width, height)) {
            person.go("/");
            person.look("50-portales");
            person.follow("HonduCompras");
            person.look("51-honducompras");
            person.follow("Enviar Solicitud");
            person.look("52-formulario");
            person.type("nombre", CaseSteps.NAME);
            person.type("correo", "ana@institucion.example");
            person.type("telefono", "2240-1470");
            person.select("tipoDocumento", "DNI");
            person.type("documento", "0801-1990-00001");
            person.select("tipoSolicitud", "Incidente");
            person.select("sistema", "HonduCompras 2.0");
            person.select("asunto", "Recuperación de usuario");
            person.type("descripcion", "Al ingresar aparece este mensaje.");
            person.attach("adjunto", screenshot);
            person.submit();
            assertThat(person.text()).contains("no corresponde a lo que eligió");
            assertThat(person.value("descripcion")).isEqualTo("Al ingresar aparece este mensaje.");
            person.look("53-asunto-que-no-corresponde");
            person.select("asunto", "Error en el sistema");
            person.attach("adjunto", screenshot);
            portal.newCaseMailTo("ana", person::submit);
            String number = person.text("#numero");
            person.look("54-caso-creado");

            person.readNewestMail("55-confirmacion", "/honducompras/caso");
            person.look("56-consultar");
            follow(person, number, "honducompras");
        }
    }

    @ParameterizedTest
    @CsvSource({"telefono, 375, 812", "telefono-pequeno, 320, 640", "escritorio, 1280, 900"})
    void secop_crear_caso(String screen, int width, int height) {
        try (Browser person = Browser.open(portal, screen, width, height)) {
            person.go("/secop/recuperar-usuario");
            person.choose("Cédula");
            person.type("valor", "5555555555");
            person.submit();
            person.look("60-secop-sin-resultado");
            person.followIn("main", "Crear caso");
            assertThat(person.chosen("asunto")).isEqualTo("Recuperación de usuario");
            assertThat(person.chosen("tipoSolicitud")).isEqualTo("Solicitud o duda");
            person.look("61-secop-formulario");
            person.type("nombre", CaseSteps.NAME);
            person.type("correo", "ana@institucion.example");
            person.select("tipoDocumento", "Cédula de ciudadanía");
            person.type("documento", "1020304008");
            person.type("descripcion", "No recuerdo mi usuario.");
            person.attach("adjunto", screenshot);
            portal.newCaseMailTo("ana", person::submit);
            String number = person.text("#numero");
            person.look("62-secop-caso-creado");
            person.readNewestMail("63-secop-confirmacion", "/secop/caso");

            person.go("/mesa/" + number);
            person.look("64-secop-mesa-caso");
            portal.newCaseMailTo("proveedor8", () -> person.submit("#usuario"));
            person.look("65-secop-usuario-enviado");
            follow(person, number, "secop");
        }
    }

    /** The desk answers, the answer is read, the case is looked up. */
    private void follow(Browser person, String number, String segment) {
        person.go("/mesa");
        person.look("70-" + segment + "-mesa");
        person.follow(number);
        person.type("respuesta", "Revisamos su caso y ya puede ingresar.\n\nGracias por escribirnos.");
        person.select("estado", "Respondido");
        person.look("71-" + segment + "-mesa-respuesta");
        portal.newCaseMailTo("ana", person::submit);
        person.look("72-" + segment + "-mesa-respondido");
        person.readNewestMail("73-" + segment + "-respuesta", "/" + segment + "/caso");
        person.type("numero", number);
        person.type("correo", "otra@institucion.example");
        person.submit();
        assertThat(person.text()).contains("No encontramos un caso");
        person.look("74-" + segment + "-no-encontrado");
        person.type("numero", number.toLowerCase(Locale.ROOT));
        person.type("correo", "ana@institucion.example");
        person.submit();
        assertThat(person.text()).contains("Respondido", "ya puede ingresar");
        person.look("75-" + segment + "-caso");
    }

    @ParameterizedTest
    @CsvSource({"telefono, 375, 812", "escritorio, 1280, 900"})
    void what_goes_wrong_loses_nothing_that_was_typed(String screen, int width, int height) throws IOException {
        Path video = Files.write(folder.resolve("video.mp4"), new byte[20 << 20]);
        Path page = Files.writeString(folder.resolve("pagina.png"), "<html>no soy una imagen</html>");
        try (Browser person = Browser.open(portal, screen, width, height)) {
            person.go("/secop/crear-caso");
            person.type("nombre", CaseSteps.NAME);
            person.type("correo", "ana@institucion");
            person.select("sistema", "SECOP II");
            person.type("descripcion", "No recuerdo mi usuario.");
            person.attach("adjunto", page);
            person.submitUnchecked();
            assertThat(person.text()).contains("Revise lo siguiente", "Vuelva a elegir los archivos");
            person.look("80-formulario-rechazado");
            person.attach("adjunto", video);
            person.submitUnchecked();
            assertThat(person.text()).contains("pesan demasiado");
            assertThat(person.value("descripcion")).isEqualTo("No recuerdo mi usuario.");
            person.look("81-archivos-demasiado-grandes");
        }
    }
}
