package org.recupera.ticket;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.port.CaseField;
import org.recupera.profile.FieldKind;
import org.recupera.profile.FormField;
import org.recupera.profile.FormSettings;
import org.recupera.profile.Profile;

/** Forms that are filled in by chance: what is drawn is what is taken. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CaseFormDraftsTest {

    private static final int DRAFTS = 10_000;
    private static final List<Locale> LANGUAGES = List.of(Locale.forLanguageTag("es"), Locale.ENGLISH, Locale.ROOT);

    private static final Set<String> OF_CHOICES =
            Set.of("case.field.unknown-option", "case.field.not-offered", "case.field.required");

    @Test
    void ten_thousand_drafts_are_taken_or_refused_at_fields_of_the_form() {
        int clean = 0;
        Set<String> codes = new TreeSet<>();
        for (int seed = 0; seed < DRAFTS; seed++) {
            Random random = new Random(seed);
            Profile profile = TestForms.ALL.get(random.nextInt(TestForms.ALL.size()));
            CaseForm form = CaseForm.of(profile);
            RandomDraft drafts = new RandomDraft(settings(profile), random);
            Map<String, String> values = random.nextInt(4) == 0
                    ? drafts.asDrawn(form, profile.language())
                    : random.nextBoolean() ? drafts.any() : drafts.plausible();
            String version = random.nextInt(10) == 0 ? "0" : form.version();
            Locale language = LANGUAGES.get(random.nextInt(LANGUAGES.size()));

            CaseForm.Judgement judgement = form.check(version, values, language);
            FormView view = form.draw(values, language);

            Set<String> names = view.fields().stream()
                    .filter(FieldView::visible)
                    .map(FieldView::name)
                    .collect(toSet());
            if (judgement instanceof CaseForm.Clean taken) {
                clean++;
                assertThat(version).as("version of draft %d", seed).isEqualTo(form.version());
                assertThat(names)
                        .as("fields of draft %d", seed)
                        .containsAll(
                                taken.fields().stream().map(CaseField::name).toList());
                assertThat(taken.requester()).as("requester of draft %d", seed).hasToString(values.get("correo"));
            } else if (judgement instanceof CaseForm.Flawed refused) {
                names.add("");
                assertThat(refused.flaws()).as("flaws of draft %d", seed).isNotEmpty();
                refused.flaws().forEach(flaw -> codes.add(flaw.message().code()));
                assertThat(names)
                        .as("fields of draft %d", seed)
                        .containsAll(
                                refused.flaws().stream().map(CaseFlaw::field).toList());
                assertThat(refused.flaws())
                        .as("each field of draft %d once", seed)
                        .extracting(CaseFlaw::field)
                        .doesNotHaveDuplicates();
            }
        }
        assertThat(clean).as("drafts that were taken").isBetween(DRAFTS / 5, DRAFTS * 4 / 5);
        assertThat(codes)
                .as("every way to be wrong was met")
                .containsExactlyInAnyOrder(
                        "case.form.stale",
                        "case.field.required",
                        "case.field.too-long",
                        "case.field.unreadable",
                        "case.field.line-break",
                        "case.field.invisible",
                        "case.field.wrong-form.name",
                        "case.field.wrong-form.email",
                        "case.field.wrong-form.phone",
                        "case.field.wrong-form.document",
                        "case.field.unknown-option",
                        "case.field.not-offered");
    }

    @Test
    void a_form_that_is_filled_in_as_it_is_drawn_is_taken() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            for (Profile profile : TestForms.ALL) {
                CaseForm form = CaseForm.of(profile);
                Map<String, String> values =
                        new RandomDraft(settings(profile), random).asDrawn(form, profile.language());

                assertThat(form.check(form.version(), values, profile.language()))
                        .as("draft %d of %s", seed, profile.name())
                        .isInstanceOf(CaseForm.Clean.class);
            }
        }
    }

    @Test
    void a_choice_is_refused_exactly_when_it_is_drawn_as_not_allowed_or_required_and_empty() {
        Map<String, Integer> seen = new HashMap<>();
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            for (Profile profile : TestForms.ALL) {
                CaseForm form = CaseForm.of(profile);
                RandomDraft drafts = new RandomDraft(settings(profile), random);
                Map<String, String> values = random.nextBoolean() ? drafts.any() : drafts.plausible();
                Set<String> expected = form.draw(values, profile.language()).fields().stream()
                        .filter(field -> field.kind() == FieldKind.CHOICE && field.visible())
                        .filter(field -> field.value().isEmpty() ? field.required() : !isAllowed(field))
                        .map(FieldView::name)
                        .collect(Collectors.toCollection(HashSet::new));

                Set<String> refused = flaws(form.check(form.version(), values, profile.language())).stream()
                        .filter(flaw -> isChoice(profile, flaw.field()))
                        .peek(flaw ->
                                assertThat(OF_CHOICES).contains(flaw.message().code()))
                        .map(CaseFlaw::field)
                        .collect(toSet());

                assertThat(refused)
                        .as("choices of draft %d of %s", seed, profile.name())
                        .isEqualTo(expected);
                seen.merge(expected.isEmpty() ? "all go together" : "not all go together", 1, Integer::sum);
            }
        }
        assertThat(seen.values()).hasSize(2).allMatch(count -> count > 500);
    }

    @Test
    void a_script_that_knows_the_json_alone_draws_the_same_form() {
        for (Profile profile : TestForms.ALL) {
            CaseForm form = CaseForm.of(profile);
            ScriptedForm script = new ScriptedForm(form.toJson(profile.language()));
            for (int seed = 0; seed < 3_000; seed++) {
                RandomDraft drafts = new RandomDraft(settings(profile), new Random(seed));
                Map<String, String> values = seed % 2 == 0 ? drafts.any() : drafts.plausible();
                Map<String, ScriptedForm.State> drawn = form.draw(values, profile.language()).fields().stream()
                        .collect(toMap(FieldView::name, CaseFormDraftsTest::state));

                assertThat(script.states(values))
                        .as("draft %d of %s", seed, profile.name())
                        .isEqualTo(drawn);
            }
        }
    }

    @Test
    void the_json_says_all_that_is_drawn() {
        for (Profile profile : TestForms.ALL) {
            CaseForm form = CaseForm.of(profile);
            ScriptedForm script = new ScriptedForm(form.toJson(Locale.ENGLISH));
            Map<String, FieldView> drawn = form.draw(Map.of(), Locale.ENGLISH).fields().stream()
                    .collect(toMap(FieldView::name, Function.identity()));

            assertThat(script.json().get("version").textValue()).isEqualTo(form.version());
            assertThat(script.json().get("fields")).hasSize(drawn.size()).allSatisfy(json -> {
                FieldView field = drawn.get(json.get("name").textValue());
                assertThat(json.get("kind").textValue()).isEqualTo(field.kind().word());
                assertThat(json.get("label").textValue()).isEqualTo(field.label());
                assertThat(json.get("help").textValue()).isEqualTo(field.help());
                assertThat(json.path("maximumLength").asInt(0)).isEqualTo(field.maximumLength());
                assertThat(json.path("options").findValuesAsText("label"))
                        .isEqualTo(
                                field.options().stream().map(OptionView::label).toList());
            });
        }
    }

    private static ScriptedForm.State state(FieldView field) {
        Set<String> allowed = field.options().stream()
                .filter(OptionView::allowed)
                .map(OptionView::id)
                .collect(Collectors.toCollection(TreeSet::new));
        return new ScriptedForm.State(field.visible(), field.required(), allowed);
    }

    private static boolean isAllowed(FieldView field) {
        return field.options().stream().anyMatch(option -> option.chosen() && option.allowed());
    }

    private static boolean isChoice(Profile profile, String name) {
        return settings(profile).fields().stream()
                .filter(field -> field.kind() == FieldKind.CHOICE)
                .map(FormField::name)
                .anyMatch(name::equals);
    }

    private static List<CaseFlaw> flaws(CaseForm.Judgement judgement) {
        return judgement instanceof CaseForm.Flawed flawed ? flawed.flaws() : List.of();
    }

    private static FormSettings settings(Profile profile) {
        return profile.supportCase().orElseThrow().form();
    }
}
