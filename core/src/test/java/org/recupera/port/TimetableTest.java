package org.recupera.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.Timetable.Slot;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TimetableTest {

    private static final LocalDate CHRISTMAS_EVE = LocalDate.of(2026, 12, 24);

    @ParameterizedTest
    @ValueSource(strings = {"07:00-19:00", "00:00-24:00", "23:59-24:00", "00:00-00:01", "08:15-12:45"})
    void a_slot_is_written_as_it_is_read(String text) {
        assertThat(Slot.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "07:00",
                "7:00-19:00",
                "07:00 - 19:00",
                "07:00–19:00",
                "19:00-07:00",
                "22:00-06:00",
                "07:00-07:00",
                "07:00-00:00",
                "24:00-24:00",
                "07:00-24:01",
                "07:60-19:00",
                "07:00-19:00:00",
                "٠٧:00-19:00",
                "07:00-19:00\n"
            })
    void anything_else_is_no_slot(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Slot.parse(text));
    }

    @Test
    void a_slot_of_parts_of_minutes_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Slot(LocalTime.of(7, 0, 1), LocalTime.of(8, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Slot(LocalTime.of(7, 0), LocalTime.of(8, 0, 0, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "08:00-12:00, 07:59, false",
        "08:00-12:00, 08:00, true",
        "08:00-12:00, 11:59:59.999999999, true",
        "08:00-12:00, 12:00, false",
        "22:00-24:00, 00:00, false",
        "22:00-24:00, 23:59:59.999999999, true",
        "00:00-24:00, 00:00, true"
    })
    void a_slot_holds_its_first_minute_and_not_the_one_it_ends_with(String slot, LocalTime time, boolean held) {
        assertThat(Slot.parse(slot).contains(time)).isEqualTo(held);
    }

    @Test
    void the_end_of_a_day_is_the_beginning_of_the_next() {
        assertThat(Slot.parse("00:00-24:00").opening(CHRISTMAS_EVE)).hasToString("2026-12-24T00:00");
        assertThat(Slot.parse("00:00-24:00").closing(CHRISTMAS_EVE)).hasToString("2026-12-25T00:00");
        assertThat(Slot.parse("07:00-12:00").closing(CHRISTMAS_EVE)).hasToString("2026-12-24T12:00");
    }

    @Test
    void slots_are_copied_and_put_in_order() {
        List<Slot> monday = new ArrayList<>(slots("13:00-17:00", "08:00-12:00", "12:00-13:00"));
        Map<LocalDate, List<Slot>> exceptions =
                new HashMap<>(Map.of(CHRISTMAS_EVE, slots("09:00-11:00", "08:00-09:00")));
        Timetable timetable = new Timetable(Map.of(DayOfWeek.MONDAY, monday), exceptions);
        monday.clear();
        exceptions.clear();

        assertThat(timetable.week())
                .isEqualTo(Map.of(DayOfWeek.MONDAY, slots("08:00-12:00", "12:00-13:00", "13:00-17:00")));
        assertThat(timetable.exceptions()).isEqualTo(Map.of(CHRISTMAS_EVE, slots("08:00-09:00", "09:00-11:00")));
    }

    @ParameterizedTest
    @CsvSource({
        "08:00-12:00, 11:59-13:00",
        "08:00-12:00, 09:00-10:00",
        "00:00-24:00, 23:00-24:00",
        "08:00-09:00, 08:00-09:00"
    })
    void slots_of_a_day_do_not_overlap(String one, String other) {
        List<Slot> overlapping = slots(one, other);
        Map<DayOfWeek, List<Slot>> monday = Map.of(DayOfWeek.MONDAY, slots("08:00-12:00"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timetable(Map.of(DayOfWeek.MONDAY, overlapping), Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timetable(monday, Map.of(CHRISTMAS_EVE, overlapping)));
    }

    @Test
    void a_day_has_at_most_as_many_slots_as_hours() {
        List<Slot> hours = IntStream.range(0, 24)
                .mapToObj(hour -> new Slot(LocalTime.of(hour, 0), LocalTime.of(hour, 30)))
                .toList();
        List<Slot> more =
                Stream.concat(hours.stream(), slots("12:40-12:50").stream()).toList();

        assertThat(new Timetable(Map.of(DayOfWeek.MONDAY, hours), Map.of()).week())
                .hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Timetable(Map.of(DayOfWeek.MONDAY, more), Map.of()));
    }

    @Test
    void a_week_without_any_slot_is_refused() {
        Map<LocalDate, List<Slot>> once = Map.of(CHRISTMAS_EVE, slots("08:00-12:00"));

        assertThatIllegalArgumentException().isThrownBy(() -> new Timetable(Map.of(), once));
        assertThatIllegalArgumentException().isThrownBy(() -> new Timetable(Map.of(DayOfWeek.MONDAY, List.of()), once));
    }

    private static List<Slot> slots(String... texts) {
        return Stream.of(texts).map(Slot::parse).toList();
    }
}
