package org.recupera.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.MailSender.Result.Accepted;
import org.recupera.port.OutgoingMail;

/** Mail signed with S/MIME that went through a mail server, judged by OpenSSL with nothing but the root. */
@Tag("signing")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OpenSslTest {

    /** In the lifetime of the test's certificates, and behind the mails' date. */
    private static final String AT = "1794000000";

    @TempDir
    Path directory;

    private final MailHop hop = MailHop.started();

    @AfterEach
    void end() {
        hop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA 2048", "RSA 3072", "RSA 4096", "EC secp256r1", "EC secp384r1", "EC secp521r1"})
    void A_signed_mail_is_accepted_as_the_signers(String kind) throws Exception {
        SigningIdentity identity = SigningIdentity.of(kind);
        byte[] mail = sent(identity, Mails.mail().build());

        for (String command : List.of("cms", "smime")) {
            Files.deleteIfExists(directory.resolve("firmante.pem"));
            Tool.Run run = verify(command, mail);
            assertThat(run.output()).contains("erification successful");
            assertThat(run.accepts()).isTrue();
            assertThat(certificates("firmante.pem"))
                    .singleElement()
                    .extracting(X509Certificate::getPublicKey)
                    .isEqualTo(SigningIdentity.keys(kind).getPublic());
        }
    }

    static Stream<OutgoingMail> odd() {
        return Stream.of(
                Mails.mail().html(null).text("").build(),
                Mails.mail().html(null).text("una línea").build(),
                Mails.mail().subject("Recuperación: ¿olvidó su contraseña? 🔑").build(),
                Mails.mail().text(".\n..\n.punto\nFrom aquí\n\n\n").build(),
                Mails.mail()
                        .text("á".repeat(5_000) + " fin \n\t\n" + "x".repeat(5_000))
                        .build(),
                Mails.mail()
                        .from(SigningIdentity.SENDER, "Mesa, de \"ayuda\" \\ <x@evil.example>")
                        .build());
    }

    @ParameterizedTest
    @MethodSource("odd")
    void Odd_mails_are_accepted_and_come_out_whole(OutgoingMail odd) throws Exception {
        byte[] mail = sent(SigningIdentity.of("EC secp256r1"), odd);

        assertThat(verify("cms", mail).output()).contains("erification successful");
        assertThat(Files.readString(directory.resolve("contenido"), US_ASCII)).isEqualTo(content(mail));
    }

    @Test
    void With_one_byte_changed_anywhere_in_what_is_covered_it_is_refused() throws Exception {
        byte[] mail = sent(SigningIdentity.of("RSA 2048"), Mails.mail().build());
        int from = new String(mail, ISO_8859_1).indexOf(content(mail));
        List<Integer> tried = new ArrayList<>();

        for (MatchResult line : Pattern.compile("(?m)^.*?([A-Za-z0-9])")
                .matcher(content(mail))
                .results()
                .toList()) {
            byte[] changed = mail.clone();
            int at = from + line.start(1);
            changed[at] ^= 1;
            tried.add(at);
            assertThat(verify("cms", changed).accepts()).as("byte " + at).isFalse();
        }
        assertThat(tried).hasSizeGreaterThan(15);
    }

    @Test
    void With_a_byte_of_the_signature_changed_it_is_refused() throws Exception {
        byte[] mail = sent(SigningIdentity.of("RSA 2048"), Mails.mail().build());
        int at = new String(mail, ISO_8859_1).lastIndexOf("\r\n--") - 40;
        byte[] changed = mail.clone();
        changed[at] = (byte) (changed[at] == 'A' ? 'B' : 'A');

        assertThat(verify("cms", mail).accepts()).isTrue();
        assertThat(verify("cms", changed).accepts()).isFalse();
    }

    @Test
    void DKIM_in_front_of_it_does_no_harm() throws Exception {
        try (SmtpMailSender sender = hop.sender()
                .smime(SigningIdentity.of("RSA 2048").signer())
                .dkim(DkimSigner.forSender(SigningIdentity.SENDER)
                        .key("recupera", SigningIdentity.keys("RSA 2048").getPrivate())
                        .build())
                .build()) {
            assertThat(sender.send(Mails.mail().build())).isEqualTo(new Accepted());
        }

        assertThat(verify("cms", hop.last()).output()).contains("erification successful");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-legacy", "-nomac"})
    void A_PKCS12_file_made_by_OpenSSL_is_read(String form) throws Exception {
        SigningIdentity identity = SigningIdentity.of("RSA 2048");
        write("clave.pem", "PRIVATE KEY", identity.privateKey().getEncoded());
        write("certificado.pem", "CERTIFICATE", identity.chain().get(0).getEncoded());
        write("cadena.pem", "CERTIFICATE", SigningIdentity.ISSUER.getEncoded());
        List<String> export = new ArrayList<>(List.of(
                "openssl",
                "pkcs12",
                "-export",
                "-inkey",
                "clave.pem",
                "-in",
                "certificado.pem",
                "-certfile",
                "cadena.pem",
                "-passout",
                "env:CLAVE",
                "-out",
                "firma.p12"));
        if (!form.isEmpty()) {
            export.add(form);
        }
        assertThat(Tool.run(directory, Map.of("CLAVE", SigningIdentity.PASSWORD.reveal()), export, new byte[0]))
                .matches(Tool.Run::accepts);
        SmimeSigner signer = SmimeSigner.forSender(SigningIdentity.SENDER, SigningIdentity.CLOCK)
                .fromPkcs12(directory.resolve("firma.p12"), SigningIdentity.PASSWORD);

        byte[] mail = sent(signer, Mails.mail().build());
        assertThat(verify("cms", mail).output()).contains("erification successful");
    }

    private byte[] sent(SigningIdentity identity, OutgoingMail mail) {
        return sent(identity.signer(), mail);
    }

    private byte[] sent(SmimeSigner signer, OutgoingMail mail) {
        try (SmtpMailSender sender = hop.sender().smime(signer).build()) {
            assertThat(sender.send(mail)).isEqualTo(new Accepted());
        }
        return hop.last();
    }

    private Tool.Run verify(String command, byte[] mail) throws IOException, GeneralSecurityException {
        write("raiz.pem", "CERTIFICATE", SigningIdentity.ROOT.getEncoded());
        return Tool.run(
                directory,
                Map.of(),
                List.of(
                        "openssl",
                        command,
                        "-verify",
                        "-CAfile",
                        "raiz.pem",
                        "-purpose",
                        "smimesign",
                        "-attime",
                        AT,
                        "-signer",
                        "firmante.pem",
                        "-out",
                        "contenido"),
                mail);
    }

    private void write(String file, String type, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                directory.resolve(file), "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }

    private List<X509Certificate> certificates(String file) throws IOException, GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(directory.resolve(file))))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    private static String content(byte[] mail) {
        String wire = new String(mail, ISO_8859_1);
        String delimiter = "\r\n--" + Multipart.of(Mails.mail().build(), "s").boundary() + "\r\n";
        int from = wire.indexOf(delimiter) + delimiter.length();
        return wire.substring(from, wire.indexOf(delimiter, from));
    }
}
