package org.recupera.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailSender.Result;
import org.recupera.port.MailSender.Result.Accepted;
import org.recupera.port.MailSender.Result.Deferred;
import org.recupera.port.MailSender.Result.Rejected;

/** What each answer of a mail server makes of a message. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ServerAnswersTest {

    private final ScriptedServer server = ScriptedServer.plain();
    private final SmtpMailSender sender =
            SmtpMailSender.to("localhost", server.port()).build();

    @AfterEach
    void end() {
        sender.close();
        server.close();
    }

    static Stream<Arguments> temporary() {
        return Stream.of("CONNECT", "MAIL", "RCPT", "DATA", ".")
                .flatMap(step -> Stream.of(421, 450, 451, 452).map(code -> Arguments.of(step, code)));
    }

    @ParameterizedTest
    @MethodSource("temporary")
    void A_4xx_reply_defers(String step, int code) {
        server.on(step, code + " 4.3.2 try later", null);

        assertThat(send())
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.reason())
                                .startsWith("refused: ")
                                .contains(code + " 4.3.2 try later"));
        assertThat(send()).isEqualTo(new Accepted());
    }

    static Stream<Arguments> permanent() {
        return Stream.of("MAIL", "RCPT", "DATA", ".")
                .flatMap(step -> Stream.of(550, 552, 554, 571).map(code -> Arguments.of(step, code)));
    }

    @ParameterizedTest
    @MethodSource("permanent")
    void A_5xx_reply_to_the_message_rejects(String step, int code) {
        server.on(step, code + " 5.7.1 no", null);

        assertThat(send()).isEqualTo(new Rejected("refused: " + code + " 5.7.1 no"));
        assertThat(send()).isEqualTo(new Accepted());
        assertThat(server.connections)
                .as("the connection is kept after a refusal")
                .hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 530, 534, 535, 538})
    void A_5xx_reply_about_the_session_defers(int code) {
        server.on("MAIL", code + " 5.7.0 sign in first");

        assertThat(send()).isInstanceOf(Deferred.class);
    }

    @Test
    void A_server_that_turns_everybody_away_defers() {
        server.on("CONNECT", "554 5.3.2 no mail here");

        assertThat(reason(send())).startsWith("refused: ").contains("554 5.3.2 no mail here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "."})
    void A_connection_that_drops_defers(String step) {
        server.on(step, ScriptedServer.DROP);

        assertThat(reason(send())).startsWith("connection-lost: ");
    }

    @Test
    void A_refusal_counts_even_if_the_server_hangs_up_on_it() {
        server.on("RCPT", "550 5.1.1 no such user").on("RSET", ScriptedServer.DROP);

        assertThat(send()).isEqualTo(new Rejected("refused: 550 5.1.1 no such user"));
    }

    @Test
    void A_server_that_does_not_speak_SMTP_defers() {
        server.on("CONNECT", "HTTP/1.1 400 Bad Request");

        assertThat(reason(send())).isEqualTo("refused: HTTP/1.1 400 Bad Request");
    }

    @Test
    void No_server_at_all_defers() {
        int port = server.port();
        server.close();
        try (SmtpMailSender lost = SmtpMailSender.to("localhost", port).build()) {
            Result result = lost.send(Mails.mail().build());

            assertThat(reason(result)).startsWith("unreachable: java.net.ConnectException");
            assertThat(((Deferred) result).cause()).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void A_name_that_does_not_exist_defers() {
        try (SmtpMailSender lost = SmtpMailSender.to("no-existe.invalid", 587).build()) {
            assertThat(reason(lost.send(Mails.mail().build())))
                    .startsWith("unreachable: ")
                    .contains("no-existe.invalid");
        }
    }

    @Test
    void A_reason_is_one_bounded_line_without_the_recipient() {
        server.on(
                "RCPT",
                "550-5.1.1 <Maria.Nunez@Example.com>: user unknown\r\n550-5.1.1 see https://mx.example/?r="
                        + "maria.nunez%40example.com \u0007\u001b[31m\r\n550 5.1.1 " + "x".repeat(600));

        String reason = ((Rejected) send()).reason();
        assertThat(reason)
                .startsWith(
                        "refused: 550-5.1.1 <[recipient]>: user unknown 5.1.1 see https://mx.example/?r=[recipient]")
                .hasSizeLessThanOrEqualTo(300)
                .doesNotContainIgnoringCase("nunez")
                .matches(text -> text.codePoints().noneMatch(Character::isISOControl));
    }

    @Test
    void A_reason_does_not_name_whom_the_mail_asks_to_answer() {
        server.on(".", "554 5.7.1 Reply-To <Ana@Caja.hn> is listed, see https://mx.example/?r=ana%40caja.hn");

        Result result = sender.send(
                Mails.mail().replyTo(new EmailAddress("ana@caja.hn")).build());

        assertThat(result)
                .isEqualTo(new Rejected("refused: 554 5.7.1 Reply-To <[reply-to]> is listed, see"
                        + " https://mx.example/?r=[reply-to]"));
    }

    @Test
    void A_reason_does_not_quote_the_link_back() {
        String cut = Mails.LINK.substring(0, Mails.LINK.length() - 3);
        server.on(".", "554 5.7.1 blocked URL <" + cut + "...>");

        assertThat(((Rejected) send()).reason())
                .startsWith("refused: 554 5.7.1 blocked URL")
                .doesNotContain("7f3k9m2p5q8r4t6v", "zx4c8vbn2m5q9");
    }

    @Test
    void Causes_quote_neither_commands_nor_addresses() {
        server.on("RCPT", ScriptedServer.STALL);
        try (SmtpMailSender hasty = SmtpMailSender.to("localhost", server.port())
                .readTimeout(Duration.ofMillis(100))
                .build()) {
            Throwable cause = ((Deferred) hasty.send(Mails.mail().build())).cause();
            assertThat(cause).hasStackTraceContaining("Read timed out");
            assertThat(cause).hasNoCause();
            assertThat(cause.getSuppressed()).isEmpty();
            assertThat(cause.toString()).doesNotContain("nunez");
        }
    }

    private Result send() {
        return sender.send(Mails.mail().build());
    }

    private static String reason(Result result) {
        return ((Deferred) result).reason();
    }
}
