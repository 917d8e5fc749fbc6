package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.examples.portal.Visitor.Answer;

/** The question that HonduCompras asks before it mails a link, and the ways round it. */
class SecurityQuestionTest {

    private static final String QUESTION = "¿Cuál fue el nombre de su primera escuela?";
    private static final String RIGHT = "Escuela República de Honduras";
    private static final String WRONG = "Escuela Morazán";
    private static final String SENT = "CORREO PARA RECUPERAR CONTRASEÑA ENVIADO CON ÉXITO";
    private static final String SKIP = "No utilizar pregunta de seguridad";

    private static TestPortal portal;

    @BeforeAll
    static void start() throws IOException {
        portal = TestPortal.start(AskingProfiles.beforeTheMail());
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @BeforeEach
    void giveTriesBack() {
        portal.clock.advance(Duration.ofDays(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {RIGHT, " escuela REPUBLICA  de honduras"})
    void the_right_answer_has_the_link_mailed(String answer) {
        Visitor person = portal.visitor();
        Answer asked = person.askForQuestion("comprador1");
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.page().selectFirst("label[for=respuesta]").text()).startsWith(QUESTION);
        assertThat(asked.page().selectFirst("#respuesta").hasAttr("required")).isTrue();
        assertThat(asked.page().selectFirst("#usuario").val()).isEqualTo("comprador1");
        assertThat(asked.text()).contains("spam").doesNotContain(SENT);
        assertThat(asked.link(SKIP)).endsWith("/honducompras/recuperar-contrasena?sin-pregunta=1");

        TestPortal.Mail mail = portal.newMailTo("comprador1", () -> {
            Answer sent = person.submit(asked, Map.of("respuesta", answer));
            assertThat(sent.status()).isEqualTo(200);
            assertThat(sent.text()).contains(SENT);
            assertThat(sent.withoutCsrf())
                    .isEqualTo(portal.visitor().askForLink("nadie").withoutCsrf());
        });

        assertThat(person.open(mail.link()).page().selectFirst("#usuario").val())
                .isEqualTo("comprador1");
        assertThat(person.open(mail.link()).page().selectFirst("#respuesta")).isNull();
    }

    @Test
    void a_wrong_answer_is_told_beside_the_field_and_mails_nothing() {
        List<TestPortal.Mail> mails = portal.mailsTo("comprador1");
        Visitor person = portal.visitor();
        Answer refused = person.submit(person.askForQuestion("comprador1"), Map.of("respuesta", WRONG));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().title()).startsWith("Error: ");
        assertThat(refused.page().selectFirst("#respuesta-error").text()).contains("no es correcta");
        assertThat(refused.page().selectFirst("#respuesta").attr("aria-invalid"))
                .isEqualTo("true");
        assertThat(refused.page().selectFirst("#respuesta").attr("aria-describedby"))
                .contains("respuesta-error");
        assertThat(refused.page().select("[role=alert] a").eachAttr("href")).containsExactly("#respuesta");
        assertThat(refused.page().selectFirst("label[for=respuesta]").text()).startsWith(QUESTION);
        assertThat(refused.body()).doesNotContain("Moraz");
        Answer empty = person.submit(refused, Map.of("respuesta", ""));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.page().selectFirst("#respuesta-error").text()).contains("Escriba la respuesta");

        portal.settle();
        assertThat(portal.mailsTo("comprador1")).isEqualTo(mails);
        assertThat(person.submit(empty, Map.of("respuesta", RIGHT)).text()).contains(SENT);
    }

    @Test
    void a_name_that_cannot_be_one_is_refused_at_its_field_in_both_steps() {
        Visitor person = portal.visitor();
        Answer asked = person.askForQuestion("comprador1");
        for (Answer refused : List.of(
                person.askForQuestion(" "),
                person.askForQuestion("compra\u200bdor1"),
                person.submit(asked, Map.of("usuario", "", "respuesta", RIGHT)))) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.page().selectFirst("#usuario-error").text()).isNotBlank();
            assertThat(refused.page().selectFirst("#respuesta")).isNull();
        }
    }

    @Test
    void after_five_wrong_answers_there_is_a_case_and_the_way_without_the_question() {
        List<TestPortal.Mail> mails = portal.mailsTo("proveedor1");
        Visitor person = portal.visitor();
        Answer page = person.askForQuestion("proveedor1");
        for (int i = 0; i < 5; i++) {
            page = person.submit(page, Map.of("respuesta", WRONG));
            assertThat(page.page().selectFirst("#respuesta-error")).isNotNull();
        }
        Answer spent = person.submit(page, Map.of("respuesta", RIGHT));
        assertThat(spent.status()).isEqualTo(422);
        assertThat(spent.page().selectFirst("[role=alert]").text()).contains("cree un caso");
        assertThat(spent.page().select("section:has(#caso) dd").eachText())
                .containsExactly("HonduCompras 2.0", "Solicitud o duda", "Recuperación de contraseña");
        portal.settle();
        assertThat(portal.mailsTo("proveedor1")).isEqualTo(mails);

        Answer skipped = person.get(spent.link(SKIP));
        portal.newMailTo(
                "proveedor1",
                () -> assertThat(person.submit(skipped, Map.of("usuario", "proveedor1"))
                                .text())
                        .contains(SENT));
    }

    @Test
    void known_names_and_unknown_ones_look_alike_in_every_step() {
        List<String> seenOfKnown = seen("comprador1");
        for (String name : new String[] {"comprador3", "bloqueado1", "sincorreo1", "nadie", "proveedor1"}) {
            portal.clock.advance(Duration.ofMinutes(10));
            assertThat(seen(name)).as(name).isEqualTo(seenOfKnown);
        }
    }

    /** All that somebody sees who gives wrong answers for a name, in whatever way it is written. */
    private List<String> seen(String name) {
        Visitor person = portal.visitor();
        Answer asked = person.askForQuestion(name);
        String question =
                asked.page().selectFirst("label[for=respuesta]").text().replace(" *", "");
        List<String> seen = new ArrayList<>();
        seen.add(withoutName(asked, name, question));
        assertThat(portal.visitor()
                        .askForQuestion(name.toUpperCase(Locale.ROOT))
                        .text())
                .contains(question);
        for (int i = 0; i < 6; i++) {
            Answer answer = person.submit(asked, Map.of("respuesta", WRONG));
            seen.add(withoutName(answer, name, question));
        }
        return seen;
    }

    private static String withoutName(Answer answer, String name, String question) {
        return answer.status() + answer.withoutCsrf().replace(name, "NAME").replace(question, "QUESTION");
    }

    @Test
    void without_the_question_only_the_username_is_asked() {
        Visitor person = portal.visitor();
        Answer ask = person.get("/honducompras/recuperar-contrasena?sin-pregunta=1");
        assertThat(ask.page().select("main form input:not([type=hidden])").eachAttr("name"))
                .containsExactly("usuario");
        assertThat(ask.text()).contains("spam").doesNotContain("pregunta");
        Answer refused = person.submit(ask, Map.of("usuario", ""));
        assertThat(refused.status()).isEqualTo(422);
        portal.newMailTo(
                "comprador1",
                () -> assertThat(person.submit(refused, Map.of("usuario", "comprador1"))
                                .text())
                        .contains(SENT));
    }

    @Test
    void nothing_in_the_request_switches_off_a_question_that_may_not_be_skipped() {
        List<TestPortal.Mail> mails = portal.mailsTo("comprador1");
        Visitor person = portal.visitor("valle");
        Answer ask = person.get("/valle/recuperar-contrasena?sin-pregunta=1");
        assertThat(ask.text()).doesNotContain(SKIP);
        assertThat(ask.page().select("input[name=sin-pregunta]")).isEmpty();
        Answer asked = person.submit(ask, Map.of("usuario", "comprador1", "sin-pregunta", "1"));
        assertThat(asked.page().selectFirst("label[for=respuesta]").text()).startsWith(QUESTION);
        assertThat(asked.text()).doesNotContain(SKIP);
        Answer again = asked;
        for (int i = 0; i < 6; i++) {
            again = person.submit(asked, Map.of("respuesta", WRONG, "sin-pregunta", "1"));
            assertThat(again.status()).isEqualTo(422);
            assertThat(again.body()).doesNotContain("sin-pregunta");
        }
        assertThat(again.page().select("section:has(#caso) dd").eachText())
                .containsExactly("Compras del Valle", "Consulta", "Usuario olvidado");
        portal.settle();
        assertThat(portal.mailsTo("comprador1")).isEqualTo(mails);
    }

    @Test
    void secop_asks_nothing() {
        Visitor person = portal.visitor("secop");
        Answer ask = person.get("/secop/recuperar-contrasena");
        assertThat(ask.text()).doesNotContain("pregunta");
        portal.newMailTo(
                "comprador1",
                () -> assertThat(person.submit(ask, Map.of("usuario", "comprador1", "respuesta", WRONG))
                                .status())
                        .isEqualTo(200));
    }
}
