package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.recupera.examples.portal.Visitor.Answer;

/** The service desk's pages. */
class DeskTest {

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
    void cases_of_all_portals_are_listed_and_move_from_group_to_group() {
        String honduras = file("honducompras", "lista");
        String colombia = file("secop", "lista");
        Visitor agent = portal.visitor();
        assertThat(group(agent, "abiertos")).contains(honduras, colombia);
        assertThat(CaseSteps.answer(agent, honduras, "", "en-proceso").status()).isEqualTo(303);
        assertThat(group(agent, "abiertos")).contains(honduras, colombia);
        assertThat(CaseSteps.answer(agent, honduras, "Ya quedó.", "respondido").status())
                .isEqualTo(303);
        assertThat(group(agent, "abiertos")).contains(colombia).doesNotContain(honduras);
        assertThat(group(agent, "respondidos")).contains(honduras);
        assertThat(CaseSteps.answer(agent, honduras, "", "cerrado").status()).isEqualTo(303);
        assertThat(group(agent, "terminados")).contains(honduras);
        assertThat(agent.get("/").link("Mesa de servicio")).isEqualTo(portal.address() + "/mesa");
    }

    @Test
    void an_answer_without_a_state_leaves_the_state() {
        String number = file("secop", "sin-estado");
        Visitor agent = portal.visitor();
        CaseSteps.answer(agent, number, "", "en-proceso");
        CaseSteps.answer(agent, number, "Seguimos.", "");
        Answer page = agent.get("/mesa/" + number);
        assertThat(page.text()).contains("Seguimos.");
        assertThat(page.page().selectFirst("dl.facts strong").text()).isEqualTo("En proceso");
    }

    @Test
    void nothing_typed_and_nothing_chosen_is_refused_and_so_is_a_state_that_there_is_not() {
        String number = file("secop", "nada");
        Visitor agent = portal.visitor();
        Answer empty = CaseSteps.answer(agent, number, "  ", "");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.page().selectFirst("#respuesta-error").text()).isNotBlank();
        for (String state : new String[] {"HANDED_OVER", "entregado", "<script>"}) {
            Answer unknown = CaseSteps.answer(agent, number, "Hola.", state);
            assertThat(unknown.status()).as(state).isEqualTo(422);
            assertThat(unknown.page().selectFirst("#estado-error").text()).isNotBlank();
            assertThat(unknown.form().selectFirst("#respuesta").val()).isEqualTo("Hola.");
            assertThat(unknown.page().select("script")).isEmpty();
        }
        Answer tooLong = CaseSteps.answer(agent, number, "a".repeat(20_001), "");
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.form().selectFirst("#respuesta").val()).hasSize(20_001);
    }

    @Test
    void of_two_who_answer_at_once_the_second_is_told_and_loses_nothing() {
        String number = file("honducompras", "dos");
        Visitor agent = portal.visitor();
        Answer seen = agent.get("/mesa/" + number);
        assertThat(CaseSteps.answer(portal.visitor(), number, "La primera.", "").status())
                .isEqualTo(303);
        Answer late = agent.submit(seen, Map.of("respuesta", "La segunda.", "estado", "cerrado"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("Otra persona", "La primera.");
        assertThat(late.form().selectFirst("#respuesta").val()).isEqualTo("La segunda.");
        assertThat(agent.submit(late, Map.of("respuesta", "La segunda.", "estado", "cerrado"))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void a_file_is_kept_and_never_opened_as_a_page() {
        String number = CaseSteps.numberOn(CaseSteps.file(
                portal.visitor("secop"), "secop", "archivo@empresa.example", SentFile.screenshot("pantalla.png")));
        Visitor agent = portal.visitor();
        Answer file = agent.get(agent.get("/mesa/" + number).link("pantalla.png"));
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo("image/png");
        assertThat(file.header("Content-Disposition")).startsWith("attachment; ");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(file.header("Content-Security-Policy")).startsWith("sandbox;");
        assertThat(file.header("Cache-Control")).isEqualTo("no-store");
        for (String other : new String[] {"0", "2", "01", "x", "1/2", "1000"}) {
            assertThat(agent.get("/mesa/" + number + "/archivos/" + other).status())
                    .as(other)
                    .isEqualTo(404);
        }
    }

    @Test
    void a_username_goes_to_the_address_on_file_and_never_to_the_one_in_the_case() {
        String number = file("secop", "intruso");
        Visitor agent = portal.visitor();
        Answer page = agent.get("/mesa/" + number);
        TestPortal.Mail mail = portal.newCaseMailTo(
                "proveedor6",
                () -> assertThat(sendUsername(agent, page, "cedula", "1020304006")
                                .status())
                        .isEqualTo(303));
        assertThat(mail.text()).contains("proveedor6");
        portal.settle();
        assertThat(portal.mailsTo("intruso"))
                .isNotEmpty()
                .allSatisfy(told -> assertThat(told.text()).doesNotContain("proveedor6"));
        assertThat(agent.get("/mesa/" + number).text()).doesNotContain("proveedor6@empresa.example");
    }

    @Test
    void an_account_that_there_is_not_is_answered_alike() {
        Visitor agent = portal.visitor();
        String known = file("secop", "igual-uno");
        String unknown = file("secop", "igual-otro");
        sendUsername(agent, agent.get("/mesa/" + known), "cedula", "1020304007");
        sendUsername(agent, agent.get("/mesa/" + unknown), "cedula", "5555555555");
        portal.settle();
        List<String> told = List.of(known, unknown).stream()
                .map(number -> agent.get("/mesa/" + number)
                        .page()
                        .select(".history .text")
                        .text())
                .toList();
        assertThat(told.get(0)).isEqualTo(told.get(1));
    }

    @Test
    void what_is_no_identifier_is_refused_at_its_field() {
        String number = file("secop", "dato");
        Visitor agent = portal.visitor();
        Answer page = agent.get("/mesa/" + number);
        assertThat(page.page().selectFirst("#identificador").val()).isEqualTo("1020304001");
        Answer refused = sendUsername(agent, page, "correo", "no es un correo");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().selectFirst("#identificador-error").text()).isNotBlank();
        assertThat(refused.page().selectFirst("#identificador").val()).isEqualTo("no es un correo");
        assertThat(refused.page().select("#tipo option[selected]").attr("value"))
                .isEqualTo("correo");
        assertThat(sendUsername(agent, page, "pasaporte", "1020304001").status())
                .isEqualTo(422);
    }

    @Test
    void only_cases_about_a_username_offer_to_send_one() {
        Visitor person = portal.visitor();
        Answer page = person.get("/honducompras/crear-caso");
        Map<String, String> typed = CaseSteps.filled(page, "otro-asunto@empresa.example");
        page.form().select("#asunto option").stream()
                .filter(option -> option.text().equals("Recuperación de contraseña"))
                .forEach(option -> typed.put("asunto", option.attr("value")));
        String number = CaseSteps.numberOn(person.submit(page, typed, List.of()));
        assertThat(person.get("/mesa/" + number).page().select("#identificador"))
                .isEmpty();
    }

    @Test
    void numbers_that_there_are_not_have_no_page() {
        Visitor agent = portal.visitor();
        for (String number : new String[] {"x", "HC-2026-7Q4K9M2XJ", "HC-2026-7Q4K9M2XK", "%3Cscript%3E"}) {
            assertThat(agent.get("/mesa/" + number).status()).as(number).isEqualTo(404);
        }
    }

    @Test
    void the_desk_is_open_on_this_machine_only_and_by_its_own_name() throws IOException {
        String number = file("secop", "cerca");
        for (String path : new String[] {"/mesa", "/mesa/" + number, "/mesa/" + number + "/archivos/1"}) {
            assertThat(RawRequest.get(portal.address(), path, "rebound.example"))
                    .startsWith("HTTP/1.1 404")
                    .doesNotContain(number);
        }
        assertThat(RawRequest.get(portal.address(), "/mesa", "localhost")).startsWith("HTTP/1.1 200");
    }

    @Test
    void the_desks_forms_carry_the_token_of_their_session() {
        String number = file("secop", "token");
        assertThat(portal.visitor()
                        .post("/mesa/" + number, Map.of("respuesta", "Hola.", "estado", ""))
                        .status())
                .isEqualTo(403);
    }

    private static String file(String segment, String mailbox) {
        return CaseSteps.numberOn(CaseSteps.file(portal.visitor(segment), segment, mailbox + "@empresa.example"));
    }

    private static List<String> group(Visitor agent, String id) {
        return agent.get("/mesa")
                .page()
                .select("section:has(#" + id + ") a.number")
                .eachText();
    }

    private static Answer sendUsername(Visitor agent, Answer page, String kind, String identifier) {
        String csrf = page.page().selectFirst("input[name=csrf]").val();
        String version = page.page().selectFirst("input[name=version]").val();
        return agent.post(
                page.uri().getPath(),
                Map.of("csrf", csrf, "version", version, "tipo", kind, "identificador", identifier));
    }
}
