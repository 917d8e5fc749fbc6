package org.recupera.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.port.CaseField;
import org.recupera.port.CaseField.Role;
import org.recupera.port.TicketDraft;
import org.recupera.profile.Profile;

/** What the form of a portal with choices that hang together shows and takes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CaseFormTest {

    private static final Locale SPANISH = Locale.forLanguageTag("es-GT");

    private final CaseForm form = CaseForm.of(TestForms.THIRD_PORTAL);

    @Test
    void a_form_that_is_filled_in_is_kept_as_it_was_said() {
        CaseForm.Clean clean = clean(TestForms.filledIn(), SPANISH);

        assertThat(clean.requester()).hasToString("ana@empresa.example");
        assertThat(clean.fields())
                .containsExactly(
                        new CaseField("sistema", Role.SYSTEM, "Sistema", "compras", "Compras"),
                        new CaseField("tipo", Role.TYPE, "Tipo", "duda", "Duda"),
                        new CaseField("asunto", Role.SUBJECT, "Asunto", "usuario", "Usuario olvidado"),
                        new CaseField("quien", Role.NAME, "Su nombre", "Ana López", "Ana López"),
                        new CaseField("correo", Role.EMAIL, "Correo", "ana@empresa.example", "ana@empresa.example"),
                        new CaseField(
                                "detalle",
                                Role.DESCRIPTION,
                                "Detalle",
                                "No recuerdo mi usuario.",
                                "No recuerdo mi usuario."));
    }

    @Test
    void it_is_kept_in_the_language_of_who_filled_it_in() {
        assertThat(clean(TestForms.filledIn(), Locale.ENGLISH).fields())
                .contains(new CaseField("asunto", Role.SUBJECT, "Subject", "usuario", "Forgotten username"));
        assertThat(clean(TestForms.filledIn(), Locale.GERMAN).fields())
                .as("the portal's own where it does not speak that")
                .contains(new CaseField("asunto", Role.SUBJECT, "Asunto", "usuario", "Usuario olvidado"));
    }

    @Test
    void all_that_is_wrong_is_told_at_once_in_the_forms_order() {
        Map<String, String> values = Map.of("tipo", "queja", "papel", "dpi", "movil", "abc", "correo", "ana");

        assertThat(flaws("2.9", values))
                .containsExactly(
                        "/case.form.stale",
                        "sistema/case.field.required",
                        "tipo/case.field.unknown-option",
                        "asunto/case.field.required",
                        "numero/case.field.required",
                        "movil/case.field.wrong-form.phone",
                        "correo/case.field.wrong-form.email",
                        "detalle/case.field.required");
    }

    @Test
    void a_stale_version_is_told_with_everything_else_taken() {
        assertThat(flaws("3.0", TestForms.filledIn())).containsExactly("/case.form.stale");
        assertThat(flaws("", TestForms.filledIn())).containsExactly("/case.form.stale");
    }

    @Test
    void a_subject_that_goes_with_nothing_chosen_is_told_by_its_own_code() {
        CaseFlaw flaw = onlyFlaw(TestForms.filledIn("sistema", "catalogo"), SPANISH);

        assertThat(flaw.field()).isEqualTo("asunto");
        assertThat(flaw.message().code()).isEqualTo("case.field.not-offered");
        assertThat(flaw.message().text())
                .isEqualTo("La opción «Usuario olvidado» de «Asunto» no corresponde a lo que eligió en «Tipo, Sistema»."
                        + " Elija otra.");
        assertThat(onlyFlaw(TestForms.filledIn("sistema", "catalogo"), Locale.ENGLISH)
                        .message()
                        .text())
                .isEqualTo("The option \"Forgotten username\" of \"Subject\" does not go with what you chose for"
                        + " \"Type, System\". Choose another one.");
    }

    @Test
    void a_choice_that_is_not_offered_does_not_count_for_those_behind_it() {
        Map<String, String> values = TestForms.filledIn("tipo", "pedido");

        assertThat(flaws(form.version(), values))
                .containsExactly("tipo/case.field.not-offered", "asunto/case.field.not-offered");
    }

    @Test
    void a_field_is_shown_and_required_when_its_condition_holds() {
        assertThat(field("numero", Map.of()).visible()).isFalse();
        assertThat(field("numero", Map.of()).required()).isFalse();
        assertThat(field("numero", Map.of("papel", "nit")).visible()).isTrue();
        assertThat(field("numero", Map.of("papel", "nit")).required()).isTrue();
        assertThat(field("plazo", Map.of("tipo", "falla", "urgente", "si")).visible())
                .isTrue();
        assertThat(field("plazo", Map.of("tipo", "duda", "urgente", "si")).visible())
                .as("behind a choice that is not shown")
                .isFalse();
    }

    @Test
    void what_is_not_shown_is_passed_over() {
        Map<String, String> values = TestForms.filledIn("numero", "<b>\u0000");
        values.put("urgente", "nunca");
        values.put("plazo", "x".repeat(5_000));

        assertThat(clean(values, SPANISH).fields())
                .extracting(CaseField::name)
                .doesNotContain("numero", "urgente", "plazo");
    }

    @Test
    void what_the_form_has_no_field_for_is_passed_over() {
        Map<String, String> values = TestForms.filledIn("envio", "\u0000".repeat(10));
        values.put("archivos", "C:\\fakepath\\captura.png");

        assertThat(clean(values, SPANISH))
                .hasToString(clean(TestForms.filledIn(), SPANISH).toString());
    }

    @Test
    void what_was_sent_is_drawn_again() {
        Map<String, String> values = TestForms.filledIn("detalle", "  {{x}}\r\n ");
        values.put("sistema", "catalogo");

        assertThat(field("detalle", values).value()).isEqualTo("  {{x}}\r\n ");
        assertThat(field("asunto", values).options())
                .containsExactly(
                        new OptionView("usuario", "Usuario olvidado", false, true),
                        new OptionView("contrasena", "Contraseña olvidada", false, false),
                        new OptionView("otro", "Otro", true, false));
    }

    @Test
    void a_draft_opens_the_form_with_its_choices() {
        assertThat(form.prefilled(new TicketDraft("Compras", "Duda", "Contraseña olvidada", "answer.spent")))
                .isEqualTo(Map.of("sistema", "compras", "tipo", "duda", "asunto", "contrasena"));
        assertThat(form.prefilled(new TicketDraft("Catálogo", "Duda", "Contraseña olvidada", "answer.spent")))
                .as("as far as they go together")
                .isEqualTo(Map.of("sistema", "catalogo", "tipo", "duda"));
        assertThat(form.prefilled(new TicketDraft("compras", "", "{{x}}", "answer.spent")))
                .isEmpty();
    }

    @Test
    void a_portal_without_cases_has_no_form() {
        Profile without = Profile.fromResource(TestForms.class, "/org/recupera/other-portal.json");

        assertThatIllegalStateException().isThrownBy(() -> CaseForm.of(without));
    }

    @Test
    void nothing_that_was_typed_is_in_a_text_form() {
        Map<String, String> values = TestForms.filledIn();

        assertThat(clean(values, SPANISH).toString()).doesNotContain("Ana", "ana@", "recuerdo");
        assertThat(form.draw(values, SPANISH).toString()).doesNotContain("Ana", "ana@", "recuerdo");
        assertThat(form.check("", Map.of("correo", "secreto"), SPANISH).toString())
                .doesNotContain("secreto");
    }

    private CaseForm.Clean clean(Map<String, String> values, Locale language) {
        CaseForm.Judgement judgement = form.check(form.version(), values, language);
        assertThat(judgement).isInstanceOf(CaseForm.Clean.class);
        return (CaseForm.Clean) judgement;
    }

    private CaseFlaw onlyFlaw(Map<String, String> values, Locale language) {
        List<CaseFlaw> flaws = ((CaseForm.Flawed) form.check(form.version(), values, language)).flaws();
        assertThat(flaws).hasSize(1);
        return flaws.get(0);
    }

    private List<String> flaws(String version, Map<String, String> values) {
        return ((CaseForm.Flawed) form.check(version, values, SPANISH))
                .flaws().stream()
                        .map(flaw -> flaw.field() + '/' + flaw.message().code())
                        .toList();
    }

    private FieldView field(String name, Map<String, String> values) {
        return form.draw(values, SPANISH).fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
