package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.recupera.examples.portal.Visitor.Answer;
import org.slf4j.LoggerFactory;

/** What whoever reads the log learns of links, passwords and names. */
class SilentLogsTest {

    private static final String NEW_PASSWORD = "canario que canta de noche";

    @Test
    void at_trace_the_librarys_and_the_portals_loggers_print_no_secret() throws Exception {
        assertThat(LoggerFactory.getLogger("org.recupera.anything").isTraceEnabled())
                .as("the build opens these loggers for this test")
                .isTrue();
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        String link;
        try {
            link = walk();
        } finally {
            System.setErr(before);
        }

        String token = link.substring(link.indexOf('=') + 1);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(
                        "LINK_REQUESTED",
                        "MAIL_ACCEPTED",
                        "PASSWORD_CHANGED",
                        "LINK_REFUSED",
                        "LOOK_UP_REQUESTED",
                        "LOOK_UP_SHOWN",
                        "ANSWERS_REPLACED",
                        "ANSWER_WRONG",
                        "CASE_FILED",
                        "CASE_ANSWERED")
                .doesNotContain(
                        token,
                        token.substring(40, 60),
                        NEW_PASSWORD,
                        "corta-canaria",
                        "escuela-canaria",
                        "Escuela República",
                        "visitante-canario",
                        "comprador9@institucion.example",
                        "proveedor9",
                        "1020304009",
                        "•••",
                        "correo-canario@empresa.example",
                        CaseSteps.NAME,
                        "Rodr",
                        "caso-canario",
                        "No recuerdo mi usuario",
                        "pantalla-canaria",
                        "Respuesta canaria",
                        TestPortal.SECRET);
    }

    /** Success, refusals and a broken database. */
    private static String walk() throws Exception {
        try (TestPortal portal = TestPortal.start()) {
            String link = portal.linkFor("comprador9");
            Visitor person = portal.visitor();
            Answer page = person.open(link);
            assertThat(person.changePassword(page, "corta-canaria").status()).isEqualTo(422);
            assertThat(person.changePassword(page, NEW_PASSWORD).status()).isEqualTo(303);
            assertThat(person.open(link).status()).isEqualTo(410);
            assertThat(person.signIn("comprador9", NEW_PASSWORD).status()).isEqualTo(303);
            assertThat(person.signIn("visitante-canario", "corta-canaria").status())
                    .isEqualTo(401);
            Visitor supplier = portal.visitor("secop");
            assertThat(supplier.askForUsername("cedula", "1020304009").text()).contains("pr•••9");
            assertThat(supplier.askForUsername("correo", "correo-canario@empresa.example")
                            .text())
                    .contains("No encontramos");
            assertThat(supplier.askForUsername("cedula", "x1020304009").status())
                    .isEqualTo(422);
            assertThat(person.askForUsername("correo", "proveedor9@empresa.example")
                            .status())
                    .isEqualTo(200);
            assertThat(person.submit(person.askForQuestion("comprador9"), Map.of("respuesta", "escuela-canaria"))
                            .status())
                    .isEqualTo(422);
            Answer filed = CaseSteps.file(
                    supplier, "secop", "caso-canario@empresa.example", SentFile.screenshot("pantalla-canaria.png"));
            assertThat(CaseSteps.file(supplier, "secop", "caso-canario", SentFile.of("pantalla-canaria.svg", "<svg/>"))
                            .status())
                    .isEqualTo(422);
            String number = CaseSteps.numberOn(filed);
            assertThat(CaseSteps.answer(supplier, number, "Respuesta canaria.", "cerrado")
                            .status())
                    .isEqualTo(303);
            CaseSteps.status(supplier, "secop", number, "caso-canario@empresa.example");
            portal.settle();
            Answer form = person.get("/honducompras/recuperar-contrasena");
            shutDown(portal);
            assertThat(person.submit(form, Map.of("usuario", "visitante-canario"))
                            .status())
                    .isEqualTo(503);
            return link;
        }
    }

    private static void shutDown(TestPortal portal) throws Exception {
        try (Connection connection = portal.database();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP ALL OBJECTS");
        }
    }
}
