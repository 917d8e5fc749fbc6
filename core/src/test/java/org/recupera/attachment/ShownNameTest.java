package org.recupera.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShownNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cédula.png | cédula.png",
                "Informe final (v2), página #3.pdf | Informe final (v2), página #3.pdf",
                "../../x | x",
                "..\\..\\x | x",
                "C:\\x | x",
                "C:x | C_x",
                "/etc/passwd | passwd",
                "a/b\\c.pdf | c.pdf",
                "carpeta／foto.png | foto.png",
                "carpeta＼foto.png | foto.png",
                "carpeta﹨foto.png | foto.png",
                "．．／x | x",
                "..hidden | hidden",
                ".htaccess | htaccess",
                "a.pdf. . | a.pdf",
                "CON | _CON",
                "con.png | _con.png",
                "Nul.tar.gz | _Nul.tar.gz",
                "AUX .pdf | _AUX .pdf",
                "COM1 | _COM1",
                "com¹.png | _com1.png",
                "LPT9.jpg | _LPT9.jpg",
                "CONIN$ | _CONIN_",
                "console.png | console.png",
                "COM10 | COM10",
                "<script>.png | _script_.png",
                "a\"b'c`d.png | a_b_c_d.png",
                "{{x}}${7*7}.png | __x____7_7_.png",
                "¿qué?.png | _qué_.png",
            })
    void a_name_keeps_its_last_segment_and_safe_signs(String given, String shown) {
        assertThat(ShownName.of(given, 1).value()).isEqualTo(shown);
    }

    @Test
    void what_cannot_be_seen_is_dropped_and_blanks_are_one_space() {
        assertThat(ShownName.of("foto\u202Egnp.exe", 1).value()).isEqualTo("fotognp.exe");
        assertThat(ShownName.of("\u2066fo\u200Bto\u2069\uFEFF.p\u00ADng", 1).value())
                .isEqualTo("foto.png");
        assertThat(ShownName.of("a\0b\u001b[31m\u007f.png", 1).value()).isEqualTo("ab_31m.png");
        assertThat(ShownName.of("a\r\nBcc: x\u2028y\tz\u00A0\u3000.png", 1).value())
                .isEqualTo("a Bcc_ x y z .png");
        assertThat(ShownName.of("a\uD800b.png", 1).value()).isEqualTo("ab.png");
        assertThat(ShownName.of("a\u3164\uDB40\uDC41\uFE0F.png", 1).value()).isEqualTo("a.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "...", "/", "a/", "..\\", "\u200B", "\0\0", " . . "})
    void a_name_of_nothing_is_replaced(String given) {
        assertThat(ShownName.of(given, 3).value()).isEqualTo("documento-3");
    }

    @ParameterizedTest
    @CsvSource({
        "a.png, png",
        "a.b.PDF, pdf",
        "a.tar.gz, gz",
        "ﬁle.ＪＰＧ, jpg",
        "a.ñandú, ñandú",
        "a.h_t, h_t",
    })
    void the_extension_follows_the_last_point(String given, String extension) {
        assertThat(ShownName.of(given, 1).extension()).contains(extension);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.", ".png", "Informe v1.2", "Dr. Paz", "Oficio No. 4", "No.45-2026", "a.b c"})
    void a_point_alone_makes_no_extension(String given) {
        assertThat(ShownName.of(given, 1).extension()).isEmpty();
    }

    @Test
    void long_names_are_cut_before_their_extension() {
        String name = ShownName.of("a".repeat(255) + ".jpeg", 1).value();
        assertThat(name).isEqualTo("a".repeat(115) + ".jpeg");
        assertThat(ShownName.of("a".repeat(120), 1).value()).hasSize(120);
        assertThat(ShownName.of("a".repeat(121), 1).value()).hasSize(120);
        assertThat(ShownName.of("b." + "a".repeat(200), 1).value()).isEqualTo("b." + "a".repeat(118));
        // Four bytes each: the bound in bytes comes first.
        String han = ShownName.of("\uD842\uDFB7".repeat(100) + ".png", 1).value();
        assertThat(han).isEqualTo("\uD842\uDFB7".repeat(62) + ".png");
        assertThat(han.getBytes(StandardCharsets.UTF_8)).hasSize(252);
    }

    @Test
    void a_very_long_name_takes_no_long_time_and_keeps_its_end() {
        String name = ShownName.of("a\u0301".repeat(5_000_000) + "/foto.png", 1).value();
        assertThat(name).isEqualTo("foto.png");
    }

    /** Random names out of everything that is troublesome. */
    @Test
    void every_name_becomes_safe_and_stays_as_it_is_from_then_on() {
        List<String> parts = List.of(
                "a",
                "é",
                "Z",
                "9",
                ".",
                "..",
                " ",
                "/",
                "\\",
                "／",
                "\0",
                "\n",
                "\u202E",
                "\u200B",
                "\uD800",
                "\uDC00",
                "CON",
                "nul",
                "COM1",
                ":",
                "*",
                "<",
                "\"",
                "$",
                "_",
                "-",
                "png",
                ".png",
                ".exe",
                "ß",
                "ﬁ",
                "①",
                "\u0301",
                "\uD83D\uDE00",
                "\uD842\uDFB7",
                "\u2028",
                "\u3000",
                "\uFDFA",
                "documento-1");
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String given = IntStream.range(0, random.nextInt(seed % 10 == 0 ? 300 : 12))
                    .mapToObj(i -> parts.get(random.nextInt(parts.size())))
                    .collect(Collectors.joining());

            String shown = ShownName.of(given, 1).value();

            assertThat(shown)
                    .as("seed %d", seed)
                    .matches("[\\p{L}\\p{M}\\p{N} ._()+,#-]+")
                    .doesNotStartWith(".")
                    .doesNotEndWith(".")
                    .doesNotContain("  ")
                    .isEqualTo(shown.strip())
                    .doesNotMatch("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9]) *(\\..*)?");
            assertThat(shown.codePointCount(0, shown.length()))
                    .as("seed %d", seed)
                    .isBetween(1, 120);
            assertThat(shown.getBytes(StandardCharsets.UTF_8))
                    .as("seed %d", seed)
                    .hasSizeBetween(1, 255);
            assertThat(ShownName.of(shown, 1).value()).as("seed %d", seed).isEqualTo(shown);
        }
    }
}
