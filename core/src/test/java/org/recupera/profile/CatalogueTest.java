package org.recupera.profile;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.attachment.AttachmentFlaw;
import org.recupera.password.PasswordFlaw;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.recovery.LinkRefusal;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CatalogueTest {

    private final Profile profile = Profile.named("honducompras");

    @Test
    void both_languages_say_the_same_with_the_same_parameters() {
        assertThat(parameters("es")).isNotEmpty().isEqualTo(parameters("en"));
    }

    @EachShippedProfile
    void each_portal_says_everything_in_both_languages(String name) {
        Profile portal = Profile.named(name);
        parameters("en").forEach((code, wanted) -> {
            Map<String, String> filled = wanted.stream().collect(toMap(parameter -> parameter, parameter -> "7"));
            String spanish = portal.message(code, filled).text();
            String english = portal.message(code, filled, Locale.ENGLISH).text();

            assertThat(spanish)
                    .as(code)
                    .isNotBlank()
                    .doesNotContain("{", "}", "  ")
                    .isEqualTo(spanish.strip());
            assertThat(english)
                    .as(code)
                    .isNotBlank()
                    .doesNotContainPattern("[{}áéíóúñ¿¡«]|  ")
                    .isEqualTo(english.strip());
        });
        assertThat(portal.pageTexts(portal.language()).keySet())
                .isEqualTo(portal.pageTexts(Locale.ENGLISH).keySet());
    }

    @Test
    void every_outcome_of_a_look_up_has_words_and_its_parameters() {
        assertThat(parameters("es"))
                .containsKeys(
                        "lookup.requested.username",
                        "lookup.requested.email",
                        "lookup.shown",
                        "lookup.shown-and-mailed",
                        "lookup.not-found",
                        "lookup.not-offered")
                .containsEntry("lookup.wrong-document", Set.of("documents"))
                .containsEntry("document.digits", Set.of("name", "count"))
                .containsEntry("document.digit-range", Set.of("name", "least", "most"));
    }

    @Test
    void every_refusal_of_a_link_or_an_identifier_has_words() {
        Stream<String> links = Arrays.stream(LinkRefusal.values()).map(LinkRefusal::code);
        Stream<String> identifiers = Arrays.stream(IdentifierKind.values())
                .flatMap(kind -> Arrays.stream(Identifier.Flaw.values())
                        .filter(flaw -> kind != IdentifierKind.USERNAME || flaw != Identifier.Flaw.WRONG_FORM)
                        .map(flaw -> new Identifier.Flawed(kind, flaw).code()));

        assertThat(parameters("es"))
                .containsKeys(Stream.concat(links, identifiers).toArray(String[]::new));
    }

    @Test
    void every_flaw_of_a_password_has_words_and_its_parameters() throws IllegalAccessException {
        Map<String, Set<String>> parameters = parameters("es");
        for (Field code : PasswordFlaw.class.getFields()) {
            assertThat(parameters).containsKey((String) code.get(null));
        }
        assertThat(parameters)
                .containsEntry(PasswordFlaw.TOO_SHORT, Set.of("minimum", "length"))
                .containsEntry(PasswordFlaw.TOO_LONG, Set.of("maximum"))
                .containsEntry(PasswordFlaw.NEEDS_UPPER_CASE, Set.of("minimum"))
                .containsEntry(PasswordFlaw.NEEDS_LOWER_CASE, Set.of("minimum"))
                .containsEntry(PasswordFlaw.NEEDS_DIGIT, Set.of("minimum"))
                .containsEntry(PasswordFlaw.NEEDS_SYMBOL, Set.of("minimum"));
    }

    @Test
    void every_flaw_of_an_attachment_has_words_and_its_parameters() throws IllegalAccessException {
        Map<String, Set<String>> parameters = parameters("es");
        for (Field code : AttachmentFlaw.class.getFields()) {
            assertThat(parameters.get((String) code.get(null))).contains("file");
        }
        assertThat(parameters)
                .containsEntry(AttachmentFlaw.TOO_MANY, Set.of("file", "maximum"))
                .containsEntry(AttachmentFlaw.TOO_LARGE, Set.of("file", "limit"))
                .containsEntry(AttachmentFlaw.TOO_LARGE_IN_ALL, Set.of("file", "limit"))
                .containsEntry(AttachmentFlaw.TOO_MANY_PIXELS, Set.of("file", "limit"))
                .containsEntry(AttachmentFlaw.GROWN, Set.of("file", "limit"))
                .containsEntry(AttachmentFlaw.WRONG_TYPE, Set.of("file", "types"))
                .containsEntry(AttachmentFlaw.WRONG_EXTENSION, Set.of("file", "extension", "types"));
    }

    @Test
    void parameters_are_filled_in() {
        Message message = profile.message("password.too-short", Map.of("minimum", "15", "length", "8"));

        assertThat(message.text()).contains("al menos 15 caracteres", "tiene 8");
        assertThat(message.code()).isEqualTo("password.too-short");
        assertThat(message.parameters()).containsEntry("minimum", "15");
    }

    @Test
    void a_parameter_is_never_read_as_a_template() {
        Message message = profile.message(
                "password.too-short", Map.of("minimum", "{length} ${7*7} {{x}} $0 \\1", "length", "<b>"));

        assertThat(message.text()).contains("{length} ${7*7} {{x}} $0 \\1", "<b>");
    }

    @Test
    void a_language_that_the_profile_does_not_speak_falls_back_to_its_own() {
        assertThat(profile.message("link.expired", Map.of(), Locale.ENGLISH).text())
                .startsWith("This link");
        assertThat(profile.message("link.expired", Map.of(), Locale.forLanguageTag("en-US"))
                        .text())
                .startsWith("This link");
        assertThat(profile.message("link.expired", Map.of(), Locale.GERMAN).text())
                .startsWith("Este enlace");
        assertThat(profile.message("link.expired", Map.of(), Locale.ROOT).text())
                .startsWith("Este enlace");
    }

    @Test
    void a_code_or_a_parameter_that_is_lacking_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile.message("link.usado", Map.of()))
                .withMessageContaining("link.usado");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile.message("limit.reached", Map.of("minutos", "secret")))
                .withMessageContaining("minutes")
                .withMessageNotContaining("secret");
    }

    private static Map<String, Set<String>> parameters(String language) {
        Map<String, Set<String>> parameters = new HashMap<>();
        Catalogue.in(language).forEach((code, wording) -> parameters.put(code, wording.parameters()));
        return parameters;
    }
}
