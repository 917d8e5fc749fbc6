package org.recupera.examples.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.port.Secret;

/** Forms with files over HTTP, from clients that a page never gets to see. */
class UploadTest {

    private static final String SECRET = "FIXCksrGnuKxXyPBX1WY62mrqz2Z1RLgKwf8d6pZmNk=";
    private static final String COOKIE = "A".repeat(43);

    private final Seal seal = Seal.from(Secret.of(SECRET));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.open("127.0.0.1", 0);
        server.serve(
                Map.of("/archivos", new Counting(), "/sin", visit -> Reply.html(200, "sin")),
                new Web(seal, new Views(), false, TrustedProxies.none(), new SecureRandom()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Says how many files came, or that the form was too large. */
    private static final class Counting implements Page {
        @Override
        public Reply get(Visit visit) {
            return Reply.html(200, "");
        }

        @Override
        public Reply post(Visit visit) {
            return Reply.html(200, "archivos: " + visit.files("adjunto").size() + visit.field("nombre"));
        }

        @Override
        public boolean takesFiles() {
            return true;
        }

        @Override
        public Reply tooLarge(Visit visit) {
            return Reply.html(
                    413,
                    "nombre: " + visit.field("nombre") + visit.files("adjunto").size());
        }
    }

    @Test
    void a_form_with_files_reaches_the_page_that_takes_them_and_no_other() throws IOException {
        String form = csrf() + field("nombre", "Ana") + file("a") + "x\r\n--B--\r\n";
        assertThat(post("/archivos", form)).startsWith("HTTP/1.1 200").endsWith("archivos: 1Ana");
        assertThat(post("/sin", form)).startsWith("HTTP/1.1 415");
    }

    @Test
    void the_token_comes_before_all_else() throws IOException {
        assertThat(post("/archivos", file("a") + "x\r\n--B--\r\n")).startsWith("HTTP/1.1 403");
        assertThat(post("/archivos", field("csrf", "x") + file("a") + "x\r\n--B--\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(post("/archivos", file("a") + "x".repeat(MultipartForm.MOST_BYTES) + "\r\n--B--\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("demasiado grande")
                .doesNotContain("nombre:");
    }

    @Test
    void what_cannot_be_read_is_a_400() throws IOException {
        assertThat(post("/archivos", csrf() + "--B\r\nContent-Disp")).startsWith("HTTP/1.1 400");
    }

    @Test
    void a_form_that_is_far_too_large_is_read_to_its_end_so_that_its_sender_sees_the_answer() throws IOException {
        String head = csrf() + field("nombre", "Ana") + file("a");
        long content = 3L * MultipartForm.MOST_BYTES;
        try (Socket socket = begin("/archivos", head.length() + content + 11)) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] block = new byte[1 << 20];
            for (long sent = 0; sent < content; sent += block.length) {
                out.write(block);
            }
            out.write("\r\n--B--\r\n..".getBytes(StandardCharsets.US_ASCII));
            assertThat(answer(socket)).startsWith("HTTP/1.1 413").endsWith("nombre: Ana0");
        }
    }

    @Test
    void all_forms_together_have_so_much_room_and_who_leaves_gives_it_back() throws IOException {
        List<Socket> senders = new ArrayList<>();
        byte[] most = new byte[MultipartForm.MOST_BYTES - 1000];
        try {
            for (long held = 0; held < WholeForms.MOST_HELD - most.length; held += most.length) {
                senders.add(begin("/archivos", MultipartForm.MOST_BYTES));
                senders.get(senders.size() - 1)
                        .getOutputStream()
                        .write(file("a").getBytes(StandardCharsets.US_ASCII));
                senders.get(senders.size() - 1).getOutputStream().write(most);
            }
            String large = csrf() + file("a") + "x".repeat(most.length - 1000) + "\r\n--B--\r\n";
            await().untilAsserted(() -> assertThat(statusOf(large)).isEqualTo(503));
            assertThat(post("/archivos", csrf() + file("a") + "x\r\n--B--\r\n")).startsWith("HTTP/1.1 200");
        } finally {
            for (Socket sender : senders) {
                sender.close();
            }
        }
        String large = csrf() + file("a") + "x".repeat(most.length - 1000) + "\r\n--B--\r\n";
        for (int i = 0; i < 20; i++) {
            await().untilAsserted(() -> assertThat(statusOf(large)).isEqualTo(200));
        }
    }

    @Test
    void no_form_leaves_a_file_behind_however_it_ends() throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        Set<Path> before = filesOf(folder);
        post("/archivos", csrf() + file("a") + "x".repeat(5 << 20) + "\r\n--B--\r\n");
        post("/archivos", csrf() + file("a") + "x".repeat(5 << 20));
        post("/archivos", csrf() + file("a") + "x".repeat(MultipartForm.MOST_BYTES) + "\r\n--B--\r\n");
        try (Socket socket = begin("/archivos", 9 << 20)) {
            socket.getOutputStream().write((file("a") + "x".repeat(5 << 20)).getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(filesOf(folder)).isSubsetOf(before);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 29, false",
        "0, 30, true",
        "32767, 30, true",
        "32768, 30, false",
        "7340032, 253, false",
        "7340032, 254, true"
    })
    void a_form_has_half_a_minute_and_a_second_for_each_thirty_two_kilobytes(long arrived, long seconds, boolean slow) {
        assertThat(WholeForms.isSlow(seconds, arrived)).isEqualTo(slow);
    }

    private static Set<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("(?i).*(multipart|jetty|part).*"))
                    .collect(Collectors.toSet());
        }
    }

    private int statusOf(String form) {
        try {
            return Integer.parseInt(post("/archivos", form).substring(9, 12));
        } catch (IOException reset) {
            throw new UncheckedIOException(reset);
        }
    }

    private String post(String path, String form) throws IOException {
        byte[] bytes = form.getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = begin(path, bytes.length)) {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException answeredBefore) {
                return answer(socket);
            }
            return answer(socket);
        }
    }

    private Socket begin(String path, long length) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                                + length + "\r\nCookie: sesion-archivos=" + COOKIE + "; sesion-sin=" + COOKIE
                                + "\r\nContent-Type: multipart/form-data; boundary=B\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String csrf() {
        return field("csrf", seal.tag("csrf", COOKIE));
    }

    private static String field(String name, String value) {
        return "--B\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String name) {
        return "--B\r\nContent-Disposition: form-data; name=\"adjunto\"; filename=\"" + name + "\"\r\n\r\n";
    }
}
