package org.recupera.clamav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.AttachmentScanner;
import org.recupera.port.AttachmentScanner.Verdict;
import org.recupera.port.PortException;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ClamdScannerTest {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    private ScriptedClamd clamd;

    @AfterEach
    void stop() throws IOException {
        if (clamd != null) {
            clamd.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 3 * 1024 * 1024})
    void content_arrives_whole_whatever_its_size(int size) throws IOException {
        byte[] content = random(size);
        AtomicReference<byte[]> heard = new AtomicReference<>();

        Verdict verdict = scan(
                tcp(caller -> {
                    heard.set(caller.scanned());
                    caller.say("stream: OK\0");
                }),
                content);

        assertThat(verdict).isEqualTo(new Verdict.Clean());
        assertThat(heard.get()).isEqualTo(content);
    }

    @Test
    void content_that_comes_in_drops_arrives_whole() throws IOException {
        byte[] content = random(1_000);
        InputStream drops = new ByteArrayInputStream(content) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1));
            }
        };

        Verdict verdict = tcp(caller ->
                        caller.say(Arrays.equals(caller.scanned(), content) ? "stream: OK\0" : "stream: Other FOUND\0"))
                .scan(drops, content.length);

        assertThat(verdict).isEqualTo(new Verdict.Clean());
    }

    @Test
    void a_unix_socket_serves_as_well() {
        Path socket = directory.resolve("clamd.ctl");
        clamd = ScriptedClamd.unix(socket, caller -> {
            caller.scanned();
            caller.say("stream: Eicar-Test-Signature FOUND\0");
        });

        assertThat(scan(ClamdScanner.unix(socket).build(), random(200_000)))
                .isEqualTo(new Verdict.Infected("Eicar-Test-Signature"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stream: OK",
                "stream: OK\n",
                "stream: OK\n\0",
                "stream: OK \0",
                " stream: OK\0",
                "stream: ok\0",
                "OK\0",
                "1: stream: OK\0",
                "stream: OK\0stream: OK\0",
                "stream: OK\0\n",
                "\0",
                "",
                "stream: FOUND\0",
                "stream:  FOUND\0",
                "stream: OK FOUND\0stream: OK\0",
                "UNKNOWN COMMAND\0",
                "COMMAND READ TIMED OUT\0",
                "stream: Can't allocate memory ERROR\0",
                "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0",
                "INSTREAM size limit exceeded. ERROR\0",
                "HTTP/1.1 200 OK\r\n\r\n",
            })
    void an_answer_that_is_no_verdict_decides_nothing(String answer) {
        Verdict verdict = scan(
                tcp(caller -> {
                    caller.scanned();
                    caller.say(answer);
                }),
                random(10));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Undecided.class,
                        undecided -> assertThat(undecided.reason())
                                .startsWith("clamd: ")
                                .matches("[ -~]+"));
    }

    @Test
    void an_answer_without_end_is_cut() {
        Verdict verdict = scan(
                tcp(caller -> {
                    caller.scanned();
                    while (true) {
                        caller.say("stream: OK".repeat(1_000));
                    }
                }),
                random(10));

        assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void a_signature_is_one_printable_line_of_a_bounded_length() {
        String name = "Evil\u001b[31m\r\n\u00e9" + "x".repeat(120);
        Verdict verdict = scan(
                tcp(caller -> {
                    caller.scanned();
                    caller.say("stream: " + name.replaceAll("\\s", "") + " FOUND\0");
                }),
                random(10));

        assertThat(verdict).isEqualTo(new Verdict.Infected("Evil?[31m?" + "x".repeat(110)));
    }

    @Test
    void an_answer_in_drops_is_understood() {
        Verdict verdict = scan(
                tcp(caller -> {
                    caller.scanned();
                    for (char each : "stream: Eicar FOUND\0".toCharArray()) {
                        caller.say(String.valueOf(each));
                    }
                }),
                random(10));

        assertThat(verdict).isEqualTo(new Verdict.Infected("Eicar"));
    }

    @Test
    void what_is_found_before_all_was_sent_is_found() {
        Verdict verdict = scan(
                tcp(caller -> {
                    caller.command();
                    caller.say("stream: Eicar FOUND\0");
                    caller.waitForEnd();
                }),
                random(20_000_000));

        assertThat(verdict).isEqualTo(new Verdict.Infected("Eicar"));
    }

    @Test
    void an_ok_before_all_was_sent_is_none() {
        Verdict verdict = scan(
                tcp(caller -> {
                    caller.command();
                    caller.say("stream: OK\0");
                    caller.waitForEnd();
                }),
                random(20_000_000));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Undecided.class,
                        undecided -> assertThat(undecided.reason()).contains("before all was sent"));
    }

    @Test
    void a_limit_of_clamds_that_is_lower_than_said_is_told_while_content_is_still_sent() {
        Verdict verdict = scan(
                tcp(caller -> {
                    caller.command();
                    caller.say("INSTREAM size limit exceeded. ERROR\0");
                    caller.waitForEnd();
                }),
                random(20_000_000));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Undecided.class,
                        undecided -> assertThat(undecided.reason()).contains("StreamMaxLength"));
    }

    @Test
    void a_connection_that_is_dropped_decides_nothing() {
        assertThat(scan(tcp(caller -> {}), random(5_000_000))).isInstanceOf(Verdict.Undecided.class);
        stopped();
        assertThat(scan(tcp(ScriptedClamd.Caller::command), random(5_000_000))).isInstanceOf(Verdict.Undecided.class);
        stopped();
        assertThat(scan(tcp(ScriptedClamd.Caller::scanned), random(5))).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void where_nobody_listens_nothing_is_decided() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertUndecided(ClamdScanner.tcp("127.0.0.1", port).build());
        assertUndecided(ClamdScanner.tcp("no-such-host.invalid", 3310).build());
        assertUndecided(ClamdScanner.unix(directory.resolve("none")).build());
        assertUndecided(ClamdScanner.unix(directory.resolve("x".repeat(300))).build());
    }

    @Test
    void a_server_that_is_silent_is_not_waited_for() throws InterruptedException {
        AttachmentScanner scanner = timed(ScriptedClamd.Caller::waitForEnd)
                .idleTimeout(SHORT)
                .scanTimeout(LONG)
                .build();

        assertTimedOut(scanner, 10);
        clamd.awaitEnd();
    }

    @Test
    void a_server_that_takes_nothing_is_not_waited_for() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        AttachmentScanner scanner =
                timed(caller -> hold(over)).idleTimeout(SHORT).scanTimeout(LONG).build();

        assertTimedOut(scanner, 20_000_000);
        over.countDown();
        clamd.awaitEnd();
    }

    @Test
    void a_scan_on_which_something_always_moves_ends_all_the_same() throws InterruptedException {
        AttachmentScanner scanner = timed(ScriptedClamd.Caller::waitForEnd)
                .maxBytes(Long.MAX_VALUE)
                .idleTimeout(LONG)
                .scanTimeout(SHORT)
                .build();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return length;
            }
        };

        assertThat(scanner.scan(endless, Long.MAX_VALUE))
                .isInstanceOfSatisfying(
                        Verdict.Undecided.class,
                        undecided -> assertThat(undecided.cause()).isInstanceOf(SocketTimeoutException.class));
        clamd.awaitEnd();
    }

    @Test
    void a_unix_socket_has_the_same_limits() throws InterruptedException {
        Path socket = directory.resolve("clamd.ctl");
        clamd = ScriptedClamd.unix(socket, ScriptedClamd.Caller::waitForEnd);

        assertTimedOut(ClamdScanner.unix(socket).idleTimeout(SHORT).build(), 10);
        assertTimedOut(ClamdScanner.unix(socket).scanTimeout(SHORT).build(), 10);
        clamd.awaitEnd();
        clamd.awaitEnd();
    }

    @Test
    void a_connection_that_nobody_takes_is_not_waited_for() throws IOException {
        // Without room in its queue, and nobody who accepts.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            AttachmentScanner scanner = ClamdScanner.tcp("127.0.0.1", full.getLocalPort())
                    .connectTimeout(SHORT)
                    .idleTimeout(SHORT)
                    .build();
            for (int i = 0; i < 4; i++) {
                assertUndecided(scanner);
            }
        }
    }

    @Test
    void an_interrupted_thread_does_not_wait_and_stays_interrupted() {
        ClamdScanner scanner = timed(ScriptedClamd.Caller::waitForEnd).build();
        Thread.currentThread().interrupt();
        Verdict verdict = scan(scanner, random(10));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void content_of_another_size_than_told_gets_no_verdict() {
        ClamdScanner scanner = tcp(caller -> {
            caller.scanned();
            caller.say("stream: OK\0");
        });

        assertThat(scanner.scan(new ByteArrayInputStream(random(100)), 99)).isInstanceOf(Verdict.Undecided.class);
        assertThat(scanner.scan(new ByteArrayInputStream(random(100)), 101)).isInstanceOf(Verdict.Undecided.class);
        assertThat(scanner.scan(new ByteArrayInputStream(random(100)), 100)).isInstanceOf(Verdict.Clean.class);
    }

    @SuppressWarnings("InputStreamSlowMultibyteRead")
    @Test
    void content_that_cannot_be_read_gets_no_verdict() {
        ClamdScanner scanner = tcp(caller -> {
            caller.scanned();
            caller.say("stream: OK\0");
        });
        IOException torn = new IOException("torn");
        InputStream content = new InputStream() {
            @Override
            public int read() throws IOException {
                throw torn;
            }
        };

        assertThat(scanner.scan(content, 5))
                .isInstanceOfSatisfying(
                        Verdict.Undecided.class,
                        undecided -> assertThat(undecided.cause()).isSameAs(torn));
    }

    @Test
    void nothing_above_the_limit_is_sent() {
        ClamdScanner scanner = ClamdScanner.unix(directory.resolve("nobody-is-asked"))
                .maxBytes(1_000)
                .build();

        assertThat(scanner.maxBytes()).isEqualTo(1_000);
        assertThat(scan(scanner, random(1_001)))
                .isEqualTo(new Verdict.Undecided("clamd: 1001 bytes are more than it looks at", null));
    }

    @Test
    void a_ping_tells_whether_clamd_answers() {
        ClamdScanner scanner = tcp(caller -> caller.say(caller.command().equals("zPING") ? "PONG\0" : "?\0"));
        scanner.ping();
        stopped();

        assertThatExceptionOfType(PortException.class).isThrownBy(scanner::ping).withMessageContaining("clamd");
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(tcp(caller -> caller.say(caller.command().equals("zPING") ? "PONG" : "?"))::ping)
                .withMessageContaining("PONG");
        stopped();
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(timed(ScriptedClamd.Caller::waitForEnd)
                        .idleTimeout(SHORT)
                        .build()::ping)
                .withCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void settings_outside_their_bounds_are_refused() {
        ClamdScanner.Builder builder = ClamdScanner.tcp("clamd.example", 3310);

        assertThatIllegalArgumentException().isThrownBy(() -> ClamdScanner.tcp("clamd.example", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> ClamdScanner.tcp("clamd.example", 65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> ClamdScanner.tcp(" ", 3310));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.connectTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.idleTimeout(Duration.ofHours(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.scanTimeout(Duration.ofMillis(-1)));
    }

    private ClamdScanner tcp(ScriptedClamd.Script script) {
        return timed(script).build();
    }

    private ClamdScanner.Builder timed(ScriptedClamd.Script script) {
        clamd = ScriptedClamd.tcp(script);
        return ClamdScanner.tcp("127.0.0.1", clamd.port());
    }

    private void stopped() {
        try {
            clamd.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Verdict scan(AttachmentScanner scanner, byte[] content) {
        return scanner.scan(new ByteArrayInputStream(content), content.length);
    }

    private static void assertUndecided(AttachmentScanner scanner) {
        assertThat(scan(scanner, random(10)))
                .isInstanceOfSatisfying(
                        Verdict.Undecided.class,
                        undecided -> assertThat(undecided.cause()).isNotNull());
    }

    private static void assertTimedOut(AttachmentScanner scanner, int size) {
        assertThat(scan(scanner, random(size)))
                .isInstanceOfSatisfying(
                        Verdict.Undecided.class,
                        undecided -> assertThat(undecided.cause()).isInstanceOf(SocketTimeoutException.class));
    }

    private static void hold(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
