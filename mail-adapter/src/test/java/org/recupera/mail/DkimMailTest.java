package org.recupera.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailAttachment;
import org.recupera.port.MailSender.Result;
import org.recupera.port.MailSender.Result.Accepted;
import org.recupera.port.MailSender.Result.Deferred;
import org.recupera.port.OutgoingMail;

/** Mail signed with DKIM that went through a mail server, judged as a receiver does. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DkimMailTest {

    private final MailHop hop = MailHop.started();

    @AfterEach
    void end() {
        hop.close();
    }

    /** The receiver's side itself, held against what RFC 8463 appendix A.3 has signed. */
    @Test
    void The_receiver_in_this_test_takes_the_mail_of_RFC_8463() throws Exception {
        String signed = String.join(
                "\r\n",
                "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;",
                " d=football.example.com; i=@football.example.com;",
                " q=dns/txt; s=brisbane; t=1528637909; h=from : to :",
                " subject : date : message-id : from : subject : date;",
                " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;",
                " b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus",
                " Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==",
                "From: Joe SixPack <joe@football.example.com>",
                "To: Suzie Q <suzie@shopping.example.net>",
                "Subject: Is dinner ready?",
                "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)",
                "Message-ID: <20030712040037.46341.5F8J@football.example.com>",
                "",
                "Hi.",
                "",
                "We lost the game.  Are you hungry yet?",
                "",
                "Joe.",
                "");
        byte[] key = Base64.getDecoder().decode("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] encoded = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, encoded, prefix.length, key.length);
        PublicKey published = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));

        assertThat(verifies(signed.getBytes(US_ASCII), published)).isTrue();
        assertThat(verifies(signed.replace("hungry", "angry").getBytes(US_ASCII), published))
                .isFalse();
        assertThat(verifies(signed.replace("Joe S", "Joe  T").getBytes(US_ASCII), published))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA 2048", "RSA 3072", "RSA 4096", "Ed25519"})
    void A_signed_mail_verifies(String kind) throws Exception {
        byte[] mail = sent(dkim(kind), full());

        assertThat(verifies(mail, SigningIdentity.keys(kind).getPublic())).isTrue();
    }

    @Test
    void A_mail_has_a_signature_by_each_key_and_each_verifies_alone() throws Exception {
        DkimSigner signer = DkimSigner.forSender(SigningIdentity.SENDER)
                .key("rsa2026", SigningIdentity.keys("RSA 2048").getPrivate())
                .key("ed2026", SigningIdentity.keys("Ed25519").getPrivate())
                .build();
        DkimVerifier receiver = DkimVerifier.of(sent(signer, full()));

        assertThat(receiver.signatures()).hasSize(2).allSatisfy(signature -> {
            Map<String, String> tags = DkimVerifier.tags(signature);
            boolean rsa = tags.get("s").equals("rsa2026");
            assertThat(tags).containsEntry("a", rsa ? "rsa-sha256" : "ed25519-sha256");
            assertThat(receiver.verifies(
                            signature,
                            SigningIdentity.keys(rsa ? "RSA 2048" : "Ed25519").getPublic()))
                    .isTrue();
        });
    }

    @Test
    void The_tags_are_these() throws Exception {
        Map<String, String> tags = DkimVerifier.tags(
                DkimVerifier.of(sent(dkim("Ed25519"), full())).signatures().get(0));

        assertThat(tags.keySet()).containsExactly("v", "a", "c", "d", "s", "t", "h", "bh", "b");
        assertThat(tags)
                .containsEntry("v", "1")
                .containsEntry("c", "relaxed/relaxed")
                .containsEntry("d", "correo.example.hn")
                .containsEntry("s", "recupera")
                .containsEntry("t", "1793866150");
    }

    @Test
    void Signatures_expire_where_that_is_wanted() throws Exception {
        DkimSigner signer = DkimSigner.forSender(SigningIdentity.SENDER)
                .key("recupera", SigningIdentity.keys("Ed25519").getPrivate())
                .validFor(Duration.ofDays(14))
                .build();
        byte[] mail = sent(signer, full());

        assertThat(DkimVerifier.tags(DkimVerifier.of(mail).signatures().get(0))).containsEntry("x", "1795075750");
        assertThat(verifies(mail, SigningIdentity.keys("Ed25519").getPublic())).isTrue();
    }

    @Test
    void Every_field_that_was_written_is_covered_and_none_of_a_name_can_be_added() throws Exception {
        byte[] mail = sent(dkim("Ed25519"), full());
        List<String> covered =
                List.of(DkimVerifier.tags(DkimVerifier.of(mail).signatures().get(0))
                        .get("h")
                        .split(":", -1));
        String header = new String(mail, ISO_8859_1).split("\r\n\r\n", 2)[0];
        List<String> written = Pattern.compile("(?m)^[A-Za-z-]+(?=:)")
                .matcher(header)
                .results()
                .map(match -> match.group())
                .filter(name -> !List.of("Received", "DKIM-Signature").contains(name))
                .toList();

        assertThat(written)
                .contains("From", "Auto-Submitted", "In-Reply-To", "Reply-To", "Content-Type", "X-Case-Number");
        for (String name : written) {
            assertThat(covered).filteredOn(name::equals).as(name).hasSize(2);
        }
        assertThat(covered)
                .contains("Sender", "Cc", "Content-Transfer-Encoding", "List-Unsubscribe")
                .contains(
                        "Content-Disposition",
                        "Content-Description",
                        "Content-ID",
                        "Disposition-Notification-To",
                        "Return-Receipt-To");
        PublicKey key = SigningIdentity.keys("Ed25519").getPublic();
        for (String name : covered) {
            assertThat(verifies(before("\r\nFrom:", "\r\n" + name + ": x@evil.example", mail), key))
                    .as("another " + name + " above")
                    .isFalse();
            assertThat(verifies(before("\r\n\r\n", "\r\n" + name + ": x@evil.example", mail), key))
                    .as("another " + name + " below")
                    .isFalse();
        }
    }

    @Test
    void Any_change_is_noticed_except_that_of_white_space() throws Exception {
        byte[] mail = sent(dkim("RSA 2048"), full());
        PublicKey key = SigningIdentity.keys("RSA 2048").getPublic();

        for (String text : List.of(
                "es-HN",
                "To: maria",
                "7f3k9m2p@",
                "Thu, 5 Nov 2026 08:",
                "auto-generated",
                "Estimada",
                "alternative",
                "mesa@",
                "primero@",
                "HC-2026-7",
                "AAAAAA",
                "HC-2026-7Q4K9M2XJ-01.png",
                "d=correo",
                "t=17938")) {
            assertThat(verifies(MailHop.changed(mail, text, 'X' + text.substring(1)), key))
                    .as(text)
                    .isFalse();
        }
        byte[] longer = Arrays.copyOf(mail, mail.length + 3);
        System.arraycopy("x\r\n".getBytes(US_ASCII), 0, longer, mail.length, 3);
        assertThat(verifies(longer, key)).as("more behind the end").isFalse();
        byte[] refolded = MailHop.changed(mail, "Auto-Submitted: auto", "auto-submitted:\r\n\t auto");
        assertThat(verifies(refolded, key)).as("folded anew").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA 2048", "Ed25519"})
    void Every_try_sends_the_same_bytes(String kind) {
        String first = withoutTrace(sent(dkim(kind), full()));

        assertThat(withoutTrace(sent(dkim(kind), full()))).isEqualTo(first);
    }

    @Test
    void It_covers_what_S_MIME_has_signed() throws Exception {
        try (SmtpMailSender sender = hop.sender()
                .dkim(dkim("RSA 2048"))
                .smime(SigningIdentity.of("EC secp256r1").signer())
                .build()) {
            assertThat(sender.send(full())).isEqualTo(new Accepted());
        }
        PublicKey key = SigningIdentity.keys("RSA 2048").getPublic();

        assertThat(verifies(hop.last(), key)).isTrue();
        assertThat(verifies(MailHop.changed(hop.last(), "sha-256", "sha-512"), key))
                .isFalse();
        assertThat(verifies(MailHop.changed(hop.last(), "smime.p7s", "smime.p7m"), key))
                .isFalse();
    }

    @Test
    void Odd_mails_verify_too_and_keep_to_short_lines_of_ASCII() throws Exception {
        PublicKey key = SigningIdentity.keys("Ed25519").getPublic();
        for (OutgoingMail odd : List.of(
                Mails.mail().subject("").text("").html(null).build(),
                Mails.mail()
                        .subject("dos  espacios ")
                        .text("\n\n \n")
                        .html(null)
                        .build(),
                Mails.mail()
                        .subject("ñ".repeat(500))
                        .text("á".repeat(5_000) + "\n.\nFrom aquí")
                        .build(),
                Mails.mail()
                        .from(SigningIdentity.SENDER, "Mesa, de \"ayuda\" \\ <x@evil.example>")
                        .automatic(false)
                        .build())) {
            byte[] mail = sent(dkim("Ed25519"), odd);
            assertThat(verifies(mail, key)).isTrue();
            assertThat(withoutTrace(mail).split("\r\n")).allMatch(line -> line.length() <= 76);
            assertThat(US_ASCII.newEncoder().canEncode(new String(mail, ISO_8859_1)))
                    .isTrue();
        }
    }

    @Test
    void A_domain_above_the_senders_may_sign() throws Exception {
        DkimSigner signer = DkimSigner.forSender(SigningIdentity.SENDER)
                .domain("Example.HN")
                .key("recupera", SigningIdentity.keys("Ed25519").getPrivate())
                .build();

        assertThat(DkimVerifier.tags(
                        DkimVerifier.of(sent(signer, full())).signatures().get(0)))
                .containsEntry("d", "example.hn");
    }

    @Test
    void A_mail_from_another_domain_does_not_go_out() {
        OutgoingMail other = Mails.mail()
                .from(new EmailAddress("avisos@otro.example.hn"), null)
                .build();

        assertThat(send(dkim("Ed25519"), other))
                .isEqualTo(new Deferred(
                        "signing: DKIM signs for correo.example.hn, and this mail is from avisos@otro.example.hn",
                        null));
        assertThat(hop.arrived).isEmpty();
    }

    @Test
    void The_JVMs_locale_does_not_bend_a_signature() throws Exception {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            byte[] mail = sent(dkim("Ed25519"), full());
            assertThat(verifies(mail, SigningIdentity.keys("Ed25519").getPublic()))
                    .isTrue();
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(withoutTrace(sent(dkim("Ed25519"), full()))).isEqualTo(withoutTrace(mail));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static OutgoingMail full() {
        return Mails.mail()
                .replyTo(new EmailAddress("mesa@correo.example.hn"))
                .references("<primero@correo.example.hn>")
                .header("X-Case-Number", "HC-2026-7Q4K9M2XJ")
                .attachment(MailAttachment.of("HC-2026-7Q4K9M2XJ-01.png", "image/png", new byte[100]))
                .build();
    }

    private static DkimSigner dkim(String kind) {
        return DkimSigner.forSender(SigningIdentity.SENDER)
                .key("recupera", SigningIdentity.keys(kind).getPrivate())
                .build();
    }

    private byte[] sent(DkimSigner signer, OutgoingMail mail) {
        assertThat(send(signer, mail)).isEqualTo(new Accepted());
        return hop.last();
    }

    private Result send(DkimSigner signer, OutgoingMail mail) {
        try (SmtpMailSender sender = hop.sender().dkim(signer).build()) {
            return sender.send(mail);
        }
    }

    private static boolean verifies(byte[] mail, PublicKey key) throws Exception {
        DkimVerifier receiver = DkimVerifier.of(mail);
        assertThat(receiver.signatures()).hasSize(1);
        return receiver.verifies(receiver.signatures().get(0), key);
    }

    private static byte[] before(String text, String addition, byte[] mail) {
        return MailHop.changed(mail, text, addition + text);
    }

    private static String withoutTrace(byte[] mail) {
        return new String(mail, ISO_8859_1).replaceFirst("(?s)^Received:.*?\r\n(?=[^ \t])", "");
    }
}
