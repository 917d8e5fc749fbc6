package org.recupera.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.recupera.key.Base32;
import org.recupera.port.CaseNumber;

/** Whatever is typed: a case number in its one form, or the reason; and no slip of the finger makes another number. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CaseNumbersFuzzTest {

    private static final String DIGITS = Base32.ALPHABET.toUpperCase(Locale.ROOT);
    private static final String CAPITALS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final CaseNumbers NUMBERS = CaseNumbers.random("SECOP", ZoneOffset.UTC, new SeededRandom(4));

    static Stream<Arguments> typed() {
        return Stream.of(
                        "HC-2026-7Q4K9M2XJ",
                        "[hc 2o26 7q4k 9m2x j]",
                        "SEC0P\u22122026\u2014" + "00000001" + "7",
                        "secop-2o26-oo0000l17",
                        "HC-2026-7Q4K9M2XK",
                        "\u200B-\u00A0",
                        "HC\u0130-2026-7Q4K9M2XJ")
                .map(text -> Arguments.of(text, 0xE4F1_B1C2_D3A4L, 7, 24, 11));
    }

    /**
     * Reads a text, and a number that is made of the other values and written wrongly.
     *
     * @param bits the middle of the number
     * @param at which character, dashes left out, is another one
     * @param other the other one
     * @param from the first of two that are exchanged
     */
    @MethodSource("typed")
    @FuzzTest
    void what_is_read_is_canonical_and_a_slip_makes_no_other_number(
            @NotNull String typed,
            long bits,
            @InRange(min = 0, max = 17) int at,
            @InRange(min = 0, max = 35) int other,
            @InRange(min = 0, max = 16) int from) {
        NUMBERS.read(typed).number().ifPresent(CaseNumbersFuzzTest::assertCanonical);

        String made = made(bits).value().replace("-", "");
        assertThat(read(made)).contains(made(bits));
        assertNoOther(made, made.substring(0, at) + CAPITALS.charAt(other) + made.substring(at + 1));
        assertNoOther(
                made, made.substring(0, from) + made.charAt(from + 1) + made.charAt(from) + made.substring(from + 2));
    }

    private static void assertCanonical(CaseNumber number) {
        String value = number.value();
        assertThat(CaseNumber.parse(value)).contains(number);
        assertThat(value).matches("[0-9A-Z]{1,8}-[0-9]{4}-[" + DIGITS + "]{9}");
        assertThat(read(value)).contains(number);
        assertThat(read(value.toLowerCase(Locale.ROOT))).contains(number);
        assertThat(read(value.replace('-', '\u2013').replace("", " "))).contains(number);
    }

    /** Nothing, or the same number where the two ways to write it are one. */
    private static void assertNoOther(String made, String wrong) {
        Optional<CaseNumber> read = read(wrong);
        boolean alike = CaseNumber.withoutLookAlikes(wrong).equals(CaseNumber.withoutLookAlikes(made));
        assertThat(read.map(CaseNumber::value).map(value -> value.replace("-", "")))
                .isEqualTo(alike ? Optional.of(made) : Optional.empty());
    }

    private static CaseNumber made(long bits) {
        StringBuilder body = new StringBuilder();
        for (int digit = 0; digit < 8; digit++) {
            body.append(DIGITS.charAt((int) (bits >>> (5 * digit)) & 31));
        }
        return CaseNumber.of("SECOP", (int) (1_000 + ((bits >>> 40) & 0x1FFF)), body.toString());
    }

    private static Optional<CaseNumber> read(String typed) {
        return NUMBERS.read(typed).number();
    }
}
