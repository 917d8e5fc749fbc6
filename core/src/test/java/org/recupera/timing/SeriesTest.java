package org.recupera.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SeriesTest {

    private static final Series SERIES =
            Series.of(new int[] {0, 2, Series.DROPPED, 1, 0, 2}, new long[] {10, 11, 12, 13, 14, 19});

    @Test
    void two_arms_are_a_pair_in_the_order_of_their_calls() {
        Pair pair = SERIES.pair(0, 2);

        assertThat(pair.size()).isEqualTo(4);
        assertThat(pair.sorted(false)).containsExactly(10, 14);
        assertThat(pair.sorted(true)).containsExactly(11, 19);
        assertThat(pair.isSecond(1)).isTrue();
        assertThat(pair.nanos(2)).isEqualTo(14);
    }

    @Test
    void quantiles_differ_by_what_lies_between_two_timings_too() {
        Pair pair = SERIES.pair(0, 2);

        assertThat(pair.difference(0)).isEqualTo(1);
        assertThat(pair.difference(0.5)).isEqualTo(3);
        assertThat(pair.difference(0.75)).isEqualTo(4);
        assertThat(pair.difference(1)).isEqualTo(5);
    }

    @Test
    void a_class_that_takes_longer_shows_though_the_machine_changes_its_pace() {
        Random random = new Random(3);
        int calls = 20_000;
        int[] arms = random.ints(calls, 0, 3).toArray();
        long[] nanos = new long[calls];
        long pace = 10_000;
        for (int call = 0; call < calls; call++) {
            pace = call % 1_700 == 0 ? 10_000 + random.nextInt(9_000) : pace;
            nanos[call] = pace + (long) (random.nextGaussian() * 300) + (arms[call] == 2 ? 250 : 0);
        }
        Series series = Series.of(arms, nanos);

        assertThat(series.pair(0, 1).shift()).isBetween(-20.0, 20.0);
        assertThat(series.pair(0, 2).shift()).isBetween(230.0, 270.0);
        assertThat(SERIES.pair(0, 2).shift()).isEqualTo(3);
    }

    @Test
    void classes_that_never_meet_cannot_be_compared() {
        Pair apart = Series.of(new int[] {0, 0}, new long[] {1, 2}).pair(0, 1);

        assertThatIllegalStateException().isThrownBy(apart::shift);
    }

    @Test
    void what_one_process_writes_another_reads(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("series");

        SERIES.write(file);

        assertThat(Series.read(file).pair(0, 1).sorted()).containsExactly(10, 13, 14);
    }

    @Test
    void labels_and_timings_have_to_be_as_many() {
        assertThatIllegalArgumentException().isThrownBy(() -> Series.of(new int[2], new long[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> Pair.of(new boolean[2], new long[3]));
    }
}
