package org.recupera.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.ticket.ServiceHours.State;

/** What the engine does where the clock on the wall jumps. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ServiceHoursClockChangesTest {

    private static final String NEW_YORK = "America/New_York";

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "America/New_York, 00:00-24:00, 2026-03-08T05:00:00Z, PT23H, a day of 23 hours",
        "America/New_York, 00:00-24:00, 2026-11-01T04:00:00Z, PT25H, a day of 25 hours",
        "America/New_York, 02:00-03:00, 2026-03-08T05:00:00Z, PT0S, a slot in the hour that is skipped",
        "America/New_York, 01:30-03:30, 2026-03-08T05:00:00Z, PT1H, a slot around it",
        "America/New_York, 02:30-04:00, 2026-03-08T05:00:00Z, PT1H, a slot that begins in it",
        "America/New_York, 01:00-02:30, 2026-03-08T05:00:00Z, PT1H, a slot that ends in it",
        "America/New_York, 01:00-02:00, 2026-11-01T04:00:00Z, PT2H, a slot in the hour that is shown twice",
        "America/New_York, 00:30-01:30, 2026-11-01T04:00:00Z, PT1H30M, a slot that ends in it",
        "Australia/Lord_Howe, 00:00-24:00, 2024-04-06T13:00:00Z, PT24H30M, a change of half an hour",
        "America/Santiago, 00:00-24:00, 2024-09-08T04:00:00Z, PT23H, a day that begins at one",
        "Asia/Beirut, 00:00-24:00, 2024-10-25T21:00:00Z, PT25H, a day that ends twice"
    })
    void time_is_what_really_passes(ZoneId zone, String slot, Instant midnight, Duration open, String what) {
        ServiceHours hours = ServiceHours.withoutHolidays(Timetables.everyDay(slot), zone);
        Instant nextMidnight = midnight.atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant();

        assertThat(hours.openTimeBetween(midnight, nextMidnight)).contains(open);
    }

    @Test
    void a_slot_in_the_hour_that_is_skipped_opens_a_day_later() {
        ServiceHours hours = ServiceHours.withoutHolidays(Timetables.everyDay("02:00-03:00"), ZoneId.of(NEW_YORK));

        assertThat(hours.nextOpening(Instant.parse("2026-03-08T05:00:00Z")))
                .contains(Instant.parse("2026-03-09T06:00:00Z"));
    }

    @Test
    void a_slot_that_begins_in_the_skipped_hour_opens_when_the_clock_has_jumped() {
        ServiceHours hours = ServiceHours.withoutHolidays(Timetables.everyDay("02:30-04:00"), ZoneId.of(NEW_YORK));

        assertThat(hours.nextOpening(Instant.parse("2026-03-08T05:00:00Z")))
                .contains(Instant.parse("2026-03-08T07:00:00Z"));
    }

    @Test
    void a_slot_that_is_shown_twice_opens_twice() {
        ServiceHours hours = ServiceHours.withoutHolidays(Timetables.everyDay("01:30-02:00"), ZoneId.of(NEW_YORK));

        assertThat(hours.nextOpening(Instant.parse("2026-11-01T04:00:00Z")))
                .contains(Instant.parse("2026-11-01T05:30:00Z"));
        assertThat(hours.stateAt(Instant.parse("2026-11-01T06:10:00Z"))).isEqualTo(State.CLOSED);
        assertThat(hours.nextOpening(Instant.parse("2026-11-01T06:00:00Z")))
                .contains(Instant.parse("2026-11-01T06:30:00Z"));
        assertThat(hours.deadline(Instant.parse("2026-11-01T04:00:00Z"), Duration.ofMinutes(45)))
                .contains(Instant.parse("2026-11-01T06:45:00Z"));
    }

    /** Samoa had no 30 December 2011. */
    @Test
    void a_day_that_a_country_leaves_out_has_no_slots() {
        ServiceHours hours =
                ServiceHours.withoutHolidays(Timetables.everyDay("08:00-16:00"), ZoneId.of("Pacific/Apia"));

        assertThat(hours.deadline(Instant.parse("2011-12-30T01:00:00Z"), Duration.ofHours(2)))
                .contains(Instant.parse("2011-12-30T19:00:00Z"));
    }
}
