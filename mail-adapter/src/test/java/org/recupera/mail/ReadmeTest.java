package org.recupera.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.mail.desk.DeskProfile;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadmeTest {

    @Test
    void The_readme_quotes_signing_that_compiles() throws IOException {
        assertQuotes("static SmtpMailSender.Builder signing(");
    }

    @Test
    void The_readme_quotes_a_desk_that_compiles() throws IOException {
        assertQuotes("static TicketDesk desk(");
    }

    @Test
    void The_readme_tells_of_each_desk_what_its_profile_says_of_repetitions() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        for (DeskProfile profile : List.of(
                DeskProfile.generic(),
                DeskProfile.osticket(),
                DeskProfile.zammad(),
                DeskProfile.zammadTrusted(),
                DeskProfile.rt(),
                DeskProfile.glpi(),
                DeskProfile.znuny(),
                DeskProfile.znunyTrusted(),
                DeskProfile.freescout())) {
            assertThat(readme.lines().filter(line -> line.startsWith("| `" + profile.name() + "` |")))
                    .as(profile.name())
                    .singleElement()
                    .asString()
                    .contains("| `" + profile.repeats() + '`');
        }
    }

    private static void assertQuotes(String beginning) throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/recupera/mail/ReadmeSamples.java"));
        int from = source.indexOf("    " + beginning);
        String method = source.substring(from, source.indexOf("\n    }\n", from) + "\n    }\n".length());

        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + method.indent(-4) + "```");
    }
}
