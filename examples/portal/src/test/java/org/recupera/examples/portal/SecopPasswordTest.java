package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.recupera.examples.portal.Visitor.Answer;

/** SECOP II's guide for a forgotten password, document 001. */
class SecopPasswordTest {

    private static final String NEW_PASSWORD = "nevados altos junto al río Magdalena";

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
    void a_person_who_forgot_the_password_gets_back_in() {
        Visitor person = portal.visitor("secop");
        Answer signIn = person.get("/secop/ingresar");
        Answer ask = person.get(signIn.link("Olvidé la contraseña"));
        assertThat(ask.page().selectFirst("label[for=usuario]").text()).startsWith("Escriba su nombre de usuario");
        assertThat(ask.form().selectFirst("button").text()).isEqualTo("Enviar correo");
        assertThat(ask.text())
                .contains("una única vez")
                .contains("Su contraseña se activará con el último correo recibido del SECOP II")
                .contains("SPAM")
                .contains("Advertencia: Nosotros nunca le solicitamos datos personales por correo electrónico");

        TestPortal.Mail mail = portal.newMailTo("proveedor2", () -> {
            Answer sent = person.submit(ask, Map.of("usuario", "proveedor2"));
            assertThat(sent.status()).isEqualTo(200);
            assertThat(sent.text()).contains("último correo recibido del SECOP II", "registro@secop.gov.co");
        });
        assertThat(mail.from()).contains("registro@secop.gov.co");
        assertThat(mail.text()).contains("Haga clic aquí para cambiar la contraseña de usuario proveedor2");
        assertThat(mail.link()).startsWith(portal.address() + "/secop/cambiar-contrasena?token=");

        Answer change = person.open(mail.link());
        assertThat(change.status()).isEqualTo(200);
        assertThat(change.text())
                .contains("Está a punto de cambiar su contraseña de acceso")
                .contains("Nombre de usuario");
        assertThat(change.page().selectFirst("#usuario").val()).isEqualTo("proveedor2");
        Answer changed = person.changePassword(change, NEW_PASSWORD);
        assertThat(changed.status()).isEqualTo(303);
        assertThat(changed.header("Location")).isEqualTo("/secop/ingresar");
        assertThat(person.follow(changed).text()).contains("Su contraseña fue cambiada");

        assertThat(person.signIn("proveedor2", "Clave-Inicial-2").status()).isEqualTo(401);
        Answer signedIn = person.signIn("proveedor2", NEW_PASSWORD);
        assertThat(signedIn.header("Location")).isEqualTo("/secop/inicio");
        assertThat(person.follow(signedIn).text()).contains("proveedor2");
    }

    @Test
    void who_clicks_many_times_is_mailed_once() {
        Visitor person = portal.visitor("secop");
        Answer ask = person.get("/secop/recuperar-contrasena");
        for (int i = 0; i < 5; i++) {
            assertThat(person.submit(ask, Map.of("usuario", "proveedor3")).status())
                    .isEqualTo(200);
        }
        portal.settle();
        assertThat(portal.mailsTo("proveedor3")).hasSize(1);
    }

    @Test
    void a_replaced_link_tells_of_the_newer_mail_and_offers_to_send_it_again() {
        String former = portal.linkFor("secop", "proveedor4");
        portal.clock.advance(Duration.ofMinutes(11));
        String latest = portal.linkFor("secop", "proveedor4");
        Visitor person = portal.visitor("secop");
        Answer replaced = person.open(former);
        assertThat(replaced.status()).isEqualTo(410);
        assertThat(replaced.text()).contains("después se le envió otro", "registro@secop.gov.co", "correo no deseado");

        portal.clock.advance(Duration.ofMinutes(1));
        Answer ask = person.get(replaced.link("Enviar el correo otra vez"));
        TestPortal.Mail again =
                portal.newMailTo("proveedor4", () -> person.submit(ask, Map.of("usuario", "proveedor4")));
        assertThat(again.link()).isEqualTo(latest);
        assertThat(person.open(latest).status()).isEqualTo(200);
    }

    @Test
    void accounts_that_get_no_link_get_no_other_answer() {
        Visitor person = portal.visitor("secop");
        String known = person.askForLink("proveedor5").withoutCsrf();
        for (String username : new String[] {"nadie", "bloqueado1", "sincorreo1", "proveedor1@empresa.example"}) {
            Answer answer = person.askForLink(username);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.withoutCsrf()).as(username).isEqualTo(known);
        }
    }
}
