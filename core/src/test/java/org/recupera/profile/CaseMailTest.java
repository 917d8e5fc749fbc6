package org.recupera.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.EmailAddress;

/** The two mails about a support case, in both portals and both languages. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CaseMailTest {

    private static final Locale SPANISH = Locale.forLanguageTag("es");
    private static final String NUMBER = "HC-2026-7Q4K9M2XJ";
    private static final URI STATUS = URI.create("https://portal.example/honducompras/caso");

    private final Profile profile = deployed("honducompras");

    static Map<String, Object> filed() {
        Map<String, Object> values = new HashMap<>();
        values.put("number", NUMBER);
        values.put("at", Instant.parse("2026-11-20T20:05:00Z"));
        values.put("facts", List.of(new CaseFact("Asunto", "Recuperación de usuario")));
        return values;
    }

    static Map<String, Object> answered(String answer) {
        return Map.of("number", NUMBER, "state", "Respondido", "answer", answer);
    }

    private static Profile deployed(String portal) {
        return Profile.named(portal)
                .withBaseUrl(URI.create("https://portal.example"))
                .withSender(new EmailAddress("casos@portal.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"honducompras", "secop-ii"})
    void the_confirmation_says_the_number_what_was_asked_and_when(String portal) {
        RenderedMail mail = deployed(portal).render(MailTemplate.CASE_FILED, filed(), SPANISH);

        assertThat(mail.subject()).startsWith("[" + NUMBER + "] ").doesNotContain("#");
        for (String body : List.of(mail.text(), mail.html())) {
            assertThat(body)
                    .contains(NUMBER, "Asunto: ", "Recuperación de usuario", "20 de noviembre de 2026")
                    .doesNotContain("{{", "a más tardar", "fuera del horario");
        }
    }

    @Test
    void it_says_by_when_the_desk_answers_and_when_it_opens_where_that_is_known() {
        Map<String, Object> values = filed();
        values.put("due", Instant.parse("2026-11-23T16:00:00Z"));
        values.put("opens", Instant.parse("2026-11-23T14:00:00Z"));
        values.put("statusPage", STATUS);

        RenderedMail mail = profile.render(MailTemplate.CASE_FILED, values, SPANISH);

        assertThat(mail.text())
                .contains(
                        "a más tardar el 23 de noviembre de 2026 a las 10:00",
                        "a partir del 23 de noviembre de 2026 a las 08:00",
                        "\n" + STATUS + "\n");
        assertThat(mail.html()).contains("href=\"" + STATUS + "\"");
    }

    @Test
    void an_answer_keeps_its_lines_and_brings_no_element() {
        String answer = "Buenos días.\n\n<b>Ya</b> puede {{number}} ingresar & salir.";

        RenderedMail mail = profile.render(MailTemplate.CASE_ANSWERED, answered(answer), SPANISH);

        assertThat(mail.subject()).startsWith("Re: [" + NUMBER + "] ");
        assertThat(mail.text()).contains("\n" + answer + "\n");
        assertThat(mail.html())
                .contains("Buenos días.<br><br>&lt;b&gt;Ya&lt;/b&gt; puede {{number}} ingresar &amp; salir.");
    }

    @Test
    void a_change_of_state_alone_is_told_without_an_empty_answer() {
        RenderedMail mail =
                profile.render(MailTemplate.CASE_ANSWERED, Map.of("number", NUMBER, "state", "Cerrado"), SPANISH);

        assertThat(mail.text()).contains("Estado del caso: Cerrado").doesNotContain("\n\n\n");
        assertThat(mail.html()).doesNotContain("<br>");
    }

    @Test
    void both_belong_to_one_thread_by_their_subjects() {
        for (String language : List.of("es", "en")) {
            Locale locale = Locale.forLanguageTag(language);
            String confirmation =
                    profile.render(MailTemplate.CASE_FILED, filed(), locale).subject();

            assertThat(profile.render(MailTemplate.CASE_ANSWERED, answered("x"), locale)
                            .subject())
                    .isEqualTo("Re: " + confirmation);
        }
    }

    @Test
    void facts_are_those_of_a_case_and_of_nothing_else() {
        Map<String, Object> values = filed();
        values.put("facts", List.of(new ListedAccount("ana", null)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile.render(MailTemplate.CASE_FILED, values, SPANISH))
                .withMessageNotContaining("ana");
    }
}
