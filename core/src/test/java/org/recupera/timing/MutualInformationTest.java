package org.recupera.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MutualInformationTest {

    private static final int CALLS = 40_000;

    @Test
    void of_a_table_it_is_what_the_textbook_says() {
        assertThat(MutualInformation.bits(new int[] {50, 0, 0, 50})).isCloseTo(1, within(1e-12));
        assertThat(MutualInformation.bits(new int[] {20, 30, 20, 30})).isCloseTo(0, within(1e-12));
        // A binary symmetric channel that errs once in four: 1 - H(1/4).
        assertThat(MutualInformation.bits(new int[] {30, 10, 10, 30})).isCloseTo(0.188722, within(1e-6));
    }

    @Test
    void classes_that_are_the_same_tell_nothing_and_the_bound_is_below_that_of_the_gate() {
        Random random = new Random(1);

        MutualInformation same = MutualInformation.of(List.of(pair(random, 0.5), pair(random, 0.5)), random);

        // Chance alone gives 15 / (2 * 80,000 * ln 2) = 0.00014 bits, with a 99 % point of twice that.
        assertThat(same.bits()).isBetween(-0.0002, 0.0002);
        assertThat(same.upper()).isBetween(same.bits(), 0.001);
    }

    @Test
    void a_known_channel_has_its_information() {
        // Of the first class half the timings are long, of the second three in four:
        // H(3/8) - H(1/2) / 2 - H(1/4) / 2 = 0.048795 bits.
        Random random = new Random(2);

        MutualInformation known = MutualInformation.of(List.of(pair(random, 0.75)), random);

        assertThat(known.bits()).isCloseTo(0.048795, within(0.004));
        assertThat(known.upper()).isBetween(known.bits(), 0.06);
    }

    @Test
    void a_drift_that_both_classes_share_tells_nothing() {
        Random random = new Random(3);
        boolean[] second = new boolean[CALLS];
        long[] nanos = new long[CALLS];
        for (int call = 0; call < CALLS; call++) {
            second[call] = random.nextBoolean();
            nanos[call] = call / 1_000 * 500L + random.nextInt(100);
        }

        assertThat(MutualInformation.of(List.of(Pair.of(second, nanos)), random).upper())
                .isLessThan(0.002);
    }

    /** Labels are fair coins; a timing of the first class is long half of the time, of the second as often as told. */
    private static Pair pair(Random random, double longOnes) {
        boolean[] second = new boolean[CALLS];
        long[] nanos = new long[CALLS];
        for (int call = 0; call < CALLS; call++) {
            second[call] = random.nextBoolean();
            boolean isLong = random.nextDouble() < (second[call] ? longOnes : 0.5);
            nanos[call] = random.nextInt(1_000_000) + (isLong ? 1_000_000L : 0);
        }
        return Pair.of(second, nanos);
    }
}
