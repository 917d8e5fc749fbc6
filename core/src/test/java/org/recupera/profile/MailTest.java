package org.recupera.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.Secret;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MailTest {

    private static final Locale SPANISH = Locale.forLanguageTag("es");
    private static final Instant AFTERNOON = Instant.parse("2026-11-20T20:05:00Z");
    private static final String LINK = "https://portal.example/honducompras/cambiar-contrasena?token=k1.abc";

    private final Profile profile = Profile.named("honducompras").withBaseUrl(URI.create("https://portal.example"));

    @Test
    void the_link_can_be_clicked_and_copied() {
        RenderedMail mail = profile.render(MailTemplate.LINK, link("comprador1"), SPANISH);

        assertThat(mail.subject()).isEqualTo("HonduCompras: enlace para cambiar su contraseña");
        assertThat(mail.text()).contains("\n\n" + LINK + "\n\n");
        assertThat(mail.html()).contains(">" + LINK + "</a>");
        assertThat(new ReadMail(mail).links()).containsExactly(LINK, LINK, "https://soporte.honducompras.gob.hn");
    }

    @Test
    void each_part_says_all_that_it_must() {
        RenderedMail mail = profile.render(MailTemplate.LINK, link("comprador1"), SPANISH);

        for (String part : new ReadMail(mail).parts()) {
            assertThat(part)
                    .contains(
                            "comprador1",
                            "una sola vez y durante 60 minutos",
                            "use el enlace del más reciente",
                            "no haga nada: su contraseña sigue siendo la misma",
                            "nunca le pide su contraseña ni otros datos por correo electrónico",
                            "2240-1470",
                            "2240-1471",
                            "2240-1472",
                            "2240-1473",
                            "soporte.honducompras.gob.hn")
                    .doesNotContain("{{", "}}", "Horario");
        }
    }

    @Test
    void a_link_that_is_mailed_again_says_what_is_left_of_its_life() {
        Map<String, Object> values = link("comprador1");
        values.put("life", Duration.ofMinutes(52).plusSeconds(59));

        assertThat(profile.render(MailTemplate.LINK, values, SPANISH).text()).contains("durante 52 minutos");
        values.put("life", Duration.ofSeconds(61));
        assertThat(profile.render(MailTemplate.LINK, values, SPANISH).text()).contains("durante 1 minuto.");
        values.put("life", Duration.ofHours(24));
        assertThat(profile.render(MailTemplate.LINK, values, Locale.ENGLISH).text())
                .contains("for 24 hours");
    }

    @Test
    void the_notice_says_when_and_what_to_do_and_links_to_support_alone() {
        RenderedMail mail = profile.render(MailTemplate.PASSWORD_CHANGED, notice("comprador1"), SPANISH);

        for (String part : new ReadMail(mail).parts()) {
            assertThat(part)
                    .contains("20 de noviembre de 2026 a las 14:05 (hora de Honduras)", "sesiones", "Si no fue usted")
                    .doesNotContain("portal.example");
        }
        assertThat(new ReadMail(mail).links()).containsExactly("https://soporte.honducompras.gob.hn");
        assertThat(new ReadMail(mail).webAddresses())
                .containsExactly(
                        List.of("https://soporte.honducompras.gob.hn"), List.of("soporte.honducompras.gob.hn"));
    }

    @Test
    void english_stands_beside() {
        RenderedMail mail = profile.render(MailTemplate.PASSWORD_CHANGED, notice("comprador1"), Locale.UK);

        assertThat(mail.language()).isEqualTo(Locale.ENGLISH);
        assertThat(mail.text()).contains("20 November 2026 at 14:05 (Honduras time)");
        assertThat(mail.html()).contains("<html lang=\"en\">");
        assertThat(mail.text() + mail.html()).doesNotContainPattern("[áéíóúñ¿«]");
    }

    @Test
    void a_name_is_used_if_known() {
        Map<String, Object> values = notice("comprador1");
        values.put("displayName", "María López");

        assertThat(new ReadMail(profile.render(MailTemplate.PASSWORD_CHANGED, values, SPANISH)).parts())
                .allSatisfy(part -> assertThat(part).contains("Estimado(a) María López:"));
    }

    @EachWickedName
    void a_name_of_somebodys_own_choosing_brings_no_element_and_no_link(String name) {
        boolean pointsAtMost = !name.matches("(?is).*([:/]|www[.]).*");
        Map<String, Object> values = link(pointsAtMost ? "ana" : name);
        values.put("displayName", name);
        RenderedMail plain = profile.render(MailTemplate.LINK, named(link("ana"), "Ana"), SPANISH);

        RenderedMail mail = profile.render(MailTemplate.LINK, values, SPANISH);

        assertThat(new ReadMail(mail).elements()).isEqualTo(new ReadMail(plain).elements());
        assertThat(new ReadMail(mail).webAddresses()).isEqualTo(new ReadMail(plain).webAddresses());
        assertThat(mail.text().lines().count()).isEqualTo(plain.text().lines().count());
        assertThat(mail.subject()).isEqualTo(plain.subject());
        assertThat(mail.text()).doesNotContain(" 49 ").doesNotContainPattern("[\\u202A-\\u202E\\u2028]");
    }

    @Test
    void a_username_with_points_can_be_copied_from_the_mail() {
        RenderedMail mail = profile.render(MailTemplate.LINK, link("maria.lopez"), SPANISH);

        assertThat(mail.text()).contains("maria.lopez");
        assertThat(mail.html()).contains("maria.lopez");
    }

    @Test
    void ordinary_names_are_printed_as_they_are() {
        for (String name : List.of(
                "comprador1", "María José Núñez", "ana@institucion.example", "0801-1990-00001", "Sr. Paz", "A & B")) {
            assertThat(PrintedName.of(name)).isEqualTo(name);
        }
        assertThat(PrintedName.of("n".repeat(500))).hasSize(80).endsWith("n…");
        assertThat(PrintedName.of("\uD83D\uDE00".repeat(81))).hasSize(2 * 79 + 1);
    }

    @Test
    void what_people_copy_from_a_mail_is_printed_whole() {
        String address = "consorcio-vias-y-puentes-del-magdalena-medio@" + "obras.".repeat(30) + "example";
        for (String identifier : List.of("n".repeat(254), "maria.lopez", "ana@institucion.example", address)) {
            assertThat(PrintedName.ofIdentifier(identifier)).isEqualTo(identifier);
        }
        assertThat(PrintedName.ofIdentifier("n".repeat(500))).hasSize(254).endsWith("n…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tr-TR", "ar-EG", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai", "hi-IN-u-nu-deva", "fa-IR"})
    void the_machines_language_changes_nothing(String tag) {
        RenderedMail expected = profile.render(MailTemplate.PASSWORD_CHANGED, notice("comprador1"), SPANISH);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            Profile read = Profile.named("honducompras").withBaseUrl(URI.create("HTTPS://PORTAL.EXAMPLE:8443"));

            assertThat(read.render(MailTemplate.PASSWORD_CHANGED, notice("comprador1"), SPANISH))
                    .isEqualTo(expected);
            assertThat(read.render(MailTemplate.PASSWORD_CHANGED, notice("comprador1"), Locale.getDefault()))
                    .isEqualTo(expected);
            assertThat(read.linkTo(Secret.of("K1.ABI")).reveal())
                    .isEqualTo("https://portal.example:8443/honducompras/cambiar-contrasena?token=K1.ABI");
            assertThat(read.render(MailTemplate.LINK, link("comprador1"), SPANISH)
                            .text())
                    .contains("60 minutos");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void html_needs_nothing_from_elsewhere_and_runs_nothing() {
        for (MailTemplate template : MailTemplate.values()) {
            Map<String, Object> values = switch (template) {
                case LINK -> link("ana");
                case PASSWORD_CHANGED, ANSWERS_REPLACED -> notice("ana");
                case ACCOUNTS -> accounts(new ListedAccount("ana", null));
                case CASE_FILED -> CaseMailTest.filed();
                case CASE_ANSWERED -> CaseMailTest.answered("Ya puede ingresar.");
            };
            String html = profile.render(template, values, SPANISH).html();

            assertThat(html)
                    .doesNotContainPattern("(?i)<(script|img|link|iframe|form|object)|url\\(|@import| src=| on[a-z]+=");
            assertThat(html).contains("<html lang=\"es-HN\">", "max-width:600px", "prefers-color-scheme: dark");
        }
    }

    @Test
    void values_are_those_of_the_mail_and_of_their_types() {
        Map<String, Object> values = link("ana");
        values.put("password", "secret");
        refusesWithout("secret", values);

        values = link("ana");
        values.put("link", "secret");
        refusesWithout("secret", values);

        values = link("ana");
        values.remove("username");
        refusesWithout("k1.abc", values);
    }

    @Test
    void many_threads_may_share_a_profile() {
        List<String> names =
                IntStream.range(0, 2_000).mapToObj(i -> "usuario" + i).toList();

        List<String> mails = names.parallelStream()
                .map(name ->
                        profile.render(MailTemplate.LINK, link(name), SPANISH).html())
                .toList();

        for (int i = 0; i < names.size(); i++) {
            assertThat(mails.get(i)).contains("<strong>" + names.get(i) + "</strong>");
        }
    }

    @Test
    void a_rendered_mail_does_not_print_itself() {
        assertThat(profile.render(MailTemplate.LINK, link("ana"), SPANISH))
                .hasToString("RenderedMail[es-HN, redacted]");
    }

    private void refusesWithout(String secret, Map<String, Object> values) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile.render(MailTemplate.LINK, values, SPANISH))
                .withMessageNotContaining(secret);
    }

    private Map<String, Object> link(String username) {
        return new HashMap<>(Map.of("username", username, "link", profile.linkTo(Secret.of("k1.abc"))));
    }

    private static Map<String, Object> notice(String username) {
        return new HashMap<>(Map.of("username", username, "at", AFTERNOON));
    }

    private static Map<String, Object> named(Map<String, Object> values, String name) {
        values.put("displayName", name);
        return values;
    }

    private static Map<String, Object> accounts(ListedAccount... accounts) {
        return new HashMap<>(Map.of(
                "email",
                "ana@empresa.example",
                "accounts",
                List.of(accounts),
                "passwordPage",
                URI.create("https://portal.example/honducompras/recuperar-contrasena")));
    }
}
