package org.recupera.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.Timetable;
import org.recupera.ticket.ServiceHours.State;

/** Times are those on the wall in Bogotá, whose clock is never changed, unless a test says otherwise. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ServiceHoursTest {

    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    private static final HolidayCalendar COLOMBIA = HolidayCalendar.of("CO");

    private final ServiceHours secop = ServiceHours.of(Timetables.SECOP, BOGOTA, COLOMBIA);

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T06:59:59, CLOSED",
        "2026-11-20T07:00:00, OPEN",
        "2026-11-20T18:59:59, OPEN",
        "2026-11-20T19:00:00, CLOSED",
        "2026-11-21T07:59:00, CLOSED",
        "2026-11-21T08:00:00, OPEN",
        "2026-11-21T11:59:00, OPEN",
        "2026-11-21T12:00:00, CLOSED",
        "2026-11-22T10:00:00, CLOSED",
        "2026-11-16T10:00:00, CLOSED",
        "2026-12-25T10:00:00, CLOSED",
        "2027-12-31T18:59:59, OPEN"
    })
    void a_desk_is_open_in_its_slots_and_not_on_holidays(LocalDateTime wall, State state) {
        assertThat(secop.stateAt(at(wall))).isEqualTo(state);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "2026-11-20T07:00, 2026-11-20T07:00, open already",
        "2026-11-20T06:59, 2026-11-20T07:00, a minute before opening",
        "2026-11-20T19:00, 2026-11-21T08:00, at closing",
        "2026-11-20T23:10, 2026-11-21T08:00, at night",
        "2026-11-21T12:00, 2026-11-23T07:00, Saturday at noon",
        "2026-11-14T12:00, 2026-11-17T07:00, the eve of a long weekend",
        "2026-04-01T19:00, 2026-04-04T08:00, Holy Week",
        "2026-12-31T19:00, 2027-01-02T08:00, over the turn of the year"
    })
    void the_next_opening_passes_over_nights_weekends_and_holidays(
            LocalDateTime from, LocalDateTime opening, String when) {
        assertThat(secop.nextOpening(at(from))).contains(at(opening));
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "2026-11-20T11:00, PT8H, 2026-11-20T19:00, up to closing and no further",
        "2026-11-20T11:01, PT8H, 2026-11-21T08:01, one minute left for Saturday",
        "2026-11-20T06:59, PT1M, 2026-11-20T07:01, a minute before opening",
        "2026-11-20T18:59, PT1M, 2026-11-20T19:00, the last minute",
        "2026-11-20T19:00, PT1M, 2026-11-21T08:01, a minute too late",
        "2026-11-18T23:10, PT2H, 2026-11-19T09:00, at night",
        "2026-11-21T11:59, PT2H, 2026-11-23T08:59, Saturday 11:59",
        "2026-11-14T11:59, PT2H, 2026-11-17T08:59, Saturday 11:59 before a long weekend",
        "2026-10-09T18:30, PT8H, 2026-10-13T10:30, Friday evening before a long weekend",
        "2026-12-24T18:00, PT55H, 2027-01-02T10:00, Christmas and New Year",
        "2026-11-20T12:00:00.000000001, PT1H, 2026-11-20T13:00:00.000000001, to the nanosecond"
    })
    void a_deadline_counts_only_time_during_which_the_desk_is_open(
            LocalDateTime filed, Duration promise, LocalDateTime deadline, String when) {
        assertThat(secop.deadline(at(filed), promise)).contains(at(deadline));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-16T00:00, 2026-11-23T00:00, PT52H",
        "2026-11-20T18:00, 2026-11-21T09:00, PT2H",
        "2026-11-20T19:00, 2026-11-21T08:00, PT0S",
        "2026-11-20T10:00, 2026-11-20T10:00, PT0S",
        "2026-11-20T18:59:59.5, 2026-11-20T20:00, PT0.5S"
    })
    void open_time_is_summed_up(LocalDateTime from, LocalDateTime to, Duration sum) {
        assertThat(secop.openTimeBetween(at(from), at(to))).contains(sum);
    }

    @Test
    void a_break_is_no_service_time() {
        ServiceHours hours = everyDay(BOGOTA, "08:00-12:00", "13:00-17:00");

        assertThat(hours.deadline(at("2026-11-20T11:30"), Duration.ofHours(1))).contains(at("2026-11-20T13:30"));
        assertThat(hours.nextOpening(at("2026-11-20T12:00"))).contains(at("2026-11-20T13:00"));
        assertThat(hours.stateAt(at("2026-11-20T12:30"))).isEqualTo(State.CLOSED);
    }

    @Test
    void a_night_shift_is_two_slots_without_a_seam() {
        ServiceHours hours = everyDay(BOGOTA, "00:00-06:00", "22:00-24:00");

        assertThat(hours.stateAt(at("2026-11-21T00:00"))).isEqualTo(State.OPEN);
        assertThat(hours.deadline(at("2026-11-20T23:00"), Duration.ofHours(2))).contains(at("2026-11-21T01:00"));
        assertThat(hours.openTimeBetween(at("2026-11-20T12:00"), at("2026-11-21T12:00")))
                .contains(Duration.ofHours(8));
    }

    @Test
    void a_single_weekday_is_enough() {
        ServiceHours hours =
                ServiceHours.withoutHolidays(Timetables.on(List.of(DayOfWeek.WEDNESDAY), "10:00-10:01"), BOGOTA);

        assertThat(hours.deadline(at("2026-11-20T12:00"), Duration.ofMinutes(2)))
                .contains(at("2026-12-02T10:01"));
    }

    @Test
    void a_leap_day_is_a_day() {
        ServiceHours hours = ServiceHours.withoutHolidays(Timetables.SECOP, BOGOTA);

        assertThat(hours.deadline(at("2028-02-28T18:00"), Duration.ofHours(2))).contains(at("2028-02-29T08:00"));
    }

    @Test
    void an_exception_goes_before_holidays_and_weekdays() {
        ServiceHours hours = ServiceHours.of(
                new Timetable(
                        Timetables.SECOP.week(),
                        Map.of(
                                LocalDate.of(2026, 12, 24), Timetables.slots("07:00-12:00"),
                                LocalDate.of(2026, 12, 25), Timetables.slots("09:00-10:00"),
                                LocalDate.of(2026, 12, 26), List.of(),
                                LocalDate.of(2026, 12, 27), Timetables.slots("10:00-11:00"))),
                BOGOTA,
                COLOMBIA);

        assertThat(hours.openTimeBetween(at("2026-12-24T00:00"), at("2026-12-28T00:00")))
                .contains(Duration.ofHours(7));
        assertThat(hours.stateAt(at("2026-12-25T09:30"))).isEqualTo(State.OPEN);
        assertThat(hours.stateAt(at("2026-12-26T09:30"))).isEqualTo(State.CLOSED);
    }

    @Test
    void honduras_rests_in_its_moved_week() {
        ServiceHours hours = ServiceHours.of(
                Timetables.everyDay("08:00-16:00"), ZoneId.of("America/Tegucigalpa"), HolidayCalendar.of("HN"));

        assertThat(hours.deadline(Instant.parse("2026-10-06T21:00:00Z"), Duration.ofHours(2)))
                .contains(Instant.parse("2026-10-10T15:00:00Z"));
    }

    @Test
    void where_the_holidays_are_not_known_nothing_is_said() {
        assertThat(secop.knownThrough()).contains(LocalDate.of(2027, 12, 31));
        assertThat(secop.stateAt(at("2028-01-03T10:00"))).isEqualTo(State.UNKNOWN);
        assertThat(secop.stateAt(at("2025-12-31T10:00"))).isEqualTo(State.UNKNOWN);
        assertThat(secop.nextOpening(at("2027-12-31T19:00"))).isEmpty();
        assertThat(secop.deadline(at("2027-12-31T18:00"), Duration.ofMinutes(61)))
                .isEmpty();
        assertThat(secop.openTimeBetween(at("2027-12-31T00:00"), at("2028-01-01T00:01")))
                .isEmpty();
        assertThat(secop.openTimeBetween(at("2025-12-31T23:59"), at("2026-01-02T00:00")))
                .isEmpty();
    }

    @Test
    void up_to_there_everything_is_said() {
        assertThat(secop.deadline(at("2027-12-31T18:00"), Duration.ofMinutes(60)))
                .contains(at("2027-12-31T19:00"));
        assertThat(secop.openTimeBetween(at("2027-12-31T00:00"), at("2028-01-01T00:00")))
                .contains(Duration.ofHours(12));
        assertThat(secop.openTimeBetween(at("2026-01-01T00:00"), at("2026-01-03T00:00")))
                .contains(Duration.ofHours(12));
    }

    @Test
    void a_day_that_is_closed_anyway_or_has_an_exception_needs_no_holidays() {
        ServiceHours hours = ServiceHours.of(
                new Timetable(
                        Timetables.SECOP.week(),
                        Map.of(
                                LocalDate.of(2028, 1, 1), List.of(),
                                LocalDate.of(2028, 1, 3), Timetables.slots("07:00-19:00"))),
                BOGOTA,
                COLOMBIA);

        assertThat(hours.stateAt(at("2028-01-02T10:00"))).isEqualTo(State.CLOSED);
        assertThat(hours.deadline(at("2027-12-31T18:00"), Duration.ofHours(13))).contains(at("2028-01-03T19:00"));
        assertThat(hours.deadline(at("2027-12-31T18:00"), Duration.ofHours(14))).isEmpty();
    }

    @Test
    void a_desk_without_holidays_knows_every_day_but_promises_no_further_than_ten_years() {
        ServiceHours hours =
                ServiceHours.withoutHolidays(Timetables.on(List.of(DayOfWeek.MONDAY), "08:00-09:00"), BOGOTA);

        assertThat(hours.knownThrough()).isEmpty();
        assertThat(hours.stateAt(at("2999-12-30T08:30"))).isEqualTo(State.OPEN);
        assertThat(hours.deadline(at("2026-11-20T12:00"), Duration.ofHours(520)))
                .contains(at("2036-11-03T09:00"));
        assertThat(hours.deadline(at("2026-11-20T12:00"), Duration.ofHours(523)))
                .isEmpty();
        assertThat(hours.deadline(at("2026-11-20T12:00"), Duration.ofSeconds(Long.MAX_VALUE)))
                .isEmpty();
        assertThat(hours.openTimeBetween(at("2026-11-20T12:00"), at("2036-11-21T12:00")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void a_promise_takes_some_time(Duration promise) {
        assertThatIllegalArgumentException().isThrownBy(() -> secop.deadline(at("2026-11-20T12:00"), promise));
    }

    @Test
    void time_is_not_counted_backwards() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> secop.openTimeBetween(at("2026-11-20T12:00"), at("2026-11-20T11:59")));
    }

    private static ServiceHours everyDay(ZoneId zone, String... slots) {
        return ServiceHours.withoutHolidays(Timetables.everyDay(slots), zone);
    }

    private static Instant at(String wall) {
        return at(LocalDateTime.parse(wall));
    }

    private static Instant at(LocalDateTime wall) {
        return wall.atZone(BOGOTA).toInstant();
    }
}
