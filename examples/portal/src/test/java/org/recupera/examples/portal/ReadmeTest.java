package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeTest {

    private static final String HERE = "java/org/recupera/examples/portal/";
    private static final String SAMPLES = "src/test/" + HERE + "ReadmeSamples.java";

    @Test
    void the_readme_quotes_the_record_that_embeds_the_library() throws IOException {
        String source = Files.readString(Path.of("src/main/" + HERE + "Embedding.java"));

        assertThat(readme()).contains("```java\n" + source.substring(source.indexOf("record Embedding(")) + "```");
    }

    @Test
    void the_readme_quotes_a_start_that_compiles() throws IOException {
        assertThat(readme()).contains(quoted(SAMPLES, "    static SmtpMailSender mail("));
    }

    @Test
    void the_readme_quotes_a_servlet_for_cases_that_compiles() throws IOException {
        assertThat(readme())
                .contains(quoted("src/test/" + HERE + "ReadmeCaseServlet.java", "    protected void doPost("));
    }

    @Test
    void the_readme_quotes_how_the_present_password_is_refused() throws IOException {
        String rule = between(readme(), ".passwordRule(PresentPassword.verifiedBy((", "\n");

        assertThat(squeezed(Files.readString(Path.of("src/main/" + HERE + "RunningPortal.java"))))
                .contains(squeezed(rule));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PasswordForm.normalise(typed)",
                "JdbcEventTrail trail = storage.eventTrail()",
                ".listener(trail)",
                "PortalId portal = profile.portal()",
                "trail.about(portal, recupera.subjectOf(account), 100)",
                ".chore(now -> trail.purge(portal, now.minus(Duration.ofDays(365)), 10_000))",
                ".cases(storage.cases())",
                ".caseSequence(storage.caseSequence())",
                ".cases(InMemoryCases.create())",
                "cases.form().prefilled(draft)",
                "desk().answer(seen.number(), seen.version(), text, CaseState.ANSWERED)"
            })
    void what_the_readme_says_in_its_sentences_compiles(String code) throws IOException {
        assertThat(squeezed(readme())).contains('`' + squeezed(code) + '`');
        assertThat(squeezed(Files.readString(Path.of(SAMPLES)))).contains(squeezed(code));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s", "");
    }

    private static String between(String text, String start, String end) {
        int at = text.indexOf(start);
        assertThat(at).isNotNegative();
        return text.substring(at, text.indexOf(end, at));
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("../../README.md"));
    }

    /** The last methods of a file, as a block of Markdown. */
    private static String quoted(String file, String start) throws IOException {
        String source = Files.readString(Path.of(file));
        int at = source.indexOf(start);
        assertThat(at).isNotNegative();
        return "```java\n" + source.substring(at, source.lastIndexOf('}')).indent(-4) + "```";
    }
}
