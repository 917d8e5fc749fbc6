package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.examples.portal.Visitor.Answer;

/** What people and programs put into the form for a case that it does not take: said at its field, the rest kept. */
class CaseBadInputTest {

    private static final String ADDRESS = "mal@empresa.example";

    private static TestPortal portal;

    @BeforeAll
    static void start() throws IOException {
        portal = TestPortal.start();
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nombre | ``",
                "nombre | `   `",
                "nombre | 12345",
                "nombre | `Ana\r\nBcc: otra@empresa.example`",
                "nombre | `Ana\u202eaicul`",
                "nombre | `Ana\u0000`",
                "correo | ``",
                "correo | ana",
                "correo | ana@empresa@example",
                "correo | Ana <ana@empresa.example>",
                "correo | `ana@empresa.example\r\nBcc: otra@empresa.example`",
                "correo | ana@empresa.example,otra@empresa.example",
                "telefono | llámeme",
                "telefono | +57",
                "documento | ``",
                "documento | ¿?",
                "descripcion | ``",
                "descripcion | `a\u202eb`",
                "sistema | ``",
                "sistema | SECOP IX",
                "tipoSolicitud | ``",
                "tipoSolicitud | <script>",
                "asunto | ``",
                "asunto | otro-asunto"
            })
    void what_a_field_does_not_take_is_told_at_it_and_all_else_is_kept(String field, String value) {
        for (String segment : new String[] {"honducompras", "secop"}) {
            Visitor person = portal.visitor(segment);
            Answer page = person.get("/" + segment + "/crear-caso");
            Map<String, String> typed = CaseSteps.filled(page, ADDRESS);
            boolean optional =
                    value.isBlank() && !page.form().selectFirst("#" + field).hasAttr("required");
            typed.put(field, value);
            Answer answer = person.submit(page, typed, List.of());
            assertThat(answer.status()).as(segment).isEqualTo(optional ? 200 : 422);
            if (!optional) {
                assertFlawed(answer, field);
                typed.remove(field);
                assertKept(answer, typed);
                assertThat(answer.body()).doesNotContain("\u0000", "\u202e");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nombre", "correo", "telefono", "documento", "descripcion"})
    void what_is_too_long_is_told_at_its_field_and_kept(String field) {
        Answer answer = refused(Map.of(field, "a".repeat(20_001)));
        assertFlawed(answer, field);
        assertThat(answer.form().selectFirst("#" + field).val()).hasSize(20_001);
    }

    @Test
    void a_megabyte_of_marks_is_refused_at_once_and_not_all_shown_again() {
        Answer answer = refused(Map.of("descripcion", "\u0301\u0327".repeat(200_000)));
        assertFlawed(answer, "descripcion");
        assertThat(answer.body()).hasSizeLessThan(100_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "{{csrf}}", "${7*7}", "\"><img src=x onerror=alert(1)>"})
    void text_that_means_something_elsewhere_is_text_here(String text) {
        Answer answer = refused(Map.of("nombre", "Ana " + text, "descripcion", text, "correo", ""));
        assertThat(answer.form().selectFirst("#nombre").val()).isEqualTo("Ana " + text);
        assertThat(answer.form().selectFirst("#descripcion").val()).isEqualTo(text);
        assertThat(answer.page().select("script, img[onerror]")).isEmpty();

        Visitor person = portal.visitor();
        Answer page = person.get("/honducompras/crear-caso");
        Map<String, String> typed = CaseSteps.filled(page, "texto@empresa.example");
        typed.put("nombre", "Ana " + text);
        typed.put("descripcion", text);
        String number = CaseSteps.numberOn(person.submit(page, typed, List.of()));
        Answer desk = person.get("/mesa/" + number);
        assertThat(desk.text()).contains(text);
        assertThat(desk.page().select("script, img[onerror]")).isEmpty();
    }

    @Test
    void all_that_is_wrong_is_told_at_once_and_in_the_forms_order() {
        Visitor person = portal.visitor();
        Answer page = person.get("/honducompras/crear-caso");
        Answer answer = person.submit(page, Map.of(), List.of(SentFile.of("a.png", "no")));
        assertThat(answer.status()).isEqualTo(422);
        List<String> required = page.form().select("[required]").eachAttr("id");
        assertThat(answer.page().select("[role=alert] a").eachAttr("href").stream()
                        .map(target -> target.substring(1)))
                .containsAll(required)
                .contains("adjunto");
        assertThat(answer.page().title()).startsWith("Error: ");
    }

    @Test
    void a_form_that_was_drawn_from_another_version_is_drawn_anew_with_what_was_typed() {
        Visitor person = portal.visitor();
        Answer page = person.get("/honducompras/crear-caso");
        Map<String, String> typed = CaseSteps.filled(page, ADDRESS);
        Map<String, String> stale = new HashMap<>(typed);
        stale.put("version", "1900-1");
        Answer answer = person.submit(page, stale, List.of());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page().select("[role=alert]").text()).contains("cambió");
        assertKept(answer, typed);
        assertThat(person.submit(answer, typed, List.of()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void a_file_that_is_not_taken_is_told_at_its_field_and_all_else_is_kept(String what, List<SentFile> files) {
        Visitor person = portal.visitor("secop");
        Answer page = person.get("/secop/crear-caso");
        Map<String, String> typed = CaseSteps.filled(page, ADDRESS);
        Answer answer = person.submit(page, typed, files);
        assertThat(answer.status()).as(what).isEqualTo(422);
        assertFlawed(answer, "adjunto");
        assertKept(answer, typed);
        assertThat(answer.page().selectFirst("#adjunto-ayuda").text()).contains("Vuelva a elegir los archivos");
        assertThat(CaseSteps.numberOn(person.submit(answer, typed, List.of(SentFile.screenshot("buena.png")))))
                .isNotBlank();
    }

    static Stream<Arguments> badFiles() {
        byte[] png = SentFile.screenshot("x").content();
        return Stream.of(
                Arguments.of("an SVG", List.of(SentFile.of("a.png", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"))),
                Arguments.of(
                        "a GIF with a page in it", List.of(SentFile.of("a.png", "GIF89a<html><script>x</script>"))),
                Arguments.of("an empty file", List.of(SentFile.of("a.png", ""))),
                Arguments.of("a page", List.of(SentFile.of("a.html", "<html>"))),
                Arguments.of("a program", List.of(SentFile.of("a.pdf", "MZ\u0090\u0000\u0003"))),
                Arguments.of("no name", List.of(SentFile.of("", "x"))),
                Arguments.of("a picture cut short", List.of(new SentFile("a.png", "image/png", half(png)))),
                Arguments.of("a picture called a page", List.of(new SentFile("a.html", "image/png", png))),
                Arguments.of("a huge picture", List.of(new SentFile("a.png", "image/png", hugePicture()))),
                Arguments.of("six files", Collections.nCopies(6, SentFile.screenshot("a.png"))),
                Arguments.of("a large file", List.of(SentFile.of("a.pdf", "%PDF-1.4\n" + "x".repeat(4 << 20)))),
                Arguments.of(
                        "much in all",
                        Collections.nCopies(3, SentFile.of("a.pdf", "%PDF-1.4\n" + "x".repeat(8 * 1_000_000 / 3)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x.png", "CON", "con.png", "..", "a\u202egnp.exe.png", "<b>.png"})
    void whatever_a_picture_is_called_it_goes_by_a_generated_name(String name) {
        Visitor person = portal.visitor();
        String number = CaseSteps.numberOn(
                CaseSteps.file(person, "honducompras", "nombres@empresa.example", SentFile.screenshot(name)));
        Answer file = person.get("/mesa/" + number + "/archivos/1");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"" + number + "-01.png\"");
    }

    @Test
    void a_name_of_255_bytes_is_a_name() {
        assertThat(CaseSteps.numberOn(CaseSteps.file(
                        portal.visitor(),
                        "honducompras",
                        "nombres@empresa.example",
                        SentFile.screenshot("ñ".repeat(125) + ".png"))))
                .isNotBlank();
    }

    @Test
    void a_form_that_is_far_too_large_keeps_what_was_typed_and_says_how_much_fits() {
        Visitor person = portal.visitor();
        Answer page = person.get("/honducompras/crear-caso");
        Map<String, String> typed = CaseSteps.filled(page, ADDRESS);
        Answer answer = person.submit(page, typed, List.of(SentFile.of("video.mp4", "x".repeat(13 << 20))));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.page().select("[role=alert]").text())
                .contains("pesan demasiado", "3 MB", "7 MB", "5 archivos");
        assertKept(answer, typed);
        assertThat(person.submit(answer, typed, List.of()).status()).isEqualTo(200);
    }

    @Test
    void without_the_token_nothing_is_looked_at() {
        Visitor person = portal.visitor();
        Answer page = person.get("/honducompras/crear-caso");
        Map<String, String> typed = CaseSteps.filled(page, ADDRESS);
        typed.put("csrf", "x");
        assertThat(person.submit(page, typed, List.of(SentFile.of("a.png", "no")))
                        .status())
                .isEqualTo(403);
    }

    private static Answer refused(Map<String, String> bad) {
        Visitor person = portal.visitor();
        Answer page = person.get("/honducompras/crear-caso");
        Map<String, String> typed = CaseSteps.filled(page, ADDRESS);
        typed.putAll(bad);
        Answer answer = person.submit(page, typed, List.of());
        assertThat(answer.status()).isEqualTo(422);
        return answer;
    }

    /** One message, at this field and in the summary. */
    private static void assertFlawed(Answer answer, String field) {
        assertThat(answer.page().select("#" + field + "-ayuda .error").text()).isNotBlank();
        assertThat(answer.form().selectFirst("#" + field).attr("aria-invalid")).isEqualTo("true");
        assertThat(answer.form().selectFirst("#" + field).attr("aria-describedby"))
                .isEqualTo(field + "-ayuda");
        assertThat(answer.page().select("[role=alert] a").eachAttr("href")).contains("#" + field);
        assertThat(answer.page().title()).startsWith("Error: ");
    }

    private static void assertKept(Answer answer, Map<String, String> typed) {
        typed.forEach((name, value) -> {
            Element field = answer.form().selectFirst("#" + name);
            String shown = field.tagName().equals("select")
                    ? field.select("option[selected]").attr("value")
                    : field.val();
            assertThat(shown.replace("\r\n", "\n").strip()).as(name).isEqualTo(value);
        });
    }

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    /** 30000 x 30000 pixels in some kilobytes. */
    private static byte[] hugePicture() {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(30_000)
                        .putInt(30_000)
                        .put((byte) 1)
                        .put((byte) 0)
                        .array());
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(new byte[30_000 * (30_000 / 8 + 1) / 100]);
        deflater.finish();
        byte[] packed = new byte[200_000];
        int length = deflater.deflate(packed);
        deflater.end();
        chunk(png, "IDAT", Arrays.copyOf(packed, length));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] body = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 crc = new CRC32();
        crc.update(body);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(body);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
