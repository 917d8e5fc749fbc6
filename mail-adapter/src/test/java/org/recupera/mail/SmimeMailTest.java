package org.recupera.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.recupera.mail.SigningIdentity.CLOCK;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.EmailAddress;
import org.recupera.port.Finding;
import org.recupera.port.MailAttachment;
import org.recupera.port.MailSender.Result;
import org.recupera.port.MailSender.Result.Accepted;
import org.recupera.port.MailSender.Result.Deferred;
import org.recupera.port.OutgoingMail;
import org.recupera.port.Secret;

/** Mail signed with S/MIME that went through a mail server, judged by Bouncy Castle's verifier. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SmimeMailTest {

    private static final SigningIdentity IDENTITY = SigningIdentity.of("EC secp256r1");

    private final MailHop hop = MailHop.started();

    @AfterEach
    void end() {
        hop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA 2048", "RSA 3072", "RSA 4096", "EC secp256r1", "EC secp384r1", "EC secp521r1"})
    void A_signed_mail_verifies_and_with_a_changed_body_it_does_not(String kind) throws Exception {
        byte[] mail = sent(SigningIdentity.of(kind), Mails.mail().build());

        assertThat(verifies(mail)).isTrue();
        for (String part : List.of("Estimada", "text/plain", "charset=UTF-8", "</p>", "=C3=B1")) {
            assertThat(verifies(MailHop.changed(mail, part, part.replace(part.charAt(1), '!'))))
                    .as(part)
                    .isFalse();
        }
    }

    @Test
    void A_signature_covers_text_and_files_and_leaves_them_as_they_were() throws Exception {
        OutgoingMail mail = Mails.mail()
                .html(null)
                .attachment(MailAttachment.of("HC-2026-7Q4K9M2XJ-01.png", "image/png", new byte[500]))
                .build();
        byte[] signed = sent(IDENTITY, mail);

        assertThat(verifies(signed)).isTrue();
        for (String part : List.of("Estimada", "image/png", "AAAAAA", "HC-2026", "multipart/mixed")) {
            assertThat(verifies(MailHop.changed(signed, part, '!' + part.substring(1))))
                    .as(part)
                    .isFalse();
        }
        var entities = (MimeMultipart) MailHop.parsed(signed).getContent();
        var parts = (MimeMultipart) entities.getBodyPart(0).getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat((String) parts.getBodyPart(0).getContent()).isEqualToNormalizingNewlines(mail.text());
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(new byte[500]);
    }

    @Test
    void A_mail_program_finds_the_mail_as_it_was_and_a_signature_beside_it() throws Exception {
        OutgoingMail mail = Mails.mail().build();
        MimeMessage message = MailHop.parsed(sent(IDENTITY, mail));

        assertThat(message.getSubject()).isEqualTo(mail.subject());
        assertThat(message.getContentType())
                .startsWith("multipart/signed;")
                .contains("protocol=\"application/pkcs7-signature\"", "micalg=sha-256");
        var signed = (MimeMultipart) message.getContent();
        assertThat(signed.getCount()).isEqualTo(2);
        var alternatives = (MimeMultipart) signed.getBodyPart(0).getContent();
        assertThat((String) alternatives.getBodyPart(0).getContent()).isEqualToNormalizingNewlines(mail.text());
        assertThat((String) alternatives.getBodyPart(1).getContent())
                .isEqualToNormalizingNewlines(mail.html().orElseThrow() + "\n");
        BodyPart signature = signed.getBodyPart(1);
        assertThat(signature.getContentType()).startsWith("application/pkcs7-signature");
        assertThat(signature.getDisposition()).isEqualTo("attachment");
        assertThat(signature.getFileName()).isEqualTo("smime.p7s");
    }

    @Test
    void The_signature_brings_the_certificates_between_the_signer_and_the_root() throws Exception {
        CMSSignedData signature = signature(sent(IDENTITY, Mails.mail().build()));

        assertThat(signature.isDetachedSignature()).isTrue();
        assertThat(signature.getCertificates().getMatches(null))
                .extracting(X509CertificateHolder::getSubject)
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("CN=Oficina de Contratacion,O=Prueba,C=HN", "CN=Emisora");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA 2048", "EC secp256r1"})
    void Every_try_sends_the_same_bytes(String kind) throws Exception {
        SigningIdentity identity = SigningIdentity.of(kind);
        byte[] file = identity.pkcs12Bytes();
        var later = Clock.fixed(CLOCK.instant().plusSeconds(3_600), ZoneId.of("America/Tegucigalpa"));
        for (Clock clock : List.of(CLOCK, later)) {
            send(SigningIdentity.signer(file, clock), Mails.mail().build());
        }

        assertThat(withoutTrace(hop.arrived.get(1))).isEqualTo(withoutTrace(hop.arrived.get(0)));
    }

    @Test
    void Mails_differ_in_their_signatures() throws Exception {
        byte[] one = sent(IDENTITY, Mails.mail().build());
        byte[] other = sent(IDENTITY, Mails.mail().text("otro").build());

        assertThat(signature(one).getEncoded()).isNotEqualTo(signature(other).getEncoded());
    }

    @Test
    void Every_byte_is_ASCII_and_every_line_short_and_none_begins_with_a_dot_or_as_mailboxes_part_mails()
            throws Exception {
        String text = ".\n..\n.punto\nFrom aquí\nFrom here\n" + "á".repeat(300) + "\rfin\r\nde\nlínea \n\t\n"
                + ("x".repeat(73) + "From y .").repeat(9);
        byte[] mail = sent(
                IDENTITY,
                Mails.mail()
                        .subject("ñ".repeat(500))
                        .text(text)
                        .html("<p>" + text)
                        .build());

        assertThat(verifies(mail)).isTrue();
        String wire = new String(mail, ISO_8859_1);
        assertThat(US_ASCII.newEncoder().canEncode(wire)).isTrue();
        assertThat(wire.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(withoutTrace(mail).split("\r\n"))
                .allMatch(line -> line.length() <= 76)
                .noneMatch(line -> line.startsWith(".") || line.startsWith("From "));
        var signed = (MimeMultipart) MailHop.parsed(mail).getContent();
        var alternatives = (MimeMultipart) signed.getBodyPart(0).getContent();
        assertThat((String) alternatives.getBodyPart(0).getContent())
                .isEqualToNormalizingNewlines(text.replaceAll("\r\n?", "\n") + "\n");
    }

    @Test
    void Text_that_looks_like_a_boundary_stays_text() throws Exception {
        String boundary = Multipart.of(Mails.mail().build(), "s").boundary();
        byte[] mail = sent(IDENTITY, Mails.mail().text("--" + boundary + "--\n").build());

        assertThat(verifies(mail)).isTrue();
    }

    @Test
    void The_signing_time_is_the_mails_but_never_before_the_certificates() throws Exception {
        SigningIdentity renewed =
                SigningIdentity.of("EC secp256r1").valid("2026-11-05T08:09:30Z", "2027-01-01T00:00:00Z");

        assertThat(signingTime(sent(IDENTITY, Mails.mail().build()))).isEqualTo("2026-11-05T08:09:10Z");
        byte[] waited = sent(renewed, Mails.mail().build());
        assertThat(signingTime(waited)).isEqualTo("2026-11-05T08:09:30Z");
        assertThat(verifies(waited)).isTrue();
    }

    @Test
    @SuppressWarnings("JavaUtilDate")
    void The_JVMs_locale_does_not_bend_the_signing_time() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("th-TH-u-ca-buddhist-nu-thai"));
        try {
            assertThat(signingTime(sent(IDENTITY, Mails.mail().build()))).isEqualTo("2026-11-05T08:09:10Z");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void Once_the_certificate_has_expired_no_mail_goes_out_and_the_check_says_why() {
        var clock = new SetClock(CLOCK.instant());
        SmimeSigner signer = SigningIdentity.signer(
                SigningIdentity.of("EC secp256r1")
                        .valid("2026-01-01T00:00:00Z", "2026-11-05T09:00:00Z")
                        .pkcs12Bytes(),
                clock);
        try (SmtpMailSender sender = hop.sender().smime(signer).build()) {
            clock.now = Instant.parse("2026-11-05T09:00:00Z");
            assertThat(sender.send(Mails.mail().build())).isEqualTo(new Accepted());
            assertThat(sender.check()).isEqualTo(new SmtpCheck.Ready());

            clock.now = Instant.parse("2026-11-05T09:00:00.001Z");
            String reason = "signing: the certificate of no-responder@correo.example.hn expired on"
                    + " 2026-11-05T09:00:00Z; get a newer one";
            assertThat(sender.send(Mails.mail().build())).isEqualTo(new Deferred(reason, null));
            assertThat(sender.check()).isEqualTo(new SmtpCheck.Unready(reason));

            clock.now = Instant.parse("2025-12-31T23:59:59Z");
            assertThat(sender.send(Mails.mail().build()))
                    .isInstanceOfSatisfying(
                            Deferred.class,
                            deferred -> assertThat(deferred.reason())
                                    .startsWith("signing: ")
                                    .contains("is valid from"));
        }
        assertThat(hop.arrived).hasSize(1);
    }

    @Test
    void Thirty_days_before_the_certificate_expires_the_findings_say_so() {
        var clock = new SetClock(Instant.parse("2026-11-05T08:10:00Z"));
        SmimeSigner signer = SigningIdentity.signer(
                SigningIdentity.of("EC secp256r1")
                        .valid("2026-01-01T00:00:00Z", "2026-12-05T08:10:00Z")
                        .pkcs12Bytes(),
                clock);
        try (SmtpMailSender sender = hop.sender().smime(signer).build()) {
            assertThat(sender.findings()).isEmpty();

            clock.now = clock.now.plusSeconds(1);
            assertThat(sender.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.code()).isEqualTo("smtp.certificate-expires");
                assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
                assertThat(finding.sentence()).contains("2026-12-05T08:10:00Z");
            });
        }
    }

    @Test
    void A_signer_for_another_sender_is_found_before_any_mail_waits() {
        EmailAddress other = new EmailAddress("avisos@otra.example");
        try (SmtpMailSender smime = hop.sender().smime(IDENTITY.signer()).build();
                SmtpMailSender dkim = hop.sender()
                        .dkim(DkimSigner.forSender(SigningIdentity.SENDER)
                                .key("uno", Secret.of(pem()))
                                .build())
                        .build()) {
            for (SmtpMailSender sender : List.of(smime, dkim)) {
                assertThat(sender.findings(SigningIdentity.SENDER)).isEmpty();
                assertThat(sender.findings(other)).singleElement().satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("mail.not-ready");
                    assertThat(finding.sentence()).contains("signing: ", "this mail is from avisos@otra.example");
                });
            }
        }
    }

    private static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(
                                SigningIdentity.keys("Ed25519").getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @Test
    void A_mail_of_another_sender_does_not_go_out() {
        EmailAddress other = new EmailAddress("mesa@correo.example.hn");

        assertThat(send(IDENTITY.signer(), Mails.mail().from(other, "Mesa").build()))
                .isEqualTo(new Deferred(
                        "signing: S/MIME signs for no-responder@correo.example.hn, and this mail is from"
                                + " mesa@correo.example.hn",
                        null));
        assertThat(hop.arrived).isEmpty();
    }

    @Test
    void Many_threads_share_a_signer() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(16);
        try (SmtpMailSender sender = hop.sender()
                .connections(16)
                .smime(SigningIdentity.of("RSA 2048").signer())
                .build()) {
            List<Callable<Result>> tasks = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                OutgoingMail mail = Mails.mail().text("correo " + i).build();
                tasks.add(() -> sender.send(mail));
            }
            for (Future<Result> result : pool.invokeAll(tasks)) {
                assertThat(result.get()).isEqualTo(new Accepted());
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(hop.arrived).hasSize(64);
        for (byte[] mail : hop.arrived) {
            assertThat(verifies(mail)).isTrue();
        }
    }

    private byte[] sent(SigningIdentity identity, OutgoingMail mail) {
        assertThat(send(identity.signer(), mail)).isEqualTo(new Accepted());
        return hop.last();
    }

    private Result send(SmimeSigner signer, OutgoingMail mail) {
        try (SmtpMailSender sender = hop.sender().smime(signer).build()) {
            return sender.send(mail);
        }
    }

    /** CVE-2026-59639: a verifier that asks only whether every signer verifies is content with none. */
    private static boolean verifies(byte[] mail) throws Exception {
        CMSSignedData signature = signature(mail);
        List<SignerInformation> signers =
                new ArrayList<>(signature.getSignerInfos().getSigners());
        assertThat(signers).hasSize(1);
        @SuppressWarnings("unchecked")
        X509CertificateHolder certificate = (X509CertificateHolder) signature
                .getCertificates()
                .getMatches(signers.get(0).getSID())
                .iterator()
                .next();
        try {
            return signers.get(0).verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
        } catch (CMSException changed) {
            return false;
        }
    }

    private static CMSSignedData signature(byte[] mail) throws Exception {
        var parts = (MimeMultipart) MailHop.parsed(mail).getContent();
        String wire = new String(mail, ISO_8859_1);
        String delimiter = "\r\n--" + parts.getContentType().replaceAll("(?s).*boundary=\"([^\"]+)\".*", "$1");
        int from = wire.indexOf(delimiter) + delimiter.length() + 2;
        String content = wire.substring(from, wire.indexOf(delimiter, from));
        byte[] encoded = parts.getBodyPart(1).getInputStream().readAllBytes();
        return new CMSSignedData(new CMSProcessableByteArray(content.getBytes(ISO_8859_1)), encoded);
    }

    private static Instant signingTime(byte[] mail) throws Exception {
        SignerInformation signer =
                signature(mail).getSignerInfos().getSigners().iterator().next();
        return Time.getInstance(signer.getSignedAttributes()
                        .get(CMSAttributes.signingTime)
                        .getAttributeValues()[0])
                .getDate()
                .toInstant();
    }

    private static String withoutTrace(byte[] mail) {
        return new String(mail, ISO_8859_1).replaceFirst("(?s)^Received:.*?\r\n(?=[^ \t])", "");
    }
}
