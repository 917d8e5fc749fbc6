package org.recupera.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is typed: an identifier in canonical form, or the reason why it is none. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class IdentifierFuzzTest {

    static Stream<Arguments> typed() {
        return Stream.of(
                        "Comprador1",
                        "\uFF21\uFF2C\uFF29\uFF23\uFF25",
                        "jose\u0301",
                        "\u0130\u017F\u212A",
                        "\u0391\u03A3 \u0391\u03A3",
                        "\uFF76\uFF9E \uFFE3 \u3000",
                        "\u1112\u1161\u11AB",
                        "\uD834\uDD5E",
                        "0801-1990-00001",
                        "+57 (300) 555-0101",
                        "(00 504) 2240.1401",
                        "Ana.Perez@Empresa.Example",
                        " ",
                        "\u0130".repeat(200),
                        "a".repeat(Identifier.MAX_LENGTH))
                .flatMap(text -> Stream.of(IdentifierKind.values()).map(kind -> Arguments.of(kind, text, 3, 'x')));
    }

    /** Any code unit stands somewhere in the text too: half a character is none that a generator of texts makes. */
    @MethodSource("typed")
    @FuzzTest
    void reading_again_changes_nothing_and_what_is_read_is_fit_to_be_searched_for(
            @NotNull IdentifierKind kind, @NotNull String text, @InRange(min = 0, max = 300) int at, char unit) {
        String typed = at < text.length() ? text.substring(0, at) + unit + text.substring(at) : text;

        Identifier.Reading reading = Identifier.read(kind, typed);

        if (reading instanceof Identifier.Flawed flawed) {
            assertThat(flawed.kind()).isEqualTo(kind);
            assertThat(flawed.code()).matches("identifier\\.[a-z.-]+");
            return;
        }
        Identifier read = reading.identifier().orElseThrow();
        String value = read.value();
        assertThat(Identifier.read(kind, value)).isEqualTo(reading);
        if (value.length() < Identifier.MAX_LENGTH - 1) {
            assertThat(Identifier.read(kind, ' ' + value + '\n')).isEqualTo(reading);
        }
        assertThat(value).hasSizeBetween(1, Identifier.MAX_LENGTH).isEqualTo(value.strip());
        assertThat(Normalizer.isNormalized(value, Normalizer.Form.NFC)).isTrue();
        assertThat(value.codePoints())
                .noneMatch(Character::isISOControl)
                .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        assertThat(value)
                .matches(
                        switch (kind) {
                            case USERNAME -> "(?s).+";
                            case EMAIL -> "[!-~]+@[a-z0-9.-]+";
                            case NATIONAL_ID -> "[0-9A-Z]{4,20}";
                            case PHONE -> "\\+[1-9][0-9]{6,14}";
                        });
        if (kind == IdentifierKind.USERNAME || kind == IdentifierKind.EMAIL) {
            assertThat(value).isEqualTo(value.toLowerCase(Locale.ROOT));
        }
        assertThat(read).asString().isEqualTo("Identifier[" + kind + ']');
    }
}
