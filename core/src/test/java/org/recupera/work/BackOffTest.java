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
    @CsvSource({"PT0S, PT5S", "PT5S, PT10S", "PT15S, PT20S", "PT10M35S, PT10M40S", "PT15M, PT15M", "PT20H, PT15M"})
    void waits_double_up_to_a_quarter_of_an_hour(Duration age, Duration wait) {
        Instant now = ACCEPTED.plus(age);

        assertThat(BackOff.STANDARD.next(ACCEPTED, now, 0)).contains(now.plus(wait));
    }

    @Test
    void work_that_another_nodes_clock_accepted_in_the_future_waits_the_shortest_time() {
        assertThat(BackOff.STANDARD.next(ACCEPTED.plusSeconds(60), ACCEPTED, 0)).contains(ACCEPTED.plusSeconds(5));
    }

    @Test
    void jitter_shortens_a_wait_by_a_fifth_at_most() {
        assertThat(BackOff.STANDARD.next(ACCEPTED, ACCEPTED.plusSeconds(5), 1)).contains(ACCEPTED.plusSeconds(13));
    }

    @Test
    void after_a_day_there_is_no_next_try() {
        Instant day = ACCEPTED.plus(Duration.ofHours(24));

        assertThat(BackOff.STANDARD.next(ACCEPTED, day.minusNanos(1), 0)).isPresent();
        assertThat(BackOff.STANDARD.next(ACCEPTED, day, 0)).isEmpty();
    }
}
