package org.recupera.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailSender.Result.Accepted;

/** The way that the README shows, command by command, from no key to a mail that strangers accept. */
@Tag("signing")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadmeCommandsTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("SMIME_PASSWORD", "clave-de-prueba");

    /** What the authority does with a request; the README leaves it to the authority. */
    private static final String AUTHORITY = """
            ca="-subj /CN=Raiz -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
            openssl req -x509 $ca -keyout root.key -out chain.crt -days 30
            openssl x509 -req -in smime.csr -CA chain.crt -CAkey root.key -copy_extensions copy -days 30 -out smime.crt
            """;

    @TempDir
    Path directory;

    @Test
    void Its_commands_make_keys_with_which_a_mail_is_accepted_by_openssl_and_python3_dkim() throws IOException {
        List<String> blocks = commands();
        assertThat(blocks).hasSize(3);
        List<String> records = shell(blocks.get(0))
                .lines()
                .filter(line -> line.startsWith("v=DKIM1"))
                .toList();
        shell(blocks.get(1));
        shell(AUTHORITY);
        shell(blocks.get(2));

        EmailAddress sender = new EmailAddress("avisos@portal.example");
        byte[] mail;
        try (MailHop hop = MailHop.started();
                SmtpMailSender signing = ReadmeSamples.signing(
                                hop.sender(), sender, directory, ENVIRONMENT, Clock.systemUTC())
                        .build()) {
            assertThat(signing.send(
                            Mails.mail().from(sender, "Portal de compras").build()))
                    .isEqualTo(new Accepted());
            mail = hop.last();
        }

        List<String> verify = List.of("openssl", "cms", "-verify", "-CAfile", "chain.crt", "-out", "content");
        assertThat(Tool.run(directory, Map.of(), verify, mail).output()).contains("erification successful");
        Map<String, String> dns = Map.of(
                "recupera2026._domainkey.portal.example.", records.get(0),
                "recupera2026-ed._domainkey.portal.example.", records.get(1));
        assertThat(PythonDkim.verdicts(directory, dns, List.of(mail))).containsExactly("True True");
    }

    private static List<String> commands() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String section = readme.substring(readme.indexOf("\n## Signed mail\n"));
        section = section.substring(0, section.indexOf("\n## ", 1));
        return Pattern.compile("(?s)```sh\n(.*?)```")
                .matcher(section)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private String shell(String commands) {
        Tool.Run run =
                Tool.run(directory, ENVIRONMENT, List.of("bash", "-eu", "-o", "pipefail"), commands.getBytes(UTF_8));
        assertThat(run.exit()).as(run.output()).isZero();
        return run.output();
    }
}
