package org.recupera.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.Recupera;
import org.recupera.RecuperaBuilder;
import org.recupera.key.KeyRing;
import org.recupera.mail.desk.DeskProfile;
import org.recupera.memory.InMemoryAccounts;
import org.recupera.memory.InMemoryCases;
import org.recupera.memory.InMemoryMailbox;
import org.recupera.memory.InMemorySessions;
import org.recupera.memory.InMemoryStorage;
import org.recupera.password.Argon2id;
import org.recupera.port.CaseState;
import org.recupera.port.CaseSummary;
import org.recupera.port.ClientAddress;
import org.recupera.port.EmailAddress;
import org.recupera.profile.Profile;
import org.recupera.ticket.FilingOutcome;
import org.recupera.ticket.Submission;
import org.recupera.ticket.SupportCases;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadmeTest {

    @Test
    void The_readme_quotes_signing_that_compiles() throws IOException {
        assertQuotes("static SmtpMailSender.Builder signing(");
    }

    @Test
    void The_readme_quotes_a_desk_that_compiles_and_where_it_is_plugged_in() throws IOException {
        assertQuotes("static TicketDesk desk(", "static Recupera withDesk(");
    }

    @Test
    void The_readme_plugs_the_desk_in_so_that_it_gets_each_case_and_the_store_keeps_it() {
        InMemoryAccounts accounts = InMemoryAccounts.hashedWith(Argon2id.standard());
        InMemoryCases store = InMemoryCases.create();
        InMemoryMailbox mailbox = InMemoryMailbox.create();
        Profile profile = Profile.named("secop-ii")
                .withBaseUrl(URI.create("https://portal.example"))
                .withSender(new EmailAddress("avisos@portal.example"));
        RecuperaBuilder portal = Recupera.forPortal(profile)
                .users(accounts)
                .passwords(accounts)
                .sessions(InMemorySessions.create())
                .storage(InMemoryStorage.create())
                .mail(mailbox)
                .keys(KeyRing.ephemeral(new SecureRandom()));
        try (Recupera recupera = ReadmeSamples.withDesk(portal, store, mailbox)) {
            SupportCases cases = recupera.cases();

            FilingOutcome filed = cases.file(
                    Submission.of(cases.newSubmissionId(), cases.form().version())
                            .values(filledIn(cases))
                            .build(),
                    ClientAddress.of("192.0.2.7"));
            recupera.drain();

            assertThat(filed).isInstanceOf(FilingOutcome.Filed.class);
            assertThat(mailbox.mails())
                    .extracting(mail -> mail.to().value())
                    .containsExactlyInAnyOrder("soporte@mesa.example", "ana@empresa.example");
            assertThat(store.list(profile.portal(), Set.of(CaseState.HANDED_OVER), null, 10))
                    .extracting(CaseSummary::number)
                    .containsExactly(((FilingOutcome.Filed) filed).number());
        }
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

    /** What the form asks for, and the first of what it offers. */
    private static Map<String, String> filledIn(SupportCases cases) {
        Map<String, String> values = new HashMap<>(Map.of(
                "nombre", "Ana Rodríguez",
                "correo", "ana@empresa.example",
                "documento", "1020304001",
                "descripcion", "No recuerdo mi usuario."));
        cases.form().draw(values, Locale.ENGLISH).fields().stream()
                .filter(field -> !field.options().isEmpty())
                .forEach(
                        field -> values.put(field.name(), field.options().get(0).id()));
        return values;
    }

    /** One block that has these methods and no others. */
    private static void assertQuotes(String... beginnings) throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/recupera/mail/ReadmeSamples.java"));
        String block = Stream.of(beginnings)
                .map(beginning -> method(source, "    " + beginning))
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + block.indent(-4) + "```");
    }

    private static String method(String source, String beginning) {
        int from = source.indexOf(beginning);
        return source.substring(from, source.indexOf("\n    }\n", from) + "\n    }\n".length());
    }
}
