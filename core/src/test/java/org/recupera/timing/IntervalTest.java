package org.recupera.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IntervalTest {

    @Test
    void it_is_students() {
        Interval interval = Interval.across(1, 2, 3, 4, 5);

        assertThat(interval.mean()).isEqualTo(3);
        // 2.776 * sqrt(2.5 / 5).
        assertThat(interval.margin()).isCloseTo(1.9629, within(0.0001));
    }

    @Test
    void it_is_within_a_bound_only_as_a_whole() {
        Interval interval = Interval.across(1, 2, 3, 4, 5);

        assertThat(interval.isWithin(4.97)).isTrue();
        assertThat(interval.isWithin(4.96)).isFalse();
        assertThat(Interval.across(-1, -2, -3, -4, -5).isWithin(4.96)).isFalse();
    }

    @Test
    void one_process_bounds_nothing() {
        assertThat(Interval.across(7)).isEqualTo(new Interval(7, Double.POSITIVE_INFINITY));
        assertThat(Interval.across(0).isWithin(1_000)).isFalse();
    }

    @Test
    void there_are_points_for_two_to_eleven_processes() {
        assertThat(Interval.across(0, 2).margin()).isCloseTo(12.706, within(0.001));
        assertThat(Interval.across(new double[11]).margin()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> Interval.across(new double[12]));
        assertThatIllegalArgumentException().isThrownBy(Interval::across);
    }
}
