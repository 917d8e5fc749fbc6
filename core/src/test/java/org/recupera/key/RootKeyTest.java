package org.recupera.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.Secret;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RootKeyTest {

    private static final int RANDOM_SECRETS = 200_000;

    @ParameterizedTest
    @ValueSource(strings = {"", "no base64!", "AAAA", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNk"})
    void a_secret_that_is_too_short_or_no_base64_is_refused_with_the_way_to_make_one(String bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RootKey.parse(Secret.of(bad)))
                .withMessageContaining("openssl rand -base64 32")
                .withNoCause();
    }

    static Stream<byte[]> counted_up() {
        return Stream.of(
                new byte[32],
                repeated(0xff, 64),
                pattern(i -> i),
                pattern(i -> 255 - i),
                pattern(i -> 7 * i + 3),
                pattern(i -> i % 16 * 31),
                pattern(i -> i / 4),
                pattern(i -> new Random(i % 16).nextInt()));
    }

    @ParameterizedTest
    @MethodSource("counted_up")
    void a_secret_that_repeats_or_counts_is_refused(byte[] bytes) {
        assertRefused(Base64.getEncoder().encodeToString(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaabbbbccccddddaaaabbbbccccdddd",
                "0123456789abcdefghijklmnopqrstuvwxyz",
                "correct horse battery staple, 2026!!",
                "la contraseña más secreta de la República de Honduras\n",
                "550e8400-e29b-41d4-a716-446655440000",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
            })
    void text_in_base64_is_refused(String text) {
        assertRefused(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "estaeslaclavedelportaldehonducompras2026yotras12",
                "ESTAESLACLAVEDELPORTALDEHONDUCOMPRAS2026YOTRAS12",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
            })
    void a_phrase_that_happens_to_be_base64_is_refused(String phrase) {
        assertRefused(phrase);
    }

    @Test
    void random_secrets_pass() {
        Random random = new Random(7);
        byte[] bytes = new byte[RootKey.MIN_BYTES];
        for (int i = 0; i < RANDOM_SECRETS; i++) {
            random.nextBytes(bytes);
            assertThat(RootKey.parse(Secret.of(Base64.getEncoder().encodeToString(bytes))))
                    .isNotNull();
        }
    }

    /** What the comments of {@link VisiblePattern} say, computed. */
    @Test
    void fewer_than_one_random_secret_in_two_billion_is_refused() {
        double fewValues = fewDistinct(32);
        double fewDifferences = fewDistinct(31);
        double text = text(32);
        double oneCase = 2 * Math.pow((64 - 26) / 64.0, 43);

        assertThat(fewValues).isCloseTo(Math.pow(2, -48.7), withinPercentage(5));
        assertThat(fewDifferences).isCloseTo(Math.pow(2, -45), withinPercentage(5));
        assertThat(text).isBetween(Math.pow(2, -34), Math.pow(2, -33));
        assertThat(oneCase).isBetween(Math.pow(2, -32), Math.pow(2, -31));
        assertThat(fewValues + fewDifferences + text + oneCase).isLessThan(0.5e-9);
    }

    /** With how much probability so many random bytes have at most sixteen values. */
    private static double fewDistinct(int length) {
        double[] probability = new double[length + 1];
        probability[0] = 1;
        for (int drawn = 0; drawn < length; drawn++) {
            for (int values = drawn + 1; values > 0; values--) {
                probability[values] =
                        probability[values] * values / 256 + probability[values - 1] * (257 - values) / 256;
            }
            probability[0] = 0;
        }
        return IntStream.rangeClosed(0, 16)
                .mapToDouble(values -> probability[values])
                .sum();
    }

    /** With how much probability so many random bytes are UTF-8 without control characters, but for the nine that are white space. */
    private static double text(int length) {
        double ascii = (128 - 33 + 9) / 256.0;
        double[] characters = {
            ascii, (1920 - 32) / Math.pow(256, 2), 61_440 / Math.pow(256, 3), 1_048_576 / Math.pow(256, 4)
        };
        double[] probability = new double[length + 1];
        probability[0] = 1;
        for (int end = 1; end <= length; end++) {
            for (int bytes = 1; bytes <= Math.min(4, end); bytes++) {
                probability[end] += probability[end - bytes] * characters[bytes - 1];
            }
        }
        return probability[length];
    }

    private static void assertRefused(String base64) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RootKey.parse(Secret.of(base64)))
                .withMessageContaining("random")
                .withMessageContaining("openssl rand -base64 32")
                .withMessageNotContaining(base64.substring(0, 8));
    }

    private static byte[] repeated(int value, int times) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        IntStream.range(0, times).forEach(i -> bytes.write(value));
        return bytes.toByteArray();
    }

    private static byte[] pattern(IntUnaryOperator value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        IntStream.range(0, 32).forEach(i -> bytes.write(value.applyAsInt(i)));
        return bytes.toByteArray();
    }
}
