package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.recupera.examples.portal.Visitor.Answer;

/** HonduCompras' guide, from "Olvidé la contraseña" to signing in. */
class ForgottenPasswordTest {

    private static final String NEW_PASSWORD = "ceibas altas junto al río Ulúa";

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
        Visitor person = portal.visitor();
        Answer signIn = person.get("/honducompras/ingresar");
        Answer ask = person.get(signIn.link("Olvidé la contraseña"));
        ask = person.get(ask.link("No utilizar pregunta de seguridad"));
        Answer asked = ask;
        TestPortal.Mail mail = portal.newMailTo("comprador2", () -> {
            Answer sent = person.submit(asked, Map.of("usuario", "comprador2"));
            assertThat(sent.status()).isEqualTo(200);
            assertThat(sent.text())
                    .contains("CORREO PARA RECUPERAR CONTRASEÑA ENVIADO CON ÉXITO")
                    .contains("bandeja de entrada")
                    .contains("spam");
        });
        assertThat(mail.link()).startsWith(portal.address() + "/honducompras/cambiar-contrasena?token=");
        assertThat(mail.html()).contains(mail.link().substring(mail.link().indexOf("token=")));

        Answer change = person.open(mail.link());
        assertThat(change.status()).isEqualTo(200);
        assertThat(change.page().selectFirst("#usuario").val()).isEqualTo("comprador2");
        Answer changed = person.changePassword(change, NEW_PASSWORD);
        assertThat(changed.status()).isEqualTo(303);
        assertThat(changed.header("Location")).isEqualTo("/honducompras/ingresar");
        assertThat(person.follow(changed).text()).contains("Su contraseña fue cambiada");
        assertThat(person.get("/honducompras/ingresar").text()).doesNotContain("Su contraseña fue cambiada");

        assertThat(person.signIn("comprador2", "Clave-Inicial-2").status()).isEqualTo(401);
        Answer signedIn = person.signIn("comprador2", NEW_PASSWORD);
        assertThat(signedIn.header("Location")).isEqualTo("/honducompras/inicio");
        assertThat(person.follow(signedIn).text()).contains("comprador2");
    }

    @Test
    void the_present_password_is_not_taken_for_a_new_one_and_the_link_stays_good() {
        String link = portal.linkFor("proveedor12");
        Visitor person = portal.visitor();

        Answer refused = person.changePassword(person.open(link), "Clave-Inicial-12");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Esa es la contraseña que ya tiene");
        assertThat(person.changePassword(person.open(link), NEW_PASSWORD).status())
                .isEqualTo(303);
    }

    @Test
    void opening_a_link_consumes_nothing() {
        String link = portal.linkFor("comprador4");
        for (int i = 0; i < 10; i++) {
            assertThat(portal.visitor().open(link).status()).isEqualTo(200);
        }
        Visitor person = portal.visitor();
        assertThat(person.changePassword(person.open(link), NEW_PASSWORD).status())
                .isEqualTo(303);
    }

    @Test
    void two_tabs_do_not_mix_two_accounts() {
        String one = portal.linkFor("proveedor2");
        String other = portal.linkFor("proveedor3");
        Visitor person = portal.visitor();
        Answer first = person.open(one);
        Answer second = person.open(other);
        assertThat(first.page().selectFirst("#usuario").val()).isEqualTo("proveedor2");
        assertThat(second.page().selectFirst("#usuario").val()).isEqualTo("proveedor3");
        assertThat(person.changePassword(first, NEW_PASSWORD).status()).isEqualTo(303);
        assertThat(person.get(second.uri().toString())
                        .page()
                        .selectFirst("#usuario")
                        .val())
                .isEqualTo("proveedor3");
        assertThat(portal.visitor().signIn("proveedor2", NEW_PASSWORD).status()).isEqualTo(303);
        assertThat(portal.visitor().signIn("proveedor3", "Clave-Inicial-3").status())
                .isEqualTo(303);
    }

    @Test
    void the_token_leaves_the_address() {
        Answer page = portal.visitor().open(portal.linkFor("proveedor4"));
        assertThat(page.uri().toString()).doesNotContain("token");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void a_browser_keeps_the_token_until_it_is_closed_and_no_longer_than_it_is_of_use() {
        String link = portal.linkFor("proveedor9");
        String token = link.substring(link.indexOf("token=") + "token=".length());
        String kept = Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        Visitor person = portal.visitor();
        assertThat(person.get(link).headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.contains(kept))
                .singleElement(STRING)
                .contains("HttpOnly")
                .doesNotContainIgnoringCase("Max-Age", "Expires");
        Answer page = person.open(link);
        assertThat(person.cookies()).anyMatch(cookie -> cookie.contains(kept));
        assertThat(person.changePassword(page, NEW_PASSWORD).status()).isEqualTo(303);
        assertThat(person.cookies()).isNotEmpty().noneMatch(cookie -> cookie.contains(kept));
    }

    @Test
    void a_browser_that_opens_many_links_is_still_served() {
        Visitor person = portal.visitor();
        for (int i = 10; i < 20; i++) {
            assertThat(person.open(portal.linkFor("comprador" + i)).status()).isEqualTo(200);
        }
    }

    @Test
    void a_refused_password_leaves_the_link_good_and_says_why_at_the_field() {
        String link = portal.linkFor("proveedor5");
        Visitor person = portal.visitor();
        Answer refused = person.submit(person.open(link), Map.of("nueva", "corta", "confirmacion", "otra"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().title()).startsWith("Error: ");
        assertThat(refused.page().selectFirst("#nueva-error").text()).contains("15 caracteres");
        assertThat(refused.page().selectFirst("#confirmacion-error").text()).contains("no son iguales");
        assertThat(refused.page().select("[role=alert] a").eachAttr("href")).contains("#nueva", "#confirmacion");
        assertThat(refused.page().selectFirst("#nueva").attr("aria-describedby"))
                .contains("nueva-error");
        assertThat(refused.body()).doesNotContain("corta\"");
        assertThat(person.changePassword(refused, NEW_PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void a_change_ends_the_sessions_of_the_account_and_is_told_by_mail() {
        Visitor signedIn = portal.visitor();
        signedIn.signIn("proveedor6", "Clave-Inicial-6");
        assertThat(signedIn.get("/honducompras/inicio").status()).isEqualTo(200);
        portal.clock.advance(Duration.ofSeconds(1));
        String link = portal.linkFor("proveedor6");
        Visitor person = portal.visitor();
        person.changePassword(person.open(link), NEW_PASSWORD);
        portal.settle();
        TestPortal.Mail notice = portal.mailsTo("proveedor6").get(0);
        assertThat(notice.subject()).contains("su contraseña fue cambiada");
        assertThat(notice.links()).noneMatch(mailed -> mailed.contains("token="));
        assertThat(signedIn.get("/honducompras/inicio").status()).isEqualTo(303);
        assertThat(count("SELECT COUNT(*) FROM portal_session WHERE account = 'proveedor6'"))
                .isZero();
    }

    @Test
    void accounts_that_get_no_link_get_no_other_answer() {
        Visitor person = portal.visitor();
        String known = person.askForLink("proveedor7").withoutCsrf();
        for (String username : new String[] {"nadie", "bloqueado1", "sincorreo1", "comprador1@institucion.example"}) {
            Answer answer = person.askForLink(username);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.withoutCsrf()).as(username).isEqualTo(known);
            assertThat(answer.headers().map().keySet()).doesNotContain("retry-after");
        }
        portal.settle();
        assertThat(portal.mailsTo("bloqueado1")).isEmpty();
        assertThat(portal.mailsTo("comprador1")).isEmpty();
    }

    @Test
    void two_accounts_with_one_mailbox_each_get_their_own_link() {
        portal.visitor().askForLink("consorcio1");
        portal.visitor().askForLink("consorcio2");
        portal.settle();
        assertThat(portal.mailsTo("consorcio"))
                .extracting(mail -> portal.visitor()
                        .open(mail.link())
                        .page()
                        .selectFirst("#usuario")
                        .val())
                .containsExactlyInAnyOrder("consorcio1", "consorcio2");
    }

    @Test
    void nothing_in_the_database_rebuilds_a_link_or_a_session() throws SQLException {
        String link = portal.linkFor("proveedor8");
        String token = link.substring(link.indexOf("token=") + "token=".length());
        Visitor person = portal.visitor();
        person.open(link);
        person.signIn("proveedor8", "Clave-Inicial-8");
        String dump = dump();
        assertThat(dump).contains("proveedor8").doesNotContain(token);
        for (int i = 0; i + 40 <= token.length(); i++) {
            assertThat(dump).doesNotContain(token.substring(i, i + 40));
        }
    }

    private static int count(String sql) {
        try (Connection connection = portal.database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getInt(1) : -1;
        } catch (SQLException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String dump() throws SQLException {
        StringBuilder dump = new StringBuilder();
        try (Connection connection = portal.database();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SCRIPT")) {
            while (rows.next()) {
                dump.append(rows.getString(1)).append('\n');
            }
        }
        return dump.toString();
    }
}
