package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.examples.portal.Visitor.Answer;

/** Document 000, from "Olvidé la contraseña" to signing in, and every way in which a link can be of no use. */
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
        Answer ask = person.get(link(signIn, "Olvidé la contraseña"));
        ask = person.get(link(ask, "No utilizar pregunta de seguridad"));
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
        assertThat(person.follow(changed).text()).contains("Su contraseña se cambió");
        assertThat(person.get("/honducompras/ingresar").text()).doesNotContain("Su contraseña se cambió");

        assertThat(person.signIn("comprador2", "Clave-Inicial-2").status()).isEqualTo(401);
        Answer signedIn = person.signIn("comprador2", NEW_PASSWORD);
        assertThat(signedIn.header("Location")).isEqualTo("/honducompras/inicio");
        assertThat(person.follow(signedIn).text()).contains("comprador2");
    }

    @Test
    void a_link_serves_once() {
        String link = portal.linkFor("comprador3");
        Visitor person = portal.visitor();
        Answer page = person.open(link);
        assertThat(person.changePassword(page, NEW_PASSWORD).status()).isEqualTo(303);

        assertThat(person.open(link).status()).isEqualTo(410);
        assertRefused(portal.visitor().open(link), 410, "ya se usó");
        assertRefused(person.changePassword(page, "otra clave larga y distinta"), 410, "ya se usó");
        assertThat(portal.visitor().signIn("comprador3", NEW_PASSWORD).status()).isEqualTo(303);
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
    void the_last_mail_wins_and_says_so() {
        String first = portal.linkFor("comprador5");
        portal.clock.advance(Duration.ofMinutes(11));
        String second = portal.linkFor("comprador5");
        assertThat(second).isNotEqualTo(first);
        assertRefused(portal.visitor().open(first), 410, "después se le envió otro");
        assertThat(portal.visitor().open(second).status()).isEqualTo(200);
    }

    @Test
    void an_impatient_second_click_mails_the_same_link_again() {
        String first = portal.linkFor("comprador6");
        portal.clock.advance(Duration.ofMinutes(1));
        assertThat(portal.linkFor("comprador6")).isEqualTo(first);
    }

    @Test
    void a_link_expires_after_an_hour() {
        String link = portal.linkFor("comprador7");
        Visitor person = portal.visitor();
        Answer page = person.open(link);
        portal.clock.advance(Duration.ofMinutes(60).minusMillis(1));
        assertThat(person.open(link).status()).isEqualTo(200);
        portal.clock.advance(Duration.ofMillis(1));
        assertRefused(person.open(link), 410, "venció");
        assertRefused(person.changePassword(page, NEW_PASSWORD), 410, "venció");
    }

    @Test
    void a_link_is_overtaken_by_a_change_of_the_account() throws SQLException {
        String link = portal.linkFor("comprador8");
        update("UPDATE honducompras_account SET email = 'otro@institucion.example' WHERE id = 'comprador8'");
        assertRefused(portal.visitor().open(link), 410, "su cuenta cambió");
    }

    @Test
    void a_damaged_link_is_told_from_one_that_was_never_issued() {
        String link = portal.linkFor("comprador9");
        assertRefused(portal.visitor().open(link.substring(0, link.length() - 3)), 404, "incompleto o dañado");
        assertRefused(portal.visitor().open(link.substring(0, link.indexOf('=') + 1)), 404, "enlace");
        assertThat(portal.visitor()
                        .open(link.toUpperCase(Locale.ROOT)
                                .replaceFirst(".*TOKEN=", "/honducompras/cambiar-contrasena?token="))
                        .status())
                .as("capitals")
                .isEqualTo(200);
        assertThat(portal.visitor()
                        .open(link.replace("token=", "token=%20") + "%20")
                        .status())
                .as("spaces around")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "%00",
                "%ED%A0%80",
                "../../etc",
                "'%20OR%20'1'='1",
                "%7B%7Busername%7D%7D",
                "%25%25",
                "a%0D%0Ab"
            })
    void nonsense_in_place_of_a_token_is_a_404(String token) {
        assertRefused(portal.visitor().open("/honducompras/cambiar-contrasena?token=" + token), 404, "enlace");
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
        assertThat(notice.subject()).contains("su contraseña se cambió");
        assertThat(notice.links()).noneMatch(mailed -> mailed.contains("token="));
        assertThat(signedIn.get("/honducompras/inicio").status()).isEqualTo(303);
        assertThat(count("SELECT COUNT(*) FROM portal_session WHERE account = 'proveedor6'"))
                .isZero();
    }

    @Test
    void accounts_that_get_no_link_get_no_other_answer() {
        Visitor person = portal.visitor();
        String known = withoutCsrf(person.askForLink("proveedor7"));
        for (String username : new String[] {"nadie", "bloqueado1", "sincorreo1", "comprador1@institucion.example"}) {
            Answer answer = person.askForLink(username);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(withoutCsrf(answer)).as(username).isEqualTo(known);
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

    private static void assertRefused(Answer answer, int status, String reason) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.page().selectFirst("[role=alert]").text()).contains(reason);
        assertThat(answer.page().select("main a[href=/honducompras/recuperar-contrasena]"))
                .as("the way on")
                .isNotEmpty();
    }

    private static String link(Answer page, String text) {
        return page.page().select("a:containsOwn(" + text + ")").first().absUrl("href");
    }

    private static String withoutCsrf(Answer answer) {
        return answer.body().replaceAll("name=\"csrf\" value=\"[^\"]*\"", "");
    }

    private static void update(String sql) throws SQLException {
        try (Connection connection = portal.database();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            assertThat(statement.executeUpdate()).isEqualTo(1);
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
