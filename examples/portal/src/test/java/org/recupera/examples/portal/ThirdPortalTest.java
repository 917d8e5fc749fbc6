package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.recupera.examples.portal.Visitor.Answer;
import org.recupera.profile.Profile;

/** A portal that nobody wrote a line for: its profile is one JSON file, and it says on its pages only what it must. */
class ThirdPortalTest {

    private static final String NEW_PASSWORD = "valles altos y quinuales";

    private static TestPortal portal;

    @BeforeAll
    static void start() throws IOException {
        portal = TestPortal.start(Portals.demonstration()
                .and("valle", Profile.fromResource(ThirdPortalTest.class, "compras-del-valle.json")));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void a_person_goes_from_the_first_page_to_a_new_password() {
        Visitor person = portal.visitor("valle");
        Answer home = person.get(person.get("/").link("Compras del Valle"));
        assertThat(home.page().selectFirst("header").text()).isEqualTo("Compras del Valle");
        assertThat(home.text()).contains("+591 2 555 0100");
        Answer ask = person.get(home.link("Olvidé la contraseña"));
        assertThat(ask.text())
                .contains("Compras del Valle nunca le pide su contraseña", "spam")
                .doesNotContain("pregunta de seguridad");
        TestPortal.Mail mail = portal.newMailTo(
                "proveedor1",
                () -> assertThat(person.submit(ask, Map.of("usuario", "proveedor1"))
                                .text())
                        .contains("Le enviamos un correo con el enlace.", "avisos@valle.example"));
        assertThat(mail.from()).contains("avisos@valle.example");
        String link = mail.links().stream()
                .filter(address -> address.startsWith(portal.address() + "/valle/cambiar-contrasena?llave="))
                .findFirst()
                .orElseThrow();

        Answer change = person.open(link);
        assertThat(change.page().selectFirst("#usuario").val()).isEqualTo("proveedor1");
        assertThat(change.text()).contains("20 caracteres");
        assertThat(person.changePassword(change, "corta").status()).isEqualTo(422);
        Answer changed = person.changePassword(change, NEW_PASSWORD);
        assertThat(changed.header("Location")).isEqualTo("/valle/ingresar");
        assertThat(person.follow(person.signIn("proveedor1", NEW_PASSWORD)).text())
                .contains("Le damos la bienvenida a Compras del Valle", "proveedor1");
        assertThat(portal.visitor("valle").open(link).status()).isEqualTo(410);
    }

    @Test
    void a_person_finds_the_username_in_full_and_is_offered_no_other_choice_than_the_profiles() {
        Visitor person = portal.visitor("valle");
        Answer ask = person.get("/valle/recuperar-usuario");
        assertThat(ask.page().select(".choice label").eachText()).containsExactly("Correo electrónico", "Usuario");
        Answer shown = person.submit(ask, Map.of("dato", "correo", "valor", "proveedor2@empresa.example"));
        assertThat(shown.page().select(".found li").eachText()).containsExactly("Usuario proveedor2 Documento •••002");
        assertThat(shown.text()).doesNotContain("ocultan");
        assertThat(person.submit(ask, Map.of("dato", "usuario", "valor", "proveedor2"))
                        .page()
                        .select(".found li")
                        .eachText())
                .containsExactly("Correo electrónico proveedor2@empresa.example Documento •••002");
        Answer notOffered = person.submit(ask, Map.of("dato", "cedula", "valor", "1020304002"));
        assertThat(notOffered.status()).isEqualTo(422);
        assertThat(notOffered.page().selectFirst("#dato-error").text()).isNotBlank();
        assertThat(notOffered.page().select("section:has(#caso) dd").eachText())
                .containsExactly("Compras del Valle", "Consulta", "Usuario olvidado");
    }

    @Test
    void a_person_opens_a_case_with_a_form_that_has_no_files_and_a_field_that_depends_on_a_choice() {
        Visitor person = portal.visitor("valle");
        Answer page = person.get(person.get("/valle").link("Crear un caso"));
        assertThat(page.form().select("#tema optgroup").eachAttr("label")).containsExactly("Consulta", "Reclamo");
        assertThat(page.page().selectFirst("#expediente-ayuda").text()).contains("Reclamo");
        assertThat(page.form().selectFirst("#expediente").hasAttr("required")).isFalse();
        assertThat(page.form().select("input[type=file]")).isEmpty();
        Map<String, String> typed = new HashMap<>(
                Map.of("quien", "Ana", "buzon", "valle@empresa.example", "portal", "valle", "detalle", "Tarda mucho."));
        typed.put("clase", "reclamo");
        typed.put("tema", "usuario");
        Answer refused = person.submit(page, typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select(".field.bad").select("select, input").eachAttr("id"))
                .containsExactly("tema", "expediente");
        assertThat(refused.page().selectFirst("#tema-ayuda .error").text()).contains("Usuario olvidado", "Clase");
        typed.put("tema", "demora");
        typed.put("expediente", "EXP-7");
        TestPortal.Mail mail = portal.newCaseMailTo(
                "valle",
                () -> assertThat(CaseSteps.numberOn(person.submit(refused, typed)))
                        .startsWith("CDV-"));
        assertThat(mail.from()).contains("avisos@valle.example");
        assertThat(mail.links()).anyMatch(link -> link.startsWith(portal.address() + "/valle/caso"));
        assertThat(portal.visitor().get("/mesa").text()).contains("Compras del Valle", "Demora");
    }

    @Test
    void what_does_not_fit_a_choice_is_passed_over() {
        Visitor person = portal.visitor("valle");
        Answer page = person.get("/valle/crear-caso");
        String number = CaseSteps.numberOn(person.submit(
                page,
                Map.of(
                        "quien", "Ana",
                        "buzon", "valle2@empresa.example",
                        "portal", "valle",
                        "clase", "consulta",
                        "tema", "usuario",
                        "expediente", "EXP-7",
                        "detalle", "Olvidé mi usuario.")));
        Answer desk = person.get("/mesa/" + number);
        assertThat(desk.text()).doesNotContain("EXP-7");
        assertThat(desk.page().select("#identificador")).hasSize(1);
    }
}
