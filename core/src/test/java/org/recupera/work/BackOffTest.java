package org.recupera.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BackOffTest {

    private static final Instant ACCEPTED = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, PT0S, PT5S",
        "1, PT5S, PT10S",
        "2, PT15S, PT20S",
        "7, PT10M35S, PT10M40S",
        "8, PT21M15S, PT15M",
        "90, PT20H, PT15M"
    })
    void waits_double_up_to_a_quarter_of_an_hour(int tries, Duration age, Duration wait) {
        Instant now = ACCEPTED.plus(age);

        assertThat(BackOff.STANDARD.next(ACCEPTED, tries, now, 0)).contains(now.plus(wait));
    }

    @ParameterizedTest
    @CsvSource({"0, PT5S", "1, PT10S", "2, PT20S", "7, PT10M40S", "8, PT15M", "94, PT15M", "2000000000, "})
    void what_nobody_came_to_for_a_weekend_is_tried_as_if_it_came_now(int tries, @Nullable Duration wait) {
        Instant monday = ACCEPTED.plus(Duration.ofHours(60));

        assertThat(BackOff.STANDARD.next(ACCEPTED, tries, monday, 0))
                .isEqualTo(Optional.ofNullable(wait).map(monday::plus));
    }

    @Test
    void waiting_for_other_reasons_lengthens_no_wait() {
        assertThat(BackOff.STANDARD.next(ACCEPTED, 50, ACCEPTED.plusSeconds(5), 0))
                .contains(ACCEPTED.plusSeconds(15));
    }

    @Test
    void work_that_another_nodes_clock_accepted_in_the_future_waits_the_shortest_time() {
        assertThat(BackOff.STANDARD.next(ACCEPTED.plusSeconds(60), 0, ACCEPTED, 0))
                .contains(ACCEPTED.plusSeconds(5));
    }

    @Test
    void jitter_shortens_a_wait_by_a_fifth_at_most() {
        assertThat(BackOff.STANDARD.next(ACCEPTED, 1, ACCEPTED.plusSeconds(5), 1))
                .contains(ACCEPTED.plusSeconds(13));
    }

    @Test
    void after_a_day_and_its_tries_there_is_no_next_one() {
        Instant day = ACCEPTED.plus(Duration.ofHours(24));

        assertThat(BackOff.STANDARD.next(ACCEPTED, 95, day.minusNanos(1), 0)).isPresent();
        assertThat(BackOff.STANDARD.next(ACCEPTED, 94, day, 0)).isPresent();
        assertThat(BackOff.STANDARD.next(ACCEPTED, 95, day, 0)).isEmpty();
    }
}
