package org.recupera.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.password.BreachedPasswords;
import org.recupera.password.Composition;
import org.recupera.password.PasswordRules;
import org.recupera.port.EmailAddress;
import org.recupera.port.Secret;
import org.recupera.profile.ProfileException.Problem;

/** A portal of somebody else's, set up with files alone. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ThirdPortalTest {

    @TempDir
    Path folder;

    @Test
    void one_file_is_enough() {
        Profile profile = files().read().checked();

        assertThat(profile.linkTo(Secret.of("k1.abc")).reveal())
                .isEqualTo("https://compras.example/portal/clave/nueva#enlace=k1.abc");
        assertThat(profile.sender())
                .isEqualTo(new Sender(
                        new EmailAddress("no-responder@Compras.example"),
                        "Compras Ejemplo",
                        new EmailAddress("rebotes@compras.example")));
        assertThat(profile.limits().total().window()).isEqualTo(Duration.ofDays(7));
        RenderedMail mail = profile.render(MailTemplate.LINK, link(profile), Locale.ENGLISH);
        assertThat(mail.subject()).isEqualTo("Compras Ejemplo: link to change your password");
        assertThat(mail.text())
                .contains("for 2 hours", "2200-0000, 2200-0001", "Service hours: Lunes a viernes, 8:00 a 16:00");
        assertThat(mail.html()).contains("href=\"http://ayuda.example/casos?origen=portal\"");
    }

    @Test
    void what_a_password_must_be_like_is_read_whole() {
        assertThat(files().read().password())
                .isEqualTo(new PasswordSettings(
                        8,
                        64,
                        List.of("Autoridad de Compras", "ADC"),
                        new PasswordSettings.Composition(1, 1, 2, 0),
                        new PasswordSettings.BreachedCheck(
                                URI.create("https://filtradas.example/range"), Duration.ofMillis(1_500), true)));
    }

    @ParameterizedTest
    @CsvSource({"8, 64, true", "15, 64, false", "64, 64, false", "8, 256, true", "64, 256, true", "15, 256, true"})
    void password_rules_take_whatever_a_profile_may_ask_for(int minimum, int maximum, boolean secondFactor) {
        PasswordSettings settings = passwordOf("{\"secondFactor\": " + secondFactor + ", \"minimumLength\": " + minimum
                + ", \"maximumLength\": " + maximum + "}");

        assertThat(settings).isEqualTo(new PasswordSettings(minimum, maximum, List.of(), null, null));
        assertThatNoException()
                .isThrownBy(() -> PasswordRules.standard(settings.minimumLength(), settings.maximumLength()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"maximumLength\": 128}                        | 15",
                "{\"secondFactor\": false, \"maximumLength\": 128} | 15",
                "{\"secondFactor\": true, \"maximumLength\": 128}  | 8"
            })
    void the_minimum_that_is_left_out_is_that_of_the_standard(String password, int minimum) {
        assertThat(passwordOf(password).minimumLength()).isEqualTo(minimum);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"timeLimit\": \"PT0.1S\", \"whenUnknown\": \"accept\"}",
                "{\"service\": \"http://[::1]:81\", \"timeLimit\": \"PT30S\", \"whenUnknown\": \"refuse\"}",
                "{\"service\": \"http://LOCALHOST/a/\", \"timeLimit\": \"PT2S\", \"whenUnknown\": \"refuse\"}"
            })
    void the_breached_check_takes_whatever_a_profile_may_ask_for(String breached) {
        PasswordSettings.BreachedCheck check = passwordOf("{\"maximumLength\": 64, \"breached\": " + breached + "}")
                .breachedCheck();
        URI service = check.service() == null ? BreachedPasswords.PUBLIC_SERVICE : check.service();

        assertThatNoException()
                .isThrownBy(() ->
                        BreachedPasswords.askedAt(service, check.timeLimit(), BreachedPasswords.WhenUnknown.ACCEPT));
    }

    @Test
    void the_composition_takes_whatever_a_profile_may_ask_for() {
        PasswordSettings.Composition most = passwordOf("{\"maximumLength\": 64, \"composition\":"
                        + " {\"upperCase\": 8, \"lowerCase\": 8, \"digits\": 8, \"symbols\": 8}}")
                .composition();

        assertThatNoException()
                .isThrownBy(() -> new Composition(most.upperCase(), most.lowerCase(), most.digits(), most.symbols()));
    }

    @Test
    void words_of_its_own_win_over_the_common_ones() {
        Profile profile = files().read();

        assertThat(profile.message("password.too-short", Map.of("minimum", "8", "length", "3"))
                        .text())
                .isEqualTo("Use 8 caracteres o más.");
        assertThat(profile.message("password.too-short", Map.of("minimum", "8", "length", "3"), Locale.ENGLISH)
                        .text())
                .startsWith("The password needs at least 8");
        assertThat(profile.message("page.title", Map.of("user", "ana"), Locale.ENGLISH)
                        .text())
                .isEqualTo("Recover the password of ana");
    }

    @Test
    void its_pages_find_the_texts_that_need_nothing_filled_in() {
        Profile profile = new PortalFiles(folder)
                .with(
                        "profile.json",
                        PortalFiles.thirdPortalWith(
                                        "/messages/es/page.hint", "\"Revise la carpeta de correo no deseado.\"")
                                .replace(
                                        "\"page.title\":\"Recover",
                                        "\"page.hint\":\"Look in your spam folder.\",\"page.title\":\"Recover"))
                .read();

        assertThat(profile.pageTexts(profile.language()))
                .containsExactly(entry("hint", "Revise la carpeta de correo no deseado."));
        assertThat(profile.pageTexts(Locale.UK)).containsExactly(entry("hint", "Look in your spam folder."));
        assertThat(profile.pageTexts(Locale.GERMAN)).isEqualTo(profile.pageTexts(profile.language()));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> profile.pageTexts(profile.language()).clear());
    }

    @Test
    void a_foot_and_a_warning_of_its_own_stand_in_every_mail() {
        Profile profile = files().with("foot.es.txt", "Pie de {{portal}}\n")
                .with("warning.es.txt", "Ojo.\n")
                .read();

        for (RenderedMail mail : List.of(
                profile.render(MailTemplate.LINK, link(profile), profile.language()),
                profile.render(
                        MailTemplate.PASSWORD_CHANGED,
                        Map.of("username", "ana", "at", Instant.EPOCH),
                        profile.language()),
                profile.render(
                        MailTemplate.ACCOUNTS,
                        Map.of(
                                "email",
                                "ana@empresa.example",
                                "accounts",
                                List.of(new ListedAccount("ana", null)),
                                "passwordPage",
                                profile.page("/clave")),
                        profile.language()))) {
            assertThat(mail.text())
                    .contains("\n\nOjo.\n\nPie de Compras Ejemplo\n")
                    .doesNotContain("2200-0000");
            assertThat(mail.html()).contains("2200-0000");
        }
    }

    @Test
    void a_template_of_its_own_wins_over_the_common_one() {
        Profile profile = files().with("link.es.txt", "{{>saludo.txt}}\r\n{{username}}: {{link}}\r\n")
                .with("saludo.txt", "Hola de {{portal}}")
                .read();

        assertThat(profile.render(MailTemplate.LINK, link(profile), profile.language())
                        .text())
                .isEqualTo("Hola de Compras Ejemplo\nana: https://compras.example/portal/clave/nueva#enlace=k1\n");
        assertThat(profile.render(MailTemplate.LINK, link(profile), profile.language())
                        .html())
                .contains("Cambiar contraseña");
    }

    @Test
    void one_language_is_enough_and_serves_everybody() {
        Profile profile = new PortalFiles(folder)
                .with("profile.json", PortalFiles.thirdPortalWith("/messages/en", null))
                .read();

        RenderedMail mail = profile.render(MailTemplate.LINK, link(profile), Locale.ENGLISH);

        assertThat(mail.language()).isEqualTo(Locale.forLanguageTag("es-GT"));
        assertThat(mail.html()).contains("<html lang=\"es-GT\">");
        assertThat(mail.text()).contains("Recibimos");
    }

    @Test
    void a_language_of_its_own_must_be_spoken_wholly() {
        new PortalFiles(folder)
                .with(
                        "profile.json",
                        PortalFiles.thirdPortalWith(
                                "/messages/pt", "{\"password.requested\": \"Enviado\", \"page.title\": \"Senha\"}"));

        assertThat(refusal().problems())
                .extracting(Problem::path)
                .contains("$.messages.pt[\"link.used\"]", "link.pt.txt", "link.pt.html", "password-changed.pt.html")
                .doesNotContain("$.messages.pt[\"page.title\"]");
    }

    @Test
    void a_template_that_cannot_be_rendered_is_refused_when_it_is_read() {
        Map<String, String> wrong = Map.of(
                "unknown value", "{{username}} {{contrasena}}",
                "unknown section", "{{#contrasena}}x{{/contrasena}}",
                "unknown value where no name is known", "{{^displayName}}{{contrasena}}{{/displayName}}",
                "unknown value where a name is known", "{{#displayName}}{{contrasena}}{{/displayName}}",
                "another mail's value", "{{at}}",
                "reflection", "{{link.class}}",
                "unclosed section", "{{#username}}",
                "unclosed tag", "{{username",
                "itself", "{{>link.es.txt}}",
                "missing part", "{{>nadie.txt}}");
        wrong.forEach((what, template) -> {
            files().with("link.es.txt", template);
            assertThat(refusal()).as(what).isNotNull();
            assertThat(refusal().problems())
                    .as(what)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.path()).endsWith(".txt"));
        });
    }

    @Test
    void a_template_reaches_no_file_outside_its_folder() {
        for (String part :
                new String[] {"../profile.json", "/etc/hostname", "a/b.txt", "..", "C:\\x", "profile.json/../x"}) {
            files().with("link.es.txt", "{{>" + part + "}}");
            assertThat(refusal()).hasMessageContaining("includes a part whose name is none of a file beside it");
        }
    }

    @Test
    void a_subject_that_no_header_takes_is_refused() {
        new PortalFiles(folder)
                .with(
                        "profile.json",
                        PortalFiles.thirdPortalWith("/messages/es/mail.link.subject", '"' + "x".repeat(201) + '"'));

        assertThat(refusal().problems())
                .extracting(Problem::path)
                .containsExactly("$.messages.es[\"mail.link.subject\"]");
    }

    @Test
    void a_profile_may_come_from_the_class_path() {
        assertThat(Profile.fromResource(ThirdPortalTest.class, "third-portal.json")
                        .name())
                .isEqualTo("Compras Ejemplo");
        assertThat(Profile.fromResource(ThirdPortalTest.class, "/org/recupera/profile/third-portal.json")
                        .name())
                .isEqualTo("Compras Ejemplo");
    }

    @Test
    void a_deployment_wins_over_the_file() {
        Profile profile = files().read()
                .withBaseUrl(URI.create("http://localhost:8080"))
                .withSender(new EmailAddress("a@b.example"));

        assertThat(profile.link().baseUrl()).hasToString("http://localhost:8080");
        assertThat(profile.sender().address()).hasToString("a@b.example");
        assertThat(profile.sender().bounces()).hasToString("rebotes@compras.example");
    }

    private PortalFiles files() {
        return new PortalFiles(folder).with("profile.json", PortalFiles.thirdPortal());
    }

    private PasswordSettings passwordOf(String json) {
        return new PortalFiles(folder)
                .with("profile.json", PortalFiles.thirdPortalWith("/password", json))
                .read()
                .password();
    }

    private ProfileException refusal() {
        return catchThrowableOfType(ProfileException.class, () -> new PortalFiles(folder).read());
    }

    private static Map<String, Object> link(Profile profile) {
        return Map.of("username", "ana", "link", profile.linkTo(Secret.of("k1")));
    }
}
