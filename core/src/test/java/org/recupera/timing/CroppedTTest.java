package org.recupera.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CroppedTTest {

    @Test
    void with_nothing_to_crop_it_is_welchs_t() {
        // 0 to 99 against 50 to 149: 50 / sqrt(2 * (100 * 101 / 12) / 100).
        Pair pair = alternating(200, call -> call / 2 + (call % 2 == 1 ? 50 : 0));

        assertThat(CroppedT.worst(pair)).isCloseTo(12.187, within(0.001));
    }

    @Test
    void it_is_negative_when_the_second_class_is_quicker() {
        Pair pair = alternating(200, call -> call / 2 + (call % 2 == 0 ? 50 : 0));

        assertThat(CroppedT.worst(pair)).isCloseTo(-12.187, within(0.001));
    }

    @Test
    void unequal_variances_and_counts_count_as_welch_says() {
        // 400 of 0 or 2, and 100 of 1 or 5: (3 - 1) / sqrt((400 / 399) / 400 + (400 / 99) / 100).
        boolean[] second = new boolean[500];
        long[] nanos = new long[500];
        for (int call = 0; call < 500; call++) {
            second[call] = call >= 400;
            nanos[call] = second[call] ? 1 + 4 * (call % 2) : 2 * (call % 2);
        }

        assertThat(CroppedT.worst(Pair.of(second, nanos))).isCloseTo(9.6549, within(0.0001));
    }

    @Test
    void a_shift_shows_below_interruptions_that_hide_it_from_the_mean() {
        // Every tenth call of either class is held up for a second, or two.
        IntToLongFunction shifted = call ->
                call / 2 % 10 == 0 ? 1_000_000_000L * (1 + call / 2 % 20 / 10) : call / 2 % 9 + (call % 2 == 1 ? 3 : 0);

        assertThat(CroppedT.worst(alternating(4_000, shifted))).isGreaterThan(20);
    }

    @Test
    void classes_of_equal_timings_never_differ_wherever_they_are_cropped() {
        assertThat(CroppedT.worst(alternating(3_000, call -> call / 2 % 7))).isZero();
        assertThat(CroppedT.worst(alternating(3_000, call -> 5))).isZero();
    }

    @Test
    void classes_that_never_meet_differ_without_bound() {
        assertThat(CroppedT.worst(alternating(400, call -> call % 2)))
                .isInfinite()
                .isPositive();
    }

    @Test
    void too_few_timings_tell_nothing() {
        assertThat(CroppedT.worst(alternating(198, call -> call % 2 * 1_000 + call)))
                .isZero();
        assertThat(CroppedT.worst(alternating(0, call -> call))).isZero();
    }

    private static Pair alternating(int calls, IntToLongFunction nanos) {
        boolean[] second = new boolean[calls];
        IntStream.range(0, calls).forEach(call -> second[call] = call % 2 == 1);
        return Pair.of(second, IntStream.range(0, calls).mapToLong(nanos).toArray());
    }
}
