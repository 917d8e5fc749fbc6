package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.examples.portal.Visitor.Answer;

/** Every way in which a link can be of no use: each has its reason and the way on. */
class DeadLinkTest {

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
    void a_link_serves_once() {
        String link = portal.linkFor("comprador3");
        Visitor person = portal.visitor();
        Answer page = person.open(link);
        assertThat(person.changePassword(page, NEW_PASSWORD).status()).isEqualTo(303);

        assertThat(person.open(link).status()).isEqualTo(410);
        assertRefused(portal.visitor().open(link), 410, "ya se usó");
        assertRefused(person.changePassword(page, "otra clave larga y distinta"), 410, "ya se usó");
        assertRefused(person.get(page.uri().toString()), 410, "ya se usó");
        assertThat(portal.visitor().signIn("comprador3", NEW_PASSWORD).status()).isEqualTo(303);
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
        assertRefused(person.get(page.uri().toString()), 410, "venció");
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

    private static void assertRefused(Answer answer, int status, String reason) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.page().selectFirst("[role=alert]").text()).contains(reason);
        assertThat(answer.page().select("main a[href=/honducompras/recuperar-contrasena]"))
                .as("the way on")
                .isNotEmpty();
    }

    private static void update(String sql) throws SQLException {
        try (Connection connection = portal.database();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
