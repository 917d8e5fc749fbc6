package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeTest {

    private static final String HERE = "java/org/recupera/examples/portal/";

    @Test
    void the_readme_quotes_the_class_that_embeds_the_library() throws IOException {
        assertThat(readme()).contains(quoted("src/main/" + HERE + "Embedding.java", "    static UserTable accounts("));
    }

    @Test
    void the_readme_quotes_a_start_that_compiles() throws IOException {
        assertThat(readme()).contains(quoted("src/test/" + HERE + "ReadmeSamples.java", "    static Recupera start("));
    }

    @Test
    void the_readme_quotes_how_the_present_password_is_refused() throws IOException {
        String running = Files.readString(Path.of("src/main/" + HERE + "RunningPortal.java"));
        String rule = between(readme(), ".passwordRule(PresentPassword.verifiedBy((", "\n");

        assertThat(running.replaceAll("\\s", "")).contains(rule.replaceAll("\\s", ""));
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
        return "```java\n"
                + source.substring(source.indexOf(start), source.lastIndexOf('}'))
                        .indent(-4) + "```";
    }
}
