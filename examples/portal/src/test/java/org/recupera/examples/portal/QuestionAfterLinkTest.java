package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.recupera.examples.portal.Visitor.Answer;

/** A portal whose profile asks the security question on the page behind the link. */
class QuestionAfterLinkTest {

    private static final String QUESTION = "¿Cuál fue el nombre de su primera escuela?";
    private static final String RIGHT = "escuela republica de honduras";
    private static final String WRONG = "Escuela Morazán";
    private static final String NEW_PASSWORD = "valles altos y quinuales";

    private static TestPortal portal;

    @BeforeAll
    static void start() throws IOException {
        portal = TestPortal.start(AskingProfiles.afterTheLink());
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void the_question_stands_beside_the_new_password_and_a_wrong_answer_changes_nothing() {
        Visitor person = portal.visitor("valle");
        Answer page = person.open(linkFor("comprador1"));
        assertThat(page.page().selectFirst("label[for=respuesta]").text()).startsWith(QUESTION);

        Answer wrong = change(person, page, NEW_PASSWORD, WRONG);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.page().selectFirst("#respuesta-error").text()).contains("no es correcta");
        assertThat(wrong.page().select("[role=alert] a").eachAttr("href")).containsExactly("#respuesta");
        assertThat(wrong.body()).doesNotContain("Moraz");
        Answer without = person.changePassword(wrong, NEW_PASSWORD);
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.page().selectFirst("#respuesta-error").text()).contains("Escriba la respuesta");
        assertThat(portal.visitor("valle").signIn("comprador1", NEW_PASSWORD).status())
                .isEqualTo(401);

        Answer right = change(person, without, NEW_PASSWORD, RIGHT);
        assertThat(right.header("Location")).isEqualTo("/valle/ingresar");
        assertThat(portal.visitor("valle").signIn("comprador1", NEW_PASSWORD).status())
                .isEqualTo(303);
    }

    @Test
    void five_wrong_answers_end_the_link_and_lead_to_a_case() {
        Visitor person = portal.visitor("valle");
        String link = linkFor("proveedor1");
        Answer page = person.open(link);
        for (int i = 0; i < 7; i++) {
            Answer refused = change(person, page, "corta", WRONG);
            assertThat(refused.status()).as("a refused password costs no try").isEqualTo(422);
            assertThat(refused.page().selectFirst("#nueva-error")).isNotNull();
            assertThat(refused.page().selectFirst("label[for=respuesta]").text())
                    .startsWith(QUESTION);
        }
        for (int i = 0; i < 5; i++) {
            page = change(person, page, NEW_PASSWORD, WRONG);
            assertThat(page.status()).isEqualTo(422);
        }
        String address = page.page().selectFirst("input[name=enlace]").val();

        assertSpent(change(person, page, NEW_PASSWORD, RIGHT));
        assertSpent(change(person, page, NEW_PASSWORD, RIGHT));
        assertSpent(person.get("/valle/cambiar-contrasena?enlace=" + address));
        assertSpent(portal.visitor("valle").open(link));
        assertThat(portal.visitor("valle")
                        .signIn("proveedor1", "Clave-Inicial-1")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void an_account_that_answered_nothing_is_asked_nothing() {
        Visitor person = portal.visitor("valle");
        Answer page = person.open(linkFor("comprador2"));
        assertThat(page.page().selectFirst("#respuesta")).isNull();
        assertThat(person.changePassword(page, NEW_PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void the_page_that_asks_for_the_link_asks_no_question() {
        Answer sent = portal.visitor("valle").askForQuestion("comprador3");
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.text()).contains("Le enviamos un correo con el enlace.").doesNotContain("pregunta");
    }

    private static void assertSpent(Answer answer) {
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.page().selectFirst("[role=alert]").text()).contains("demasiadas respuestas equivocadas");
        assertThat(answer.page().select("section:has(#caso) dd").eachText())
                .containsExactly("Compras del Valle", "Consulta", "Usuario olvidado");
    }

    private static String linkFor(String username) {
        TestPortal.Mail mail =
                portal.newMailTo(username, () -> portal.visitor("valle").askForLink(username));
        return mail.links().stream()
                .filter(address -> address.contains("/valle/cambiar-contrasena?llave="))
                .findFirst()
                .orElseThrow();
    }

    private static Answer change(Visitor person, Answer page, String password, String answer) {
        Map<String, String> values = new HashMap<>();
        values.put("nueva", password);
        values.put("confirmacion", password);
        values.put("respuesta", answer);
        return person.submit(page, values);
    }
}
