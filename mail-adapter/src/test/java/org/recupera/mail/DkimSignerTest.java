package org.recupera.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.PrivateKey;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.EmailAddress;
import org.recupera.port.Secret;

/** Which keys sign with DKIM, and for whom. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DkimSignerTest {

    @ParameterizedTest
    @ValueSource(strings = {"RSA 2048", "RSA 4096", "Ed25519"})
    void A_key_is_read_from_PEM(String kind) {
        String pem = pem("PRIVATE KEY", SigningIdentity.keys(kind).getPrivate());
        for (String form : new String[] {pem, pem.replace("\n", "\r\n"), "Bag Attributes\n  x: y\n" + pem + "\n\n"}) {
            assertThat(builder().key("recupera", Secret.of(form)).build())
                    .hasToString("DkimSigner[correo.example.hn, [recupera ("
                            + (kind.startsWith("RSA") ? "rsa" : "ed25519") + "-sha256)]]");
        }
    }

    static Stream<Arguments> unfit() {
        PrivateKey rsa = SigningIdentity.keys("RSA 2048").getPrivate();
        String pem = pem("PRIVATE KEY", rsa);
        return Stream.of(
                Arguments.of(
                        "is RSA with 1024 bits",
                        pem("PRIVATE KEY", SigningIdentity.keys("RSA 1024").getPrivate())),
                Arguments.of(
                        "neither RSA nor Ed25519",
                        pem("PRIVATE KEY", SigningIdentity.keys("EC secp256r1").getPrivate())),
                Arguments.of(
                        "neither RSA nor Ed25519",
                        pem("PRIVATE KEY", SigningIdentity.keys("Ed448").getPrivate())),
                Arguments.of("form RSA PRIVATE KEY; turn it into PKCS#8", pem("RSA PRIVATE KEY", rsa)),
                Arguments.of("form ENCRYPTED PRIVATE KEY; turn it into PKCS#8", pem("ENCRYPTED PRIVATE KEY", rsa)),
                Arguments.of("no whole block BEGIN PRIVATE KEY", pem("PUBLIC KEY", rsa)),
                Arguments.of("no whole block BEGIN PRIVATE KEY", ""),
                Arguments.of("no whole block BEGIN PRIVATE KEY", pem.substring(0, 200)),
                Arguments.of("holds a damaged key", pem.replace("MII", "MIJ")),
                Arguments.of("base64 is damaged", pem.replace("-----END", "A-----END")));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void A_PEM_text_that_holds_no_fit_key_is_refused_and_not_repeated(String message, String pem) {
        assertThatExceptionOfType(SigningKeyException.class)
                .isThrownBy(() -> builder().key("recupera", Secret.of(pem)))
                .withMessageContaining(message)
                .satisfies(refusal -> assertThat(refusal.getMessage().length()).isLessThan(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA 1024", "RSASSA-PSS 2048", "EC secp256r1", "Ed448"})
    void A_key_from_elsewhere_is_held_to_the_same(String kind) {
        assertThatExceptionOfType(SigningKeyException.class)
                .isThrownBy(() ->
                        builder().key("recupera", SigningIdentity.keys(kind).getPrivate()))
                .withMessageStartingWith("the DKIM key of selector recupera is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a;b", "a=b", ".a", "a.", "-a", "a_b", "ñ", "a\r\n", "a..b"})
    void A_selector_is_a_DNS_name(String selector) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder().key(selector, SigningIdentity.keys("Ed25519").getPrivate()));
    }

    @Test
    void Each_key_has_its_own_selector() {
        DkimSigner.Builder builder =
                builder().key("recupera", SigningIdentity.keys("Ed25519").getPrivate());

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder.key("Recupera", SigningIdentity.keys("RSA 2048").getPrivate()))
                .withMessageContaining("has a key already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "otro.example.hn", "a.correo.example.hn", "eo.example.hn", "", "."})
    void A_domain_that_does_not_speak_for_the_sender_is_refused(String domain) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().domain(domain))
                .withMessage("the signing domain is correo.example.hn or one above it");
    }

    @Test
    void It_needs_a_key() {
        assertThatIllegalStateException().isThrownBy(() -> builder().build()).withMessageContaining("needs a key");
    }

    @Test
    void Signatures_outlive_the_longest_way_of_a_mail() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder().validFor(Duration.ofDays(6)));
    }

    @Test
    void Both_signatures_of_a_sender_are_for_one_author() {
        DkimSigner other = DkimSigner.forSender(new EmailAddress("avisos@otro.example.hn"))
                .key("recupera", SigningIdentity.keys("Ed25519").getPrivate())
                .build();

        assertThatIllegalStateException()
                .isThrownBy(() -> SmtpMailSender.to("localhost", 25)
                        .smime(SigningIdentity.of("EC secp256r1").signer())
                        .dkim(other)
                        .build())
                .withMessageContainingAll("no-responder@correo.example.hn", "otro.example.hn");
    }

    private static DkimSigner.Builder builder() {
        return DkimSigner.forSender(SigningIdentity.SENDER);
    }

    private static String pem(String type, PrivateKey key) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded()) + "\n-----END " + type
                + "-----\n";
    }
}
