package org.recupera.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BackOffTest {

    private static final Instant ACCEPTED = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, PT5S", "1, PT10S", "2, PT20S", "7, PT640S", "8, PT15M", "500, PT15M"})
    void waits_double_up_to_a_quarter_of_an_hour(int attempts, Duration wait) {
        assertThat(BackOff.STANDARD.next(attempts, ACCEPTED, ACCEPTED, 0)).contains(ACCEPTED.plus(wait));
    }

    @Test
    void jitter_shortens_a_wait_by_a_fifth_at_most() {
        assertThat(BackOff.STANDARD.next(1, ACCEPTED, ACCEPTED, 1)).contains(ACCEPTED.plusSeconds(8));
    }

    @Test
    void after_a_day_there_is_no_next_try() {
        Instant day = ACCEPTED.plus(Duration.ofHours(24));

        assertThat(BackOff.STANDARD.next(99, ACCEPTED, day.minusNanos(1), 0)).isPresent();
        assertThat(BackOff.STANDARD.next(99, ACCEPTED, day, 0)).isEmpty();
    }
}
