package org.recupera.ticket;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.TicketDraft;
import org.recupera.profile.AttachmentSettings;
import org.recupera.profile.CaseTopic;
import org.recupera.profile.DeskHours;
import org.recupera.profile.FieldKind;
import org.recupera.profile.FormField;
import org.recupera.profile.Profile;
import org.recupera.profile.SupportCaseSettings;

/** Both documents' forms, fact by fact. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ShippedFormsTest {

    private static final List<String> NAMES = List.of(
            "nombre",
            "correo",
            "telefono",
            "tipoDocumento",
            "documento",
            "sistema",
            "tipoSolicitud",
            "asunto",
            "descripcion",
            "adjunto");

    private final Profile honducompras = Profile.named("honducompras");
    private final Profile secop = Profile.named("secop-ii");

    @Test
    void honducompras_asks_in_the_order_of_its_steps() {
        assertThat(fields(honducompras))
                .containsExactly(
                        "nombre",
                        "correo",
                        "telefono",
                        "tipoDocumento",
                        "documento",
                        "tipoSolicitud",
                        "sistema",
                        "asunto",
                        "descripcion",
                        "adjunto");
        assertThat(labels(honducompras))
                .containsEntry("tipoSolicitud", "Tipo de Solicitud")
                .containsEntry("sistema", "Su consulta es relacionada a")
                .containsEntry("asunto", "Asunto")
                .containsEntry("adjunto", "Documento");
        assertThat(options(honducompras, "sistema")).startsWith("HonduCompras 2.0");
    }

    @Test
    void secop_asks_in_the_order_of_its_guide() {
        assertThat(fields(secop))
                .containsExactly(
                        "nombre",
                        "correo",
                        "telefono",
                        "tipoDocumento",
                        "documento",
                        "sistema",
                        "tipoSolicitud",
                        "asunto",
                        "descripcion",
                        "adjunto");
        assertThat(labels(secop))
                .containsEntry("sistema", "Sistema de Información")
                .containsEntry("tipoSolicitud", "Tipo de solicitud")
                .containsEntry("asunto", "Asunto");
        assertThat(options(secop, "sistema")).startsWith("SECOP II");
        assertThat(options(secop, "tipoSolicitud")).startsWith("Solicitud o duda");
        assertThat(field(secop, "correo", Map.of()).help())
                .as("the guide has people check it")
                .contains("Verifique el correo electrónico");
    }

    @ParameterizedTest
    @ValueSource(strings = {"honducompras", "secop-ii"})
    void each_marks_what_must_be_filled_in_and_attaches_files_freely(String name) {
        Profile profile = Profile.named(name);

        assertThat(fields(profile)).containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(CaseForm.of(profile).draw(Map.of(), profile.language()).fields())
                .allMatch(FieldView::visible)
                .filteredOn(FieldView::required)
                .extracting(FieldView::name)
                .containsExactlyInAnyOrder(
                        "nombre",
                        "correo",
                        "tipoDocumento",
                        "documento",
                        "sistema",
                        "tipoSolicitud",
                        "asunto",
                        "descripcion");
        assertThat(CaseForm.of(profile).filesField()).contains("adjunto");
        assertThat(cases(profile).attachments()).isEqualTo(AttachmentSettings.standard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"honducompras", "secop-ii"})
    void each_offers_the_subjects_of_the_type_that_is_chosen(String name) {
        Profile profile = Profile.named(name);

        assertThat(allowed(profile, "asunto", Map.of("tipoSolicitud", "solicitud-o-duda")))
                .containsExactly("Recuperación de usuario", "Recuperación de contraseña", "Registro", "Otro");
        assertThat(allowed(profile, "asunto", Map.of("tipoSolicitud", "incidente")))
                .containsExactly("Ingreso al sistema", "Error en el sistema", "Otro");
        assertThat(allowed(profile, "asunto", Map.of())).containsExactly("Otro");
    }

    @ParameterizedTest
    @ValueSource(strings = {"honducompras", "secop-ii"})
    void the_first_option_of_each_choice_fits_the_first_options_of_the_others(String name) {
        Profile profile = Profile.named(name);
        Map<String, String> first = cases(profile).form().fields().stream()
                .filter(field -> field.kind() == FieldKind.CHOICE)
                .collect(toMap(FormField::name, field -> field.options().get(0).id()));

        assertThat(CaseForm.of(profile).draw(first, profile.language()).fields())
                .flatExtracting(FieldView::options)
                .filteredOn(OptionView::chosen)
                .hasSize(4)
                .allMatch(OptionView::allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"honducompras", "secop-ii"})
    void a_failed_recovery_leads_to_a_form_that_is_filled_in(String name) {
        Profile profile = Profile.named(name);
        CaseTopic topic = profile.username().orElseThrow().caseTopic();

        Map<String, String> values = CaseForm.of(profile)
                .prefilled(new TicketDraft(topic.system(), topic.type(), topic.subject(), "lookup.not-found"));

        assertThat(values)
                .containsOnlyKeys("sistema", "tipoSolicitud", "asunto")
                .containsEntry("tipoSolicitud", "solicitud-o-duda")
                .containsEntry("asunto", "recuperacion-usuario");
    }

    @Test
    void secop_says_when_its_desk_works_and_promises_nothing() {
        DeskHours hours = cases(secop).hours();
        ServiceHours desk =
                ServiceHours.of(hours.timetable(), secop.zone(), HolidayCalendar.of(String.valueOf(hours.holidays())));

        assertThat(secop.zone()).isEqualTo(ZoneId.of("America/Bogota"));
        assertThat(hours.holidays()).isEqualTo("CO");
        assertThat(hours.timetable().exceptions()).isEmpty();
        assertThat(desk.openTimeBetween(bogota("2026-11-09T00:00"), bogota("2026-11-15T00:00")))
                .as("a week without holidays")
                .contains(Duration.ofHours(5 * 12 + 4));
        assertThat(desk.stateAt(bogota("2026-11-13T18:59"))).isEqualTo(ServiceHours.State.OPEN);
        assertThat(desk.stateAt(bogota("2026-11-13T19:00"))).isEqualTo(ServiceHours.State.CLOSED);
        assertThat(desk.stateAt(bogota("2026-11-14T11:59"))).isEqualTo(ServiceHours.State.OPEN);
        assertThat(desk.stateAt(bogota("2026-11-14T12:00"))).isEqualTo(ServiceHours.State.CLOSED);
        assertThat(desk.stateAt(bogota("2026-12-08T10:00"))).as("a holiday").isEqualTo(ServiceHours.State.CLOSED);
        assertThat(cases(secop).promise()).isNull();
    }

    @Test
    void of_honducompras_nothing_is_invented() {
        assertThat(cases(honducompras).hours()).isNull();
        assertThat(cases(honducompras).promise()).isNull();
    }

    @Test
    void every_country_that_a_profile_may_name_has_its_holidays() {
        assertThat(List.of("CO", "HN"))
                .allSatisfy(country ->
                        assertThat(HolidayCalendar.of(country).country()).isEqualTo(country));
    }

    @Test
    void each_is_said_in_english_too() {
        for (Profile profile : List.of(honducompras, secop)) {
            assertThat(profile.formTexts(Locale.ENGLISH).keySet())
                    .isEqualTo(profile.formTexts(profile.language()).keySet());
            assertThat(profile.formTexts(Locale.ENGLISH))
                    .containsEntry("asunto", "Subject")
                    .containsEntry("asunto.recuperacion-usuario", "Username recovery");
        }
    }

    private static List<String> fields(Profile profile) {
        return cases(profile).form().fields().stream().map(FormField::name).toList();
    }

    private static Map<String, String> labels(Profile profile) {
        return CaseForm.of(profile).draw(Map.of(), profile.language()).fields().stream()
                .collect(toMap(FieldView::name, FieldView::label));
    }

    private static List<String> options(Profile profile, String name) {
        return field(profile, name, Map.of()).options().stream()
                .map(OptionView::label)
                .toList();
    }

    private static List<String> allowed(Profile profile, String name, Map<String, String> values) {
        return field(profile, name, values).options().stream()
                .filter(OptionView::allowed)
                .map(OptionView::label)
                .toList();
    }

    private static FieldView field(Profile profile, String name, Map<String, String> values) {
        return CaseForm.of(profile).draw(values, profile.language()).fields().stream()
                .collect(toMap(FieldView::name, Function.identity()))
                .get(name);
    }

    private static SupportCaseSettings cases(Profile profile) {
        return profile.supportCase().orElseThrow();
    }

    private static Instant bogota(String time) {
        return Instant.parse(time + ":00-05:00");
    }
}
