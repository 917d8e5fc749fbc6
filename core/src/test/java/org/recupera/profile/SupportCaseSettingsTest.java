package org.recupera.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recupera.port.Allowance;
import org.recupera.port.AttachmentType;
import org.recupera.port.CaseField.Role;
import org.recupera.port.Timetable.Slot;
import org.recupera.profile.ProfileException.Problem;

/** What a portal of somebody else's says of support cases. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SupportCaseSettingsTest {

    @TempDir
    Path folder;

    @Test
    void a_portal_says_how_cases_are_numbered_limited_and_kept() {
        SupportCaseSettings cases = cases();

        assertThat(cases.numbers()).isEqualTo(new CaseNumbering("CE7", CaseNumbering.Order.SEQUENTIAL));
        assertThat(cases.attachments())
                .isEqualTo(new AttachmentSettings(
                        List.of(AttachmentType.PDF, AttachmentType.PNG), 2, 65_536, 131_072, 1_000_000, false));
        assertThat(cases.limits())
                .isEqualTo(new CaseLimits(
                        new Allowance(4, Duration.ofHours(1)),
                        new Allowance(5, Duration.ofHours(2)),
                        new Allowance(6, Duration.ofHours(3))));
        assertThat(cases.promise()).isEqualTo(Duration.ofHours(16));
        assertThat(cases.retention()).isEqualTo(Duration.ofDays(90));
        assertThat(cases.statusPath()).isEqualTo("/casos/estado");
    }

    @Test
    void a_portal_says_when_its_desk_works() {
        DeskHours hours = cases().hours();

        assertThat(hours.holidays()).isEqualTo("HN");
        assertThat(hours.timetable().week())
                .containsEntry(DayOfWeek.MONDAY, List.of(Slot.parse("08:00-12:00"), Slot.parse("13:00-16:00")))
                .containsEntry(DayOfWeek.WEDNESDAY, List.of())
                .containsEntry(DayOfWeek.SATURDAY, List.of(Slot.parse("00:00-24:00")));
        assertThat(hours.timetable().exceptions())
                .containsExactly(
                        entry(LocalDate.of(2026, 12, 24), List.of(Slot.parse("08:00-12:00"))),
                        entry(LocalDate.of(2026, 12, 31), List.of()));
    }

    @Test
    void a_portal_says_what_its_form_asks() {
        FormSettings form = cases().form();

        assertThat(form.version()).isEqualTo("3.1");
        assertThat(form.fields())
                .extracting(FormField::name)
                .containsExactly(
                        "sistema",
                        "tipo",
                        "asunto",
                        "papel",
                        "numero",
                        "urgente",
                        "plazo",
                        "quien",
                        "movil",
                        "correo",
                        "detalle",
                        "archivos");
        assertThat(form.fields().get(2))
                .isEqualTo(new FormField(
                        "asunto",
                        FieldKind.CHOICE,
                        Role.SUBJECT,
                        true,
                        0,
                        FormCondition.ALWAYS,
                        List.of(
                                new FormOption("usuario", usual()),
                                new FormOption("contrasena", usual()),
                                new FormOption("otro", FormCondition.ALWAYS))));
        assertThat(form.fields().get(6))
                .isEqualTo(new FormField(
                        "plazo",
                        FieldKind.LINE,
                        Role.OTHER,
                        true,
                        30,
                        new FormCondition(Map.of("urgente", List.of("si"))),
                        List.of()));
        assertThat(form.field(Role.PHONE).orElseThrow().maximumLength())
                .as("that of its kind")
                .isEqualTo(FieldKind.PHONE.longest());
        assertThat(form.files().orElseThrow().name()).isEqualTo("archivos");
    }

    @Test
    void the_form_is_said_in_each_language() {
        Profile profile = read(PortalFiles.thirdPortal());

        assertThat(profile.formTexts(profile.language()))
                .hasSize(25)
                .containsEntry("asunto", "Asunto")
                .containsEntry("asunto.otro", "Otro")
                .containsEntry("numero.help", "Como aparece en el papel.")
                .doesNotContainKey("asunto.help");
        assertThat(profile.formTexts(Locale.ENGLISH)).containsEntry("asunto.otro", "Other");
        assertThat(profile.formTexts(Locale.GERMAN)).isEqualTo(profile.formTexts(profile.language()));
    }

    @Test
    void what_a_portal_leaves_out_has_its_usual_value() {
        String section = """
                {"numbers": {"prefix": "X", "order": "random"},
                 "form": {"version": "1", "fields": [
                   {"name": "correo", "kind": "email", "role": "email", "required": true}]},
                 "limits": {"client": {"attempts": 1, "window": "PT1S"}, "address": {"attempts": 1, "window": "PT1S"},
                            "status": {"attempts": 1, "window": "PT1S"}},
                 "statusPath": "/c"}""";
        Profile profile = read(PortalFiles.thirdPortalWith("/supportCase", section)
                .replaceAll("\"form\\.(?!correo\")[^\"]*\":\"[^\"]*\",", ""));

        SupportCaseSettings cases = profile.supportCase().orElseThrow();
        assertThat(cases.attachments()).isEqualTo(AttachmentSettings.standard());
        assertThat(cases.hours()).isNull();
        assertThat(cases.promise()).isNull();
        assertThat(cases.retention()).isEqualTo(Duration.ofDays(730));
        assertThat(cases.form().files()).isEmpty();
    }

    @Test
    void a_portal_may_take_no_cases() {
        Profile profile =
                read(PortalFiles.thirdPortalWith("/supportCase", null).replaceAll("\"form\\.[^\"]*\":\"[^\"]*\",", ""));

        assertThat(profile.supportCase()).isEmpty();
        assertThat(profile.formTexts(profile.language())).isEmpty();
        assertThat(refusals(profile, "/caso")).containsExactly("$.supportCase.statusPath");
    }

    @Test
    void the_status_page_is_where_the_deployment_says() {
        Profile profile = read(PortalFiles.thirdPortal());

        assertThat(profile.withStatusPath("/mi-caso")
                        .supportCase()
                        .orElseThrow()
                        .statusPath())
                .isEqualTo("/mi-caso");
        assertThat(profile.supportCase().orElseThrow().statusPath())
                .as("a copy")
                .isEqualTo("/casos/estado");
        for (String path : List.of("caso", "//evil.example", "/a/../b", "/a?b")) {
            assertThat(refusals(profile, path)).containsExactly("$.supportCase.statusPath");
        }
    }

    private static List<String> refusals(Profile profile, String path) {
        return catchThrowableOfType(ProfileException.class, () -> profile.withStatusPath(path)).problems().stream()
                .map(Problem::path)
                .toList();
    }

    private static FormCondition usual() {
        return new FormCondition(Map.of("tipo", List.of("duda", "falla"), "sistema", List.of("compras")));
    }

    private SupportCaseSettings cases() {
        return read(PortalFiles.thirdPortal()).supportCase().orElseThrow();
    }

    private Profile read(String profile) {
        return new PortalFiles(folder).with("profile.json", profile).read();
    }
}
