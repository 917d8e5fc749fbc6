package org.recupera.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadmeTest {

    @Test
    void The_readme_quotes_signing_that_compiles() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/recupera/mail/ReadmeSamples.java"));
        String method =
                source.substring(source.indexOf("    static SmtpMailSender.Builder signing("), source.lastIndexOf('}'));

        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + method.indent(-4) + "```");
    }
}
