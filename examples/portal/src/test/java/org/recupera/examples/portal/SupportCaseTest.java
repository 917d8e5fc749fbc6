package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.examples.portal.Visitor.Answer;

/** Documents 000 and 002: from "Enviar Solicitud" and "Crear caso" to the answer. */
class SupportCaseTest {

    private static TestPortal portal;

    @BeforeAll
    static void start() throws IOException {
        portal = TestPortal.start();
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @ParameterizedTest
    @CsvSource({"honducompras, Enviar Solicitud", "secop, Crear caso"})
    void a_person_opens_a_case_and_gets_its_number_and_its_answer_by_mail(String segment, String link) {
        String mailbox = "ana-" + segment;
        Visitor person = portal.visitor(segment);
        Answer page = person.get(person.get("/" + segment).link(link));
        assertThat(page.uri().getPath()).isEqualTo("/" + segment + "/crear-caso");
        Map<String, String> typed = CaseSteps.filled(page, mailbox + "@empresa.example");

        TestPortal.Mail confirmation = portal.newCaseMailTo(
                mailbox, () -> filed(person.submit(page, typed, List.of(SentFile.screenshot("pantalla ñ.png")))));
        String number = lastNumber;
        assertThat(number).matches("[A-Z0-9]+-2\\d{3}-[0-9A-Z]{9}");
        assertThat(confirmation.subject()).contains(number);
        assertThat(confirmation.text()).contains(number).doesNotContain(CaseSteps.NAME, "No recuerdo");
        assertThat(confirmation.links()).anyMatch(to -> to.contains("/" + segment + "/caso"));

        Answer waiting = CaseSteps.status(person, segment, number, mailbox + "@empresa.example");
        assertThat(waiting.status()).isEqualTo(200);
        assertThat(waiting.text())
                .contains(number, "Abierto", "Todavía no hay respuestas")
                .doesNotContain(CaseSteps.NAME);

        Visitor agent = portal.visitor(segment);
        Answer desk = agent.get(agent.get("/mesa").link(number));
        assertThat(desk.text()).contains(CaseSteps.NAME, mailbox + "@empresa.example", "pantalla ñ.png");
        assertThat(desk.page().select("dd.text").eachText())
                .containsExactly("No recuerdo mi usuario. Adjunto la pantalla que veo.");
        TestPortal.Mail reply = portal.newCaseMailTo(
                mailbox,
                () -> assertThat(CaseSteps.answer(agent, number, "Su usuario está activo.\n\nSaludos.", "respondido")
                                .status())
                        .isEqualTo(303));
        assertThat(reply.text()).contains(number, "Su usuario está activo.");
        assertThat(reply.header("References")).contains(confirmation.header("Message-ID"));
        assertThat(reply.header("In-Reply-To")).isEqualTo(confirmation.header("Message-ID"));

        Answer answered = CaseSteps.status(person, segment, number, mailbox + "@empresa.example");
        assertThat(answered.text()).contains("Respondido", "Su usuario está activo.");
        assertThat(portal.mailsTo(mailbox)).hasSize(2);
    }

    private static String lastNumber;

    private static void filed(Answer answer) {
        lastNumber = CaseSteps.numberOn(answer);
    }

    @ParameterizedTest
    @CsvSource({"honducompras, HonduCompras 2.0", "secop, SECOP II"})
    void the_form_asks_what_the_document_shows(String segment, String system) {
        Answer page = portal.visitor(segment).get("/" + segment + "/crear-caso");
        assertThat(page.form()
                        .select("select, textarea, input:not([type=hidden])")
                        .eachAttr("name"))
                .containsSubsequence("nombre", "correo", "tipoDocumento", "documento", "descripcion", "adjunto")
                .contains("telefono", "sistema", "tipoSolicitud", "asunto");
        for (Element field : page.form().select("[required]")) {
            assertThat(page.page().selectFirst("label[for=" + field.id() + "]").text())
                    .endsWith("*");
        }
        assertThat(page.form().select("#sistema option").eachText()).contains(system);
        assertThat(page.form().select("#asunto option").eachText()).contains("Recuperación de usuario");
        assertThat(page.form().attr("enctype")).isEqualTo("multipart/form-data");
        assertThat(page.form().selectFirst("#adjunto").hasAttr("multiple")).isTrue();
        assertThat(page.form().selectFirst("#adjunto").attr("accept")).contains("image/png", "application/pdf");
    }

    @Test
    void a_form_without_files_may_come_as_any_other_form_does() {
        Visitor person = portal.visitor("secop");
        Answer page = person.get("/secop/crear-caso");
        assertThat(CaseSteps.numberOn(person.submit(page, CaseSteps.filled(page, "sencilla@empresa.example"))))
                .isNotBlank();
    }

    @Test
    void every_field_brings_the_keyboard_of_its_kind() {
        for (String segment : List.of("honducompras", "secop")) {
            Document page =
                    portal.visitor(segment).get('/' + segment + "/crear-caso").page();
            assertThat(page.selectFirst("#nombre").attr("type")).isEqualTo("text");
            assertThat(page.selectFirst("#correo").attr("type")).isEqualTo("email");
            assertThat(page.selectFirst("#telefono").attr("type")).isEqualTo("tel");
        }
    }

    @Test
    void the_same_form_sent_twice_is_one_case_and_one_mail() {
        Visitor person = portal.visitor();
        Answer page = person.get("/honducompras/crear-caso");
        Map<String, String> typed = CaseSteps.filled(page, "doble@empresa.example");
        List<SentFile> files = List.of(SentFile.screenshot("a.png"));
        String number = CaseSteps.numberOn(person.submit(page, typed, files));
        assertThat(CaseSteps.numberOn(person.submit(page, typed, files))).isEqualTo(number);
        portal.settle();
        assertThat(portal.mailsTo("doble")).hasSize(1);
    }

    @Test
    void the_same_form_with_other_content_is_a_conflict_that_loses_nothing() {
        Visitor person = portal.visitor();
        Answer page = person.get("/honducompras/crear-caso");
        Map<String, String> typed = CaseSteps.filled(page, "otra@empresa.example");
        String number = CaseSteps.numberOn(person.submit(page, typed, List.of()));
        typed.put("descripcion", "Otra cosa.");
        Answer conflict = person.submit(page, typed, List.of());
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.page().selectFirst("#descripcion").val()).isEqualTo("Otra cosa.");
        assertThat(CaseSteps.numberOn(person.submit(conflict, typed, List.of())))
                .isNotEqualTo(number);
    }

    @Test
    void who_has_to_wait_keeps_what_was_typed_and_sends_it_then() throws IOException {
        try (TestPortal fresh = TestPortal.start()) {
            Visitor person = fresh.visitor();
            Answer page = person.get("/honducompras/crear-caso");
            Map<String, String> typed = CaseSteps.filled(page, "paciente@empresa.example");
            Answer wait = person.submit(page, Map.of(), List.of());
            for (int i = 0; i < 100 && wait.status() == 422; i++) {
                wait = person.submit(page, Map.of(), List.of());
            }
            wait = person.submit(page, typed, List.of());
            assertThat(wait.status()).isEqualTo(429);
            int seconds = Integer.parseInt(wait.header("Retry-After"));
            assertThat(wait.page().selectFirst("#descripcion").val())
                    .isEqualToNormalizingNewlines(typed.get("descripcion"));
            assertThat(wait.page().selectFirst("[role=alert]").text()).contains("Espere", "ningún caso");
            assertThat(wait.form().selectFirst("[name=envio]").val())
                    .isEqualTo(page.form().selectFirst("[name=envio]").val());

            fresh.clock.advance(Duration.ofSeconds(seconds));
            CaseSteps.numberOn(person.submit(wait, typed, List.of()));
        }
    }

    @Test
    void a_failed_recovery_leads_to_the_form_already_filled_in_and_the_desk_reads_why() {
        for (String segment : new String[] {"honducompras", "secop"}) {
            Visitor person = portal.visitor(segment);
            Answer failed = person.askForUsername("usuario", "nadie");
            Answer page = person.get(
                    failed.page().select("section:has(#caso) a.button").first().absUrl("href"));
            assertThat(page.form().select("option[selected]").eachText())
                    .contains("Solicitud o duda", "Recuperación de usuario");
            Map<String, String> typed = CaseSteps.filled(page, "perdida@empresa.example");
            page.form()
                    .select("option[selected]")
                    .forEach(chosen -> typed.put(chosen.closest("select").attr("name"), chosen.attr("value")));
            String number = CaseSteps.numberOn(person.submit(page, typed, List.of()));
            Answer desk = portal.visitor(segment).get("/mesa/" + number);
            assertThat(desk.text()).contains("Intentó recuperar su cuenta").contains("Recuperación de usuario");
        }
    }

    @Test
    void whom_no_answer_to_a_question_was_right_is_led_to_the_form_too() {
        Visitor person = portal.visitor();
        Answer question = person.askForQuestion("comprador7");
        for (int i = 0; i < 5; i++) {
            person.submit(question, Map.of("respuesta", "otra"));
        }
        Answer spent = person.submit(question, Map.of("respuesta", "otra"));
        Answer page = person.get(spent.link("Enviar Solicitud"));
        assertThat(page.form().select("option[selected]").eachText()).contains("Recuperación de contraseña");
    }
}
