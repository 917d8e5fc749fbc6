package org.recupera.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.recupera.mail.SigningIdentity.CLOCK;
import static org.recupera.mail.SigningIdentity.PASSWORD;
import static org.recupera.mail.SigningIdentity.SENDER;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.EmailAddress;
import org.recupera.port.Secret;

/** Which keys and certificates sign mail, and what is said of those that do not. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SmimeSignerTest {

    @Test
    void It_says_for_whom_and_until_when_and_nothing_else() {
        SmimeSigner signer = SigningIdentity.of("EC secp256r1").signer();

        assertThat(signer.validUntil()).isEqualTo("2036-01-01T00:00:00Z");
        assertThat(signer).hasToString("SmimeSigner[no-responder@correo.example.hn, until 2036-01-01T00:00:00Z]");
    }

    static Stream<Arguments> unfit() {
        String server = "correo.example.hn";
        return Stream.of(
                refused(
                        "the certificate of no-responder@correo.example.hn expired on 2026-11-05T08:09:59Z",
                        identity().valid("2026-01-01T00:00:00Z", "2026-11-05T08:09:59Z")),
                refused(
                        "is valid from 2026-11-05T08:10:01Z on, and it is 2026-11-05T08:10:00Z",
                        identity().valid("2026-11-05T08:10:01Z", "2027-01-01T00:00:00Z")),
                refused(
                        "the certificate is for [mesa@correo.example.hn]; mail is sent as no-responder@",
                        identity().names(address("mesa@correo.example.hn"))),
                refused("the certificate is for [No-Responder@", identity().names(address("No-Responder@" + server))),
                refused("the certificate is for no mail address", identity().names()),
                refused(
                        "the certificate is for no mail address",
                        identity().names(new GeneralName(GeneralName.dNSName, server))),
                refused("is RSA with 1024 bits; mail is signed with 2048 to 4096", SigningIdentity.of("RSA 1024")),
                refused("the certificate's key is RSASSA-PSS", SigningIdentity.of("RSASSA-PSS 2048")),
                refused("the certificate's key is EdDSA", SigningIdentity.of("Ed25519")),
                refused("key usage does not allow signatures", identity().usage(KeyUsage.keyEncipherment)),
                refused(
                        "the certificate is for [otra@persona.example]",
                        identity().names().subject("CN=no-responder@correo.example.hn+E=otra@persona.example")),
                refused(
                        "the certificate is for [mesa@correo.example.hn]",
                        identity()
                                .names(address("mesa@correo.example.hn"))
                                .subject("E=no-responder@correo.example.hn,CN=Oficina")),
                refused("is an authority's", identity().authority()),
                refused("with SHA1withECDSA", identity().signedWith("SHA1withECDSA")),
                refused(
                        "of the authority CN=Emisora above that of no-responder@correo.example.hn expired on"
                                + " 2026-11-05T08:09:59Z",
                        identity().issuedUntil("2026-11-05T08:09:59Z")),
                refused("does not allow e-mail", identity().purpose(KeyPurposeId.id_kp_serverAuth)));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void A_certificate_that_receivers_would_not_take_is_refused(String message, SigningIdentity identity) {
        assertThatExceptionOfType(SigningKeyException.class)
                .isThrownBy(identity::signer)
                .withMessageContaining(message);
    }

    static Stream<SigningIdentity> fit() {
        return Stream.of(
                identity().valid("2026-11-05T08:10:00Z", "2027-01-01T00:00:00Z"),
                identity().valid("2026-01-01T00:00:00Z", "2026-11-05T08:10:00Z"),
                identity().names(address("mesa@otra.example"), address("no-responder@CORREO.example.hn")),
                identity().names().subject("E=no-responder@correo.example.hn,CN=Oficina"),
                identity().names().subject("CN=Oficina+E=no-responder@correo.example.hn"),
                identity().usage(KeyUsage.nonRepudiation),
                identity().usage(0),
                identity().purpose(null),
                identity().purpose(KeyPurposeId.anyExtendedKeyUsage));
    }

    @ParameterizedTest
    @MethodSource("fit")
    void A_certificate_that_receivers_take_is_taken(SigningIdentity identity) {
        assertThat(identity.signer()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "clave", "CLAVE-DE-FIRMA", "clave-de-firma "})
    void A_wrong_password_is_told_as_such(String password) {
        assertThatExceptionOfType(SigningKeyException.class)
                .isThrownBy(() -> SmimeSigner.forSender(SENDER, CLOCK)
                        .fromPkcs12(identity().pkcs12(), Secret.of(password)))
                .withMessage("the password of the PKCS#12 file is wrong");
    }

    @Test
    void A_password_beyond_ASCII_is_told_as_what_may_be_wrong() {
        assertThatExceptionOfType(SigningKeyException.class)
                .isThrownBy(() -> SmimeSigner.forSender(SENDER, CLOCK)
                        .fromPkcs12(identity().pkcs12(), Secret.of("contraseña")))
                .withMessage("the password of the PKCS#12 file is wrong, or cannot be used by this JVM, as it is not"
                        + " ASCII: export the file with another");
    }

    @Test
    void A_file_that_is_missing_or_something_else_is_told(@TempDir Path directory) throws IOException {
        Path missing = directory.resolve("falta.p12");
        assertThatExceptionOfType(SigningKeyException.class)
                .isThrownBy(() -> SmimeSigner.forSender(SENDER, CLOCK).fromPkcs12(missing, PASSWORD))
                .withMessageContaining("falta.p12");

        byte[] whole = identity().pkcs12().readAllBytes();
        byte[] pem = "-----BEGIN CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII);
        for (byte[] other : new byte[][] {{}, pem, Arrays.copyOf(whole, whole.length / 2)}) {
            InputStream in = new ByteArrayInputStream(other);
            assertThatExceptionOfType(SigningKeyException.class)
                    .isThrownBy(() -> SmimeSigner.forSender(SENDER, CLOCK).fromPkcs12(in, PASSWORD))
                    .withMessage("the PKCS#12 file cannot be read, or is none");
        }
    }

    @Test
    void A_file_is_read_from_its_path(@TempDir Path directory) throws IOException {
        Path file =
                Files.write(directory.resolve("firma.p12"), identity().pkcs12().readAllBytes());

        assertThat(SmimeSigner.forSender(SENDER, CLOCK)
                        .fromPkcs12(file, PASSWORD)
                        .validUntil())
                .isEqualTo("2036-01-01T00:00:00Z");
    }

    @Test
    void A_file_without_a_key_is_refused() {
        assertThatExceptionOfType(SigningKeyException.class)
                .isThrownBy(() -> SmimeSigner.forSender(SENDER, CLOCK)
                        .fromPkcs12(identity().pkcs12(Map.of()), PASSWORD))
                .withMessageContaining("has no private key");
    }

    @Test
    void Of_several_keys_one_is_chosen_by_its_alias() {
        SigningIdentity identity = identity();
        SmimeSigner.Builder builder = SmimeSigner.forSender(SENDER, CLOCK);
        var both =
                Map.of("vieja", SigningIdentity.keys("EC secp256r1 otra").getPrivate(), "nueva", identity.privateKey());

        assertThatExceptionOfType(SigningKeyException.class)
                .isThrownBy(() -> builder.fromPkcs12(identity.pkcs12(both), PASSWORD))
                .withMessageContainingAll("several keys", "vieja", "nueva", "alias");
        assertThat(builder.alias("Nueva").fromPkcs12(identity.pkcs12(both), PASSWORD))
                .isNotNull();
        assertThatExceptionOfType(SigningKeyException.class)
                .isThrownBy(() -> builder.alias("otra").fromPkcs12(identity.pkcs12(both), PASSWORD))
                .withMessageContainingAll("under the alias otra", "vieja", "nueva");
    }

    @Test
    void A_key_that_is_not_the_certificates_is_refused() {
        for (String kind : new String[] {"EC secp256r1", "RSA 2048"}) {
            var another = Map.of("firma", SigningIdentity.keys(kind + " otra").getPrivate());
            assertThatExceptionOfType(SigningKeyException.class)
                    .isThrownBy(() -> SmimeSigner.forSender(SENDER, CLOCK)
                            .fromPkcs12(SigningIdentity.of(kind).pkcs12(another), PASSWORD))
                    .withMessage("the private key in the PKCS#12 file is not that of its certificate");
        }
    }

    @Test
    void The_clock_that_was_given_decides() {
        Clock later = Clock.fixed(Instant.parse("2036-01-01T00:00:01Z"), ZoneOffset.UTC);

        assertThatExceptionOfType(SigningKeyException.class)
                .isThrownBy(() -> SmimeSigner.forSender(SENDER, later)
                        .fromPkcs12(identity().pkcs12(), PASSWORD))
                .withMessageContaining("expired on 2036-01-01T00:00:00Z");
    }

    @Test
    void The_sender_is_who_the_profile_says() {
        assertThatExceptionOfType(SigningKeyException.class)
                .isThrownBy(() -> SmimeSigner.forSender(new EmailAddress("mesa@correo.example.hn"), CLOCK)
                        .fromPkcs12(identity().pkcs12(), PASSWORD))
                .withMessageContaining("mail is sent as mesa@correo.example.hn");
    }

    private static SigningIdentity identity() {
        return SigningIdentity.of("EC secp256r1");
    }

    private static GeneralName address(String value) {
        return new GeneralName(GeneralName.rfc822Name, value);
    }

    private static Arguments refused(String message, SigningIdentity identity) {
        return Arguments.of(message, identity);
    }
}
