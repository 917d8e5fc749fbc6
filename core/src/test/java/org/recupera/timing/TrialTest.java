package org.recupera.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.timing.Trial.Verdict;

/** Timings that are made up: 10 µs and a little noise, and what an arm has on top of it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TrialTest {

    private static final List<Arm> ARMS = Arm.with("unknown", 2, List.of(1_000), List.of("known"));
    private static final int DOUBLE = 1;
    private static final int PLANTED = 3;
    private static final int KNOWN = 4;

    @ParameterizedTest
    @CsvSource({
        "0,    0, 1000, ALIKE",
        "0,  500, 1000, LEAK",
        "0, -500, 1000, LEAK",
        "0,    0,    0, CANNOT_TELL",
        "500,  0, 1000, CANNOT_TELL",
        "0,  500,    0, CANNOT_TELL"
    })
    void a_trial_tells_only_what_its_controls_let_it_tell(
            long ofDouble, long ofKnown, long ofPlanted, Verdict verdict) {
        IntToLongFunction shifts = arm -> switch (arm) {
            case DOUBLE -> ofDouble;
            case KNOWN -> ofKnown;
            case PLANTED -> ofPlanted;
            default -> 0;
        };

        assertThat(trial(Gate.QUICK, 1, shifts, 0).verdict()).isEqualTo(verdict);
        assertThat(trial(Gate.full(1_000), 5, shifts, 0).verdict()).isEqualTo(verdict);
    }

    @Test
    void interruptions_that_hit_all_arms_alike_change_no_verdict() {
        IntToLongFunction onlyPlanted = arm -> arm == PLANTED ? 1_000 : 0;

        assertThat(trial(Gate.QUICK, 1, onlyPlanted, 0.3).verdict()).isEqualTo(Verdict.ALIKE);
    }

    @Test
    void a_leak_in_the_tail_alone_is_one() {
        Random random = new Random(5);
        IntToLongFunction sometimes =
                arm -> arm == PLANTED ? 1_000 : arm == KNOWN && random.nextInt(4) == 0 ? 50_000 : 0;

        assertThat(trial(Gate.full(1_000), 5, sometimes, 0).verdict()).isEqualTo(Verdict.LEAK);
    }

    @Test
    void a_leak_that_one_of_five_processes_shows_faintly_is_the_processs_own() {
        Comparison.Range tails = new Comparison.Range(-1_000, 1_000);
        Interval none = new Interval(0, 10);
        MutualInformation little = new MutualInformation(0, 0.001);

        assertThat(Gate.full(1_000).passes(compared(none, little, 1.0, 2.0, 15.0, 1.0, -2.0), tails, tails))
                .isTrue();
        assertThat(Gate.full(1_000).passes(compared(none, little, 1.0, 15.0, 15.0, 1.0, -2.0), tails, tails))
                .isFalse();
        assertThat(Gate.full(1_000).passes(compared(none, little, 1.0, 2.0, -21.0, 1.0, -2.0), tails, tails))
                .isFalse();
    }

    @Test
    void medians_tails_and_information_each_have_a_bound() {
        Comparison.Range tails = new Comparison.Range(-1_000, 1_000);
        Interval none = new Interval(0, 10);
        MutualInformation little = new MutualInformation(0, 0.001);

        assertThat(Gate.full(1_000).passes(compared(new Interval(900, 101), little, 1.0, 1.0), tails, tails))
                .isFalse();
        assertThat(Gate.full(1_000)
                        .passes(compared(none, new MutualInformation(0.001, 0.0031), 1.0, 1.0), tails, tails))
                .isFalse();
        assertThat(Gate.full(1_000).passes(compared(none, little, 1.0, 1.0), new Comparison.Range(1, 2), tails))
                .isFalse();
        assertThat(Gate.full(1_000).passes(compared(none, little, 1.0, 1.0), tails, new Comparison.Range(-2, -1)))
                .isFalse();
    }

    @Test
    void every_arm_but_the_reference_is_a_row() {
        assertThat(trial(Gate.full(1_000), 5, arm -> arm == PLANTED ? 1_000 : 0, 0)
                        .rows())
                .hasSize(ARMS.size() - 1)
                .allSatisfy(row -> assertThat(row).startsWith("| made up | "))
                .last()
                .asString()
                .contains("| known |")
                .endsWith("| alike |");
    }

    private static Comparison compared(Interval median, MutualInformation information, Double... t) {
        Interval none = new Interval(0, 10);
        return new Comparison("known", List.of(t), median, none, none, information);
    }

    private static Trial trial(Gate gate, int processes, IntToLongFunction shifts, double interrupted) {
        List<Series> series = IntStream.range(0, processes)
                .mapToObj(process -> series(new Random(process), shifts, interrupted))
                .toList();
        return Trial.of("made up", gate, ARMS, series);
    }

    private static Series series(Random random, IntToLongFunction shifts, double interrupted) {
        int calls = 5_000 * ARMS.size();
        int[] arms = random.ints(calls, 0, ARMS.size()).toArray();
        long[] nanos = new long[calls];
        for (int call = 0; call < calls; call++) {
            nanos[call] = 10_000 + (long) (random.nextGaussian() * 300) + shifts.applyAsLong(arms[call]);
            if (random.nextDouble() < interrupted) {
                nanos[call] += random.nextInt(5_000_000);
            }
        }
        return Series.of(arms, nanos);
    }
}
