package org.recupera.examples.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code multipart/form-data} as browsers send it, and as nobody should. */
class MultipartFormTest {

    private static final String TYPE = "multipart/form-data; boundary=frontera";
    private static final String END = "--frontera--\r\n";

    @Test
    void fields_and_files_are_told_apart_by_the_file_name() throws IOException {
        Form form = read(field("asunto", "Recuperación de usuario\r\ny más")
                        + file("adjunto", "captura ñ.png", "\u0000ÿ")
                        + file("adjunto", "otra.pdf", "")
                        + END)
                .form();
        assertThat(form.value("asunto")).isEqualTo("Recuperación de usuario\r\ny más");
        assertThat(form.value("adjunto")).isEmpty();
        assertThat(form.has("adjunto")).isFalse();
        assertThat(form.files("adjunto")).extracting(UploadedFile::name).containsExactly("captura ñ.png", "otra.pdf");
        try (var content = form.files("adjunto").get(0).open()) {
            assertThat(content.readAllBytes()).isEqualTo("\u0000ÿ".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void a_field_for_files_in_which_none_was_chosen_has_none() {
        assertThat(read(file("adjunto", "", "") + END).form().files("adjunto")).isEmpty();
    }

    @Test
    void content_without_a_name_is_a_file_all_the_same() {
        assertThat(read(file("adjunto", "", "x") + field("adjunto", "y") + END)
                        .form()
                        .files("adjunto"))
                .extracting(UploadedFile::name)
                .containsExactly("", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "C:\\Windows\\CON", "a%22b\u202egnp.exe", "<script>.png"})
    void a_file_name_is_data(String name) {
        assertThat(read(file("adjunto", name, "x") + END).form().files("adjunto"))
                .extracting(UploadedFile::name)
                .containsExactly(name);
    }

    @Test
    void the_first_of_equal_fields_counts() {
        assertThat(read(field("csrf", "1") + field("csrf", "2") + END).form().value("csrf"))
                .isEqualTo("1");
    }

    @Test
    void bytes_that_are_no_text_become_ill_formed_text_and_name_no_field() {
        byte[] bytes = ("--frontera\r\nContent-Disposition: form-data; name=\"nombre\"\r\n\r\nAn\u00ff\u00fea\r\n"
                        + "--frontera\r\nContent-Disposition: form-data; name=\"csrf\u00ff\"\r\n\r\nx\r\n" + END)
                .getBytes(StandardCharsets.ISO_8859_1);
        MultipartForm form = MultipartForm.of(TYPE);
        form.take(ByteBuffer.wrap(bytes), true);
        assertThat(form.form().value("nombre")).isEqualTo("An\uD800\uD800a");
        assertThat(form.form().has("csrf")).isFalse();
    }

    @Test
    void it_is_the_same_form_however_it_is_cut_into_pieces() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String content = "\r\n--fronter\r\n--\r\n-\r\r\n--fronter-a".repeat(3);
        byte[] bytes = (field("nombre", content) + file("adjunto", "a.png", content) + field("correo", "") + END)
                .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 500; round++) {
            MultipartForm form = MultipartForm.of(TYPE);
            for (int from = 0; from < bytes.length; ) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(20));
                byte[] piece = Arrays.copyOfRange(bytes, from, to);
                form.take(ByteBuffer.wrap(piece), to == bytes.length);
                Arrays.fill(piece, (byte) 'X');
                from = to;
            }
            assertThat(form.isMalformed()).as("seed %d", seed).isFalse();
            assertThat(form.form().value("nombre")).as("seed %d", seed).isEqualTo(content);
            assertThat(form.form().has("correo")).as("seed %d", seed).isTrue();
            try (var file = form.form().files("adjunto").get(0).open()) {
                assertThat(file.readAllBytes()).as("seed %d", seed).isEqualTo(content.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "--otra\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--otra--\r\n",
                "--frontera\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx",
                "--frontera\r\nContent-Disposition: form-data; name=\"a\u0000\"\r\n\r\nx\r\n--frontera--\r\n"
            })
    void what_is_cut_short_or_ill_formed_is_not_read(String body) {
        assertThat(read(body).isMalformed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=ñ"})
    void without_a_boundary_nothing_is_read(String contentType) {
        assertThat(MultipartForm.of(contentType).isMalformed()).isTrue();
    }

    @Test
    void a_part_has_so_much_of_a_header() {
        String long1 = "--frontera\r\nX-Long: " + "x".repeat(MultipartForm.MOST_HEADER_BYTES) + "\r\n\r\nx\r\n";
        assertThat(read(long1 + END).isMalformed()).isTrue();
    }

    @Test
    void a_form_has_so_many_parts() {
        String parts = field("a", "x").repeat(MultipartForm.MOST_PARTS);
        assertThat(read(parts + END).isTooLarge()).isFalse();
        assertThat(read(parts + field("b", "x") + END).isTooLarge()).isTrue();
    }

    @Test
    void a_form_has_so_much_text() {
        String most = "x".repeat(MultipartForm.MOST_TEXT_BYTES - 1);
        assertThat(read(field("a", "x") + field("b", most) + END).isTooLarge()).isFalse();
        assertThat(read(field("a", "xy") + field("b", most) + END).isTooLarge()).isTrue();
    }

    @Test
    void of_a_form_that_is_too_large_the_fields_before_its_end_are_kept_and_no_file() {
        MultipartForm form = MultipartForm.of(TYPE);
        form.take(utf8(field("csrf", "x") + file("adjunto", "a", "y") + fileHead("adjunto", "b")), false);
        byte[] piece = new byte[1 << 20];
        for (int sent = 0; sent < MultipartForm.MOST_BYTES; sent += piece.length) {
            form.take(ByteBuffer.wrap(piece), false);
        }
        form.take(utf8("\r\n" + field("correo", "z") + END), true);
        assertThat(form.isTooLarge()).isTrue();
        assertThat(form.isMalformed()).isFalse();
        assertThat(form.form().value("csrf")).isEqualTo("x");
        assertThat(form.form().files("adjunto")).isEmpty();
        assertThat(form.form().has("correo")).isFalse();
    }

    @Test
    void a_file_says_nothing_of_itself_in_a_log() {
        List<UploadedFile> files =
                read(file("adjunto", "captura.png", "secreto") + END).form().files("adjunto");
        assertThat(files.get(0)).hasToString("UploadedFile[7 bytes]");
    }

    private static MultipartForm read(String body) {
        MultipartForm form = MultipartForm.of(TYPE);
        form.take(utf8(body), true);
        return form;
    }

    private static String field(String name, String value) {
        return "--frontera\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String name, String fileName, String content) {
        return fileHead(name, fileName) + content + "\r\n";
    }

    private static String fileHead(String name, String fileName) {
        return "--frontera\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
