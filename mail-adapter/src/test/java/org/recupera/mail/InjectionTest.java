package org.recupera.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailSender.Result;
import org.recupera.port.MailSender.Result.Rejected;
import org.recupera.port.OutgoingMail;

/**
 * Text that would grow into a header of its own (CWE-93, OWASP ASVS 5.0 1.3.11), let past the builder's checks by reflection.
 *
 * <p>The server's own record says whether anything of it went out.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InjectionTest {

    private static final SmimeSigner SIGNER = SigningIdentity.of("EC secp256r1").signer();
    private static final DkimSigner DKIM = DkimSigner.forSender(SigningIdentity.SENDER)
            .key("recupera", SigningIdentity.keys("Ed25519").getPrivate())
            .build();

    private final ScriptedServer server = ScriptedServer.plain();
    private final SmtpMailSender sender =
            SmtpMailSender.to("localhost", server.port()).build();

    @AfterEach
    void end() {
        sender.close();
        server.close();
    }

    static Stream<Arguments> poisonedFields() {
        return Stream.of("subject", "fromName", "messageId", "references")
                .flatMap(field -> Stream.of(
                                "\r", "\n", "\r\n", "\u0085", "\u2028", "\u2029", "\u0000", "\u007f", "\u009b", "\t",
                                "\ud800", "\udfff")
                        .map(poison -> Arguments.of(field, poison)));
    }

    @ParameterizedTest
    @MethodSource("poisonedFields")
    void A_poisoned_field_is_refused_and_nothing_is_sent(String field, String poison) throws Exception {
        OutgoingMail mail = Mails.mail().references("<a@b.example>").build();
        set(mail, field, "<x@y.example>" + poison + "Bcc: victima@evil.example");

        Result result = sender.send(mail);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason())
                                .startsWith("unsendable: ")
                                .doesNotContain("victima"));
        assertThat(server.connections).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource("poisonedFields")
    void Signing_does_not_let_a_poisoned_field_pass(String field, String poison) throws Exception {
        OutgoingMail mail = Mails.mail().references("<a@b.example>").build();
        set(mail, field, "<x@y.example>" + poison + "Bcc: victima@evil.example");

        try (SmtpMailSender signing = SmtpMailSender.to("localhost", server.port())
                .smime(SIGNER)
                .dkim(DKIM)
                .build()) {
            assertThat(signing.send(mail)).isInstanceOf(Rejected.class);
        }
        assertThat(server.connections).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r", "\u0000", "\u0085", "\u2028", "ñ", "\t"})
    void An_extra_header_that_could_grow_is_refused_and_nothing_is_sent(String poison) throws Exception {
        for (Map<String, String> headers : List.of(
                Map.of("X-Case-Number", "1" + poison + "Bcc: victima@evil.example"),
                Map.of("X-Case-Number: 1" + poison + "Bcc", "victima@evil.example"))) {
            OutgoingMail mail = Mails.mail().build();
            set(mail, "headers", headers);

            assertThat(sender.send(mail))
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.reason())
                                    .startsWith("unsendable: ")
                                    .doesNotContain("victima"));
        }
        assertThat(server.connections).hasValue(0);
    }

    static Stream<Arguments> poisonedAddresses() {
        return Stream.of("from", "to", "bounces", "replyTo")
                .flatMap(field -> Stream.of("\r\n", "\n", "\r", "\u0000", "\u0085", "\u2028")
                        .map(poison -> Arguments.of(field, poison)));
    }

    @ParameterizedTest
    @MethodSource("poisonedAddresses")
    void An_address_cannot_be_poisoned_at_all(String field, String poison) {
        assertThat(EmailAddress.parse("a@b.example" + poison + "RCPT TO:<victima@evil.example>"))
                .as(field)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void A_language_tag_cannot_carry_a_line(Locale language) {
        sender.send(Mails.mail().language(language).build());

        assertThat(new String(server.messages.get(0), ISO_8859_1))
                .contains("\r\nContent-Language: ")
                .doesNotContainIgnoringCase("victima");
    }

    @SuppressWarnings("deprecation")
    static Stream<Locale> languages() {
        return Stream.of(new Locale("es\r\nBcc: victima@evil.example"), new Locale("es", "HN\nBcc: victima"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void A_body_stays_a_body(String text) {
        sender.send(Mails.mail().text(text).html(text).build());

        assertThat(server.commands)
                .filteredOn(command -> command.startsWith("RCPT"))
                .hasSize(1);
        assertThat(server.messages).hasSize(1);
        String wire = new String(server.messages.get(0), ISO_8859_1);
        String header = wire.substring(0, wire.indexOf("\r\n\r\n"));
        assertThat(header).doesNotContain("victima");
        assertThat(wire.split("--=_", -1)).as("two parts and an end").hasSize(4);
    }

    static Stream<String> bodies() {
        return Stream.of(
                "\r\n.\r\nRCPT TO:<victima@evil.example>\r\n",
                "\n.\nMAIL FROM:<victima@evil.example>\n",
                "\r.\rvictima",
                "\r\n\r\n--=_\r\nContent-Type: text/html\r\n\r\nvictima",
                "\u0000\u0085\u2028\ud800victima");
    }

    private static void set(OutgoingMail mail, String name, Object value) throws ReflectiveOperationException {
        Field field = OutgoingMail.class.getDeclaredField(name);
        field.setAccessible(true);
        field.set(mail, value);
    }
}
