package org.recupera.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.password.BreachedPasswords.WhenUnknown;
import org.recupera.port.Secret;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class BreachedPasswordsTest {

    /** {@code printf %s 'correct horse battery staple' | sha1sum} */
    private static final String PASSWORD = "correct horse battery staple";

    private static final String PREFIX = "ABF7A";
    private static final String SUFFIX = "AD6438836DBE526AA231ABDE2D0EEF74D42";
    private static final String OTHERS =
            "0018A45C4D1DEF81644B54AB7F969B88D65:10\r\n00D4F6E8FA6EECAD2A3AA415EEC418D38EC:2\r\n";

    private static final Duration PLENTY = Duration.ofSeconds(30);
    private static final Duration LITTLE = Duration.ofMillis(300);

    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OTHERS + SUFFIX + ":37359195",
                SUFFIX + ":1\r\n" + OTHERS,
                OTHERS + SUFFIX + ":1\n",
                "ad6438836dbe526aa231abde2d0eef74d42:5"
            })
    void A_password_on_the_list_is_refused(String list) {
        answer(200, list);
        assertThat(codes(rule(PLENTY, WhenUnknown.ACCEPT))).containsExactly("password.breached");
    }

    @ParameterizedTest
    @ValueSource(strings = {OTHERS, OTHERS + SUFFIX + ":0\r\n"})
    void A_password_that_only_pads_the_list_or_is_not_on_it_is_taken(String list) {
        answer(200, list);
        assertThat(codes(rule(PLENTY, WhenUnknown.REFUSE))).isEmpty();
    }

    @Test
    void Five_digits_leave_the_house_and_nothing_else() {
        answer(200, OTHERS);
        codes(rule(PLENTY, WhenUnknown.REFUSE));
        assertThat(questions)
                .singleElement()
                .satisfies(question -> assertThat(question)
                        .startsWith("GET /range/" + PREFIX + "\n")
                        .contains("\nAdd-padding: true\n", "\nUser-agent: Recupera\n")
                        .endsWith("\nbody 0\n")
                        .doesNotContainIgnoringCase(SUFFIX.substring(0, 4))
                        .doesNotContainIgnoringCase("horse")
                        .doesNotContainIgnoringCase("cookie")
                        .doesNotContainIgnoringCase("authorization"));
    }

    @Test
    void Both_ways_of_typing_an_accent_ask_the_same_question() {
        answer(200, OTHERS);
        BreachedPasswords rule = rule(PLENTY, WhenUnknown.REFUSE);
        String composed = "canción de los pingüinos";
        codes(rule, composed);
        codes(rule, Normalizer.normalize(composed, Normalizer.Form.NFD));
        assertThat(questions).hasSize(2);
        assertThat(questions.get(0)).isEqualTo(questions.get(1));
    }

    @ParameterizedTest
    @CsvSource({
        "/range/, /range/ABF7A",
        "/range, /range/ABF7A",
        "'', /ABF7A",
        "/, /ABF7A",
        "/copia/de/hibp, /copia/de/hibp/ABF7A"
    })
    void A_service_of_ones_own_is_asked_where_it_is(String path, String asked) {
        answer(200, OTHERS);
        codes(BreachedPasswords.askedAt(URI.create(origin() + path), PLENTY, WhenUnknown.REFUSE));
        assertThat(questions).singleElement().asString().startsWith("GET " + asked + "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 400, 403, 404, 429, 500, 503})
    void An_answer_of_another_status_says_nothing(int status) {
        answer(status, SUFFIX + ":1");
        assertThatNothingIsKnown(PLENTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "<html><body>Inicie sesión en la red</body></html>",
                "{\"error\":\"none\"}",
                OTHERS + "<html>",
                SUFFIX + ":1\r\nand so on",
                SUFFIX,
                SUFFIX + ":",
                SUFFIX + ":-1",
                SUFFIX + ":1e3",
                SUFFIX + ":9999999999999999999",
                PREFIX + SUFFIX + ":1",
                " " + SUFFIX + ":1",
                SUFFIX + ":1\r\n\r\n\r\n" + OTHERS,
                "\u001f\u008b\u0008\u0000"
            })
    void An_answer_of_another_form_says_nothing(String body) {
        answer(200, body);
        assertThatNothingIsKnown(PLENTY);
    }

    @Test
    void A_redirect_is_not_followed() {
        server.createContext("/elsewhere", exchange -> {
            questions.add("elsewhere");
            reply(exchange, 200, OTHERS);
        });
        serve(exchange -> {
            exchange.getResponseHeaders().add("Location", origin() + "/elsewhere");
            reply(exchange, 302, "");
        });
        assertThatNothingIsKnown(PLENTY);
        assertThat(questions).doesNotContain("elsewhere");
    }

    @Test
    void A_service_that_is_slow_to_answer_says_nothing() {
        serve(exchange -> await(end));
        assertThatNothingIsKnown(LITTLE);
    }

    @Test
    void A_service_that_never_ends_its_answer_says_nothing() {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write((SUFFIX + ":1\r\n").getBytes(StandardCharsets.US_ASCII));
            body.flush();
            await(end);
        });
        assertThatNothingIsKnown(LITTLE);
    }

    @Test
    void An_endless_answer_is_hung_up_on() throws InterruptedException {
        CountDownLatch hungUp = new CountDownLatch(1);
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write(OTHERS.getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException closed) {
                hungUp.countDown();
            }
        });
        assertThat(codes(rule(PLENTY, WhenUnknown.REFUSE))).containsExactly("password.unchecked");
        hungUp.await();
    }

    @Test
    void An_answer_as_long_as_is_read_is_read() {
        answer(200, OTHERS.repeat((1 << 20) / OTHERS.length()));
        assertThat(codes(rule(PLENTY, WhenUnknown.REFUSE))).isEmpty();
    }

    @Test
    void An_answer_longer_than_is_read_says_nothing() {
        answer(200, OTHERS.repeat((1 << 20) / OTHERS.length() + 1));
        assertThat(codes(rule(PLENTY, WhenUnknown.REFUSE))).containsExactly("password.unchecked");
    }

    @Test
    void A_service_that_breaks_off_says_nothing() {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write((SUFFIX + ":1\r\n").getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        assertThatNothingIsKnown(PLENTY);
    }

    @Test
    void What_does_not_speak_HTTP_says_nothing() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> greetAll(socket));
            URI address = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/range/");
            assertThatNothingIsKnown(address, PLENTY);
        }
    }

    @Test
    void A_service_that_is_not_there_says_nothing() {
        server.stop(0);
        assertThatNothingIsKnown(PLENTY);
    }

    @Test
    void A_thread_that_is_interrupted_asks_nobody_and_stays_interrupted() {
        answer(200, OTHERS);
        Thread.currentThread().interrupt();
        assertThat(codes(rule(PLENTY, WhenUnknown.REFUSE))).containsExactly("password.unchecked");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void After_a_failure_the_next_question_is_answered() {
        List<Integer> statuses = new CopyOnWriteArrayList<>(List.of(503, 429));
        serve(exchange -> reply(exchange, statuses.isEmpty() ? 200 : statuses.remove(0), SUFFIX + ":3"));
        BreachedPasswords rule = rule(PLENTY, WhenUnknown.ACCEPT);
        assertThat(codes(rule)).isEmpty();
        assertThat(codes(rule)).isEmpty();
        assertThat(codes(rule)).containsExactly("password.breached");
    }

    @Test
    void A_password_that_is_refused_anyway_is_not_asked_about() {
        answer(200, SUFFIX + ":3");
        PasswordRules rules = PasswordRules.standard(64, 64).and(rule(PLENTY, WhenUnknown.REFUSE));
        Judgement judgement = rules.judge(Secret.of(PASSWORD), Secret.of("other"), "", List.of());
        assertThat(((Judgement.Refused) judgement).flaws())
                .extracting(PasswordFlaw::code)
                .containsExactly("password.mismatch", "password.too-short");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://range.example/",
                "http://localhost.example/range/",
                "http://127.0.0.1.example/",
                "http://10.0.0.1/",
                "ftp://range.example/",
                "file:///etc/hostname",
                "/range/",
                "range.example",
                "https:range.example",
                "https://user:secret@range.example/",
                "https://range.example/?prefix=",
                "https://range.example/#",
                "https://range.example:0/",
                "https://range.example:70000/"
            })
    void Only_https_takes_the_digits_past_this_machine(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BreachedPasswords.askedAt(URI.create(address), PLENTY, WhenUnknown.ACCEPT))
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://range.example",
                "HTTPS://range.example:8443/copia/",
                "http://localhost:8080/",
                "http://[::1]:8080/",
                "http://127.1.2.3/"
            })
    void Nothing_is_contacted_when_the_rule_is_made(String address) {
        assertThatNoException()
                .isThrownBy(() -> BreachedPasswords.askedAt(URI.create(address), PLENTY, WhenUnknown.ACCEPT));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 99, 30_001})
    void A_time_limit_out_of_range_is_refused(long millis) {
        assertThatIllegalArgumentException().isThrownBy(() -> rule(Duration.ofMillis(millis), WhenUnknown.ACCEPT));
    }

    private void assertThatNothingIsKnown(Duration timeLimit) {
        assertThatNothingIsKnown(URI.create(origin() + "/range/"), timeLimit);
    }

    private static void assertThatNothingIsKnown(URI service, Duration timeLimit) {
        assertThat(codes(BreachedPasswords.askedAt(service, timeLimit, WhenUnknown.ACCEPT)))
                .isEmpty();
        assertThat(codes(BreachedPasswords.askedAt(service, timeLimit, WhenUnknown.REFUSE)))
                .containsExactly("password.unchecked");
    }

    private BreachedPasswords rule(Duration timeLimit, WhenUnknown whenUnknown) {
        return BreachedPasswords.askedAt(URI.create(origin() + "/range/"), timeLimit, whenUnknown);
    }

    private static List<String> codes(BreachedPasswords rule) {
        return codes(rule, PASSWORD);
    }

    private static List<String> codes(BreachedPasswords rule, String password) {
        return rule.judge(Candidate.of(password, "", List.of())).stream()
                .map(PasswordFlaw::code)
                .toList();
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(int status, String body) {
        serve(exchange -> reply(exchange, status, body));
    }

    private void serve(HttpHandler handler) {
        server.createContext("/", exchange -> {
            questions.add(written(exchange));
            handler.handle(exchange);
        });
    }

    private static String written(HttpExchange exchange) throws IOException {
        StringBuilder question = new StringBuilder();
        question.append(exchange.getRequestMethod())
                .append(' ')
                .append(exchange.getRequestURI())
                .append('\n');
        exchange.getRequestHeaders()
                .forEach((name, values) -> values.forEach(value ->
                        question.append(name).append(": ").append(value).append('\n')));
        return question.append("body ")
                .append(exchange.getRequestBody().readAllBytes().length)
                .append('\n')
                .toString();
    }

    private static void reply(HttpExchange exchange, int status, String body) {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
            exchange.sendResponseHeaders(status, bytes.length == 0 || status == 204 ? -1 : bytes.length);
            if (status != 204) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void greetAll(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connection.getOutputStream().write("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException gone) {
                // The next one, or the test is over.
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
