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

    private static final Path EMBEDDING = Path.of("src/main/java/org/recupera/examples/portal/Embedding.java");

    @Test
    void the_readme_quotes_the_class_that_embeds_the_library() throws IOException {
        String source = Files.readString(EMBEDDING);
        String method = source.substring(source.indexOf("    Recupera.Builder recovery("), source.lastIndexOf('}'));

        assertThat(Files.readString(Path.of("../../README.md"))).contains("```java\n" + method.indent(-4) + "```");
    }
}
