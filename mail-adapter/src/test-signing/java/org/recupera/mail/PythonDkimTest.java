package org.recupera.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailSender.Result.Accepted;
import org.recupera.port.OutgoingMail;

/** Mail signed with DKIM that went through a mail server, judged by python3-dkim, to which the DNS is read out. */
@Tag("signing")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PythonDkimTest {

    private static final String BOTH = "True True";
    private static final String NONE = "False False";

    @TempDir
    Path directory;

    private final MailHop hop = MailHop.started();

    @AfterEach
    void end() {
        hop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA 2048", "RSA 3072", "RSA 4096"})
    void Both_signatures_of_a_mail_are_accepted(String kind) {
        assertThat(verdicts(kind, List.of(sent(kind, full())))).containsExactly(BOTH);
    }

    @Test
    void Odd_mails_are_accepted() {
        List<byte[]> mails = Stream.of(
                        Mails.mail().subject("").html(null).text(""),
                        Mails.mail().subject("dos  espacios ").html(null).text("\n\n \n"),
                        Mails.mail().subject("Recuperación: ¿olvidó su contraseña? 🔑 ".repeat(9)),
                        Mails.mail().text(".\n..\n.punto\nFrom aquí\n\n\n"),
                        Mails.mail().text("á".repeat(5_000) + " fin \n\t\n" + "x".repeat(5_000)),
                        Mails.mail().automatic(false).from(SigningIdentity.SENDER, "Mesa, de \"ayuda\" \\ <x@y.z>"))
                .map(mail -> sent("RSA 2048", mail.build()))
                .toList();

        assertThat(verdicts("RSA 2048", mails)).hasSize(6).containsOnly(BOTH);
    }

    @Test
    void With_one_byte_changed_in_any_line_it_is_refused() {
        byte[] mail = sent("RSA 2048", full());
        String wire = new String(mail, ISO_8859_1);
        int from = wire.indexOf("\r\nDate:");
        List<byte[]> changed = new ArrayList<>();
        for (MatchResult line : Pattern.compile("(?m)^(?:[A-Za-z-]+:)?.*?([A-Za-z0-9])")
                .matcher(wire.substring(from))
                .results()
                .toList()) {
            byte[] copy = mail.clone();
            copy[from + line.start(1)] ^= 1;
            changed.add(copy);
        }

        assertThat(changed).hasSizeGreaterThan(40);
        assertThat(verdicts("RSA 2048", changed)).hasSameSizeAs(changed).containsOnly(NONE);
    }

    @Test
    void With_something_added_it_is_refused() {
        byte[] mail = sent("RSA 2048", full());
        List<byte[]> changed = Stream.of(
                        "From",
                        "To",
                        "Cc",
                        "Sender",
                        "Subject",
                        "Reply-To",
                        "Date",
                        "Message-ID",
                        "Content-Type",
                        "Content-Transfer-Encoding",
                        "MIME-Version",
                        "In-Reply-To",
                        "References",
                        "Auto-Submitted",
                        "Content-Language",
                        "Content-Disposition",
                        "Disposition-Notification-To",
                        "List-Unsubscribe")
                .flatMap(name -> Stream.of(
                        MailHop.changed(mail, "\r\nDate:", "\r\n" + name + ": x@evil.example\r\nDate:"),
                        MailHop.changed(mail, "\r\n\r\n", "\r\n" + name + ": x@evil.example\r\n\r\n")))
                .collect(Collectors.toCollection(ArrayList::new));
        byte[] longer = Arrays.copyOf(mail, mail.length + 3);
        System.arraycopy("x\r\n".getBytes(US_ASCII), 0, longer, mail.length, 3);
        changed.add(longer);

        assertThat(verdicts("RSA 2048", changed)).hasSize(37).containsOnly(NONE);
    }

    @Test
    void What_servers_on_the_way_may_do_is_accepted() {
        byte[] mail = sent("RSA 2048", full());
        List<byte[]> changed = List.of(
                MailHop.changed(mail, "Received:", "Received: from otro by otra\r\nReceived:"),
                MailHop.changed(mail, "Auto-Submitted: auto", "auto-submitted:\r\n\t auto"),
                MailHop.changed(mail, "\r\nDate:", "\r\nX-Spam-Score: 0\r\nDate:"),
                Arrays.copyOf(mail, mail.length - 2));

        assertThat(verdicts("RSA 2048", changed)).hasSize(4).containsOnly(BOTH);
    }

    private static OutgoingMail full() {
        return Mails.mail()
                .replyTo(new EmailAddress("mesa@correo.example.hn"))
                .references("<primero@correo.example.hn>")
                .build();
    }

    /** Signed with S/MIME, an RSA key and an Ed25519 key. */
    private byte[] sent(String kind, OutgoingMail mail) {
        DkimSigner dkim = DkimSigner.forSender(SigningIdentity.SENDER)
                .key("rsa2026", SigningIdentity.keys(kind).getPrivate())
                .key("ed2026", SigningIdentity.keys("Ed25519").getPrivate())
                .build();
        try (SmtpMailSender sender = hop.sender()
                .smime(SigningIdentity.of("EC secp256r1").signer())
                .dkim(dkim)
                .build()) {
            assertThat(sender.send(mail)).isEqualTo(new Accepted());
        }
        return hop.last();
    }

    private List<String> verdicts(String kind, List<byte[]> mails) {
        byte[] ed25519 = SigningIdentity.keys("Ed25519").getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(ed25519, ed25519.length - 32, ed25519.length);
        PublicKey rsa = SigningIdentity.keys(kind).getPublic();
        return PythonDkim.verdicts(
                directory,
                Map.of(
                        "rsa2026._domainkey.correo.example.hn.", "v=DKIM1; k=rsa; p=" + base64(rsa.getEncoded()),
                        "ed2026._domainkey.correo.example.hn.", "v=DKIM1; k=ed25519; p=" + base64(raw)),
                mails);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
