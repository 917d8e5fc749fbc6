package org.recupera.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.MailSender.Result.Accepted;
import org.recupera.port.MailSender.Result.Deferred;

/** A server that hangs holds nobody for ever; each limit is tried alone, the others being far away. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimeLimitsTest {

    private final ScriptedServer server = ScriptedServer.plain();

    @AfterEach
    void end() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA"})
    void A_reply_that_does_not_come_defers(String step) {
        server.on(step, ScriptedServer.STALL);
        try (SmtpMailSender sender =
                builder().readTimeout(Duration.ofMillis(100)).build()) {
            assertThat(reason(sender)).startsWith("timeout: ").contains("Read timed out");
        }
    }

    @Test
    void The_last_reply_may_take_longer_than_the_others() {
        server.on(".", ScriptedServer.STALL);
        try (SmtpMailSender sender = builder()
                .readTimeout(Duration.ofMillis(500))
                .messageTimeout(Duration.ofMillis(1_500))
                .build()) {
            assertThat(reason(sender)).isEqualTo("timeout: no end after PT1.5S");
            assertThat(server.messages).hasSize(1);
        }
    }

    @Test
    void After_the_last_reply_the_limit_of_the_others_holds_again() {
        server.on("MAIL", null, ScriptedServer.STALL, null);
        try (SmtpMailSender sender =
                builder().readTimeout(Duration.ofSeconds(1)).build()) {
            assertThat(sender.send(Mails.mail().build())).isEqualTo(new Accepted());
            assertThat(sender.send(Mails.mail().build())).isEqualTo(new Accepted());
            assertThat(server.connections).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "RCPT", "."})
    void A_reply_without_an_end_defers(String step) {
        server.on(step, ScriptedServer.DRIP);
        try (SmtpMailSender sender =
                builder().messageTimeout(Duration.ofMillis(300)).build()) {
            assertThat(reason(sender)).isEqualTo("timeout: no end after PT0.3S");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "."})
    void A_reply_that_would_fill_the_memory_defers(String step) {
        server.on(step, ScriptedServer.FLOOD);
        try (SmtpMailSender sender = builder().build()) {
            assertThat(reason(sender)).endsWith("the server says more than 1048576 bytes");
        }
    }

    @Test
    void A_server_that_stops_reading_defers() throws IOException {
        try (var listener = new ServerSocket()) {
            listener.setReceiveBufferSize(4_096);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var thread = new Thread(() -> talkUntilData(listener));
            thread.setDaemon(true);
            thread.start();
            try (SmtpMailSender sender = SmtpMailSender.to("localhost", listener.getLocalPort())
                    .writeTimeout(Duration.ofMillis(200))
                    .build()) {
                String large = "0123456789abcdef".repeat(1_000_000);
                assertThat(sender.send(Mails.mail().text(large).build()))
                        .isInstanceOfSatisfying(
                                Deferred.class,
                                deferred -> assertThat(deferred.reason())
                                        .startsWith("timeout: ")
                                        .contains("Write timed out"));
            }
        }
    }

    @Test
    void A_server_that_takes_no_connection_defers() throws IOException {
        // A listener whose backlog is full lets the next one wait.
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var first = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
                var second = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
                SmtpMailSender sender = SmtpMailSender.to("127.0.0.1", listener.getLocalPort())
                        .connectTimeout(Duration.ofMillis(100))
                        .build()) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            assertThat(reason(sender)).startsWith("timeout: ").contains("Connect timed out");
        }
    }

    private static void talkUntilData(ServerSocket listener) {
        try {
            Socket socket = listener.accept();
            for (String reply : new String[] {"220 hola", "250 hola", "250 ok", "250 ok", "354 diga"}) {
                socket.getOutputStream().write((reply + "\r\n").getBytes(US_ASCII));
                if (!reply.startsWith("354")) {
                    while (socket.getInputStream().read() != '\n') {
                        Thread.onSpinWait();
                    }
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private SmtpMailSender.Builder builder() {
        return SmtpMailSender.to("localhost", server.port());
    }

    private static String reason(SmtpMailSender sender) {
        return ((Deferred) sender.send(Mails.mail().build())).reason();
    }
}
