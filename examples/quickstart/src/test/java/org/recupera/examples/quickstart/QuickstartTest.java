package org.recupera.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class QuickstartTest {

    private static final int LONGEST_BLOCK = 25;

    @Test
    void it_prints_the_link_and_changes_the_password() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Quickstart.main(new String[0]);
        } finally {
            System.setOut(before);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .satisfiesExactly(
                        link -> assertThat(link)
                                .matches("https://portal\\.example/secop/cambiar-contrasena\\?token=[0-9a-z.]+"),
                        outcome -> assertThat(outcome).startsWith("Changed[username=ana"));
    }

    @Test
    void the_first_java_block_of_the_readme_is_this_program() throws IOException {
        String source = Files.readString(Path.of("src/main/java/org/recupera/examples/quickstart/Quickstart.java"));
        String readme = Files.readString(Path.of("../../README.md"));

        String block = between(readme, "```java\n", "```");

        assertThat(block)
                .isEqualTo(
                        between(source, "main(String[] args) {\n", "    }\n}").indent(-8));
        assertThat(block.lines().count()).isLessThanOrEqualTo(LONGEST_BLOCK);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
