package org.recupera.ticket;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static java.time.temporal.TemporalAdjusters.firstInMonth;
import static java.time.temporal.TemporalAdjusters.next;
import static java.time.temporal.TemporalAdjusters.nextOrSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the shipped days to the rules of the laws, written here anew, and to another library. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HolidayCalendarTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2027, 12, 31);

    @ParameterizedTest
    @ValueSource(strings = {"CO", "HN"})
    void a_shipped_calendar_says_what_it_knows_and_from_where(String country) {
        HolidayCalendar calendar = HolidayCalendar.of(country);

        assertThat(calendar.country()).isEqualTo(country);
        assertThat(calendar.from()).isEqualTo(FIRST);
        assertThat(calendar.through()).isEqualTo(LAST);
        assertThat(calendar.reviewed()).isAfter(LocalDate.of(2026, 6, 1));
        assertThat(calendar.holidays()).allSatisfy(holiday -> {
            assertThat(holiday.name()).isNotBlank();
            assertThat(holiday.source()).containsPattern("(Ley|Decreto|Código del Trabajo).* [0-9]+");
        });
    }

    @Test
    void Colombia_rests_as_its_laws_say() {
        assertThat(days(HolidayCalendar.of("CO")))
                .hasSize(2 * 19)
                .isEqualTo(inBothYears(HolidayCalendarTest::colombia));
    }

    @Test
    void Honduras_rests_as_its_laws_say() {
        assertThat(days(HolidayCalendar.of("HN")))
                .hasSize(2 * 11)
                .isEqualTo(inBothYears(HolidayCalendarTest::honduras));
    }

    @Test
    void another_library_has_the_same_Colombian_days_and_Easter_Sunday() {
        Set<LocalDate> days = days(HolidayCalendar.of("CO"));
        days.addAll(List.of(easter(2026), easter(2027)));

        assertThat(days).isEqualTo(jollyday("co"));
    }

    /** The other library leaves 14 April and the three days of October where they were before they were moved. */
    @Test
    void another_library_has_the_same_Honduran_days_but_for_those_that_are_moved() {
        Set<LocalDate> unmoved = inBothYears(year -> Stream.concat(
                honduras(year).filter(day -> !moved(year).contains(day)),
                Stream.of(
                        easter(year),
                        LocalDate.of(year, 4, 14),
                        LocalDate.of(year, 10, 3),
                        LocalDate.of(year, 10, 12),
                        LocalDate.of(year, 10, 21))));

        assertThat(unmoved).isEqualTo(jollyday("hn"));
    }

    /** Announced by the government of each country. */
    @Test
    void days_that_were_announced_are_there() {
        assertThat(HolidayCalendar.of("CO").on(LocalDate.of(2026, 7, 13)))
                .get()
                .returns("Nuestra Señora del Rosario de Chiquinquirá", Holiday::name);
        assertThat(HolidayCalendar.of("HN").on(LocalDate.of(2026, 4, 20)))
                .get()
                .returns("Día de las Américas", Holiday::name);
        assertThat(HolidayCalendar.of("HN").on(LocalDate.of(2026, 4, 14))).isEmpty();
    }

    @Test
    void outside_its_bounds_nothing_is_known() {
        HolidayCalendar calendar = HolidayCalendar.of("CO");

        assertThat(calendar.covers(FIRST)).isTrue();
        assertThat(calendar.covers(LAST)).isTrue();
        assertThat(calendar.covers(FIRST.minusDays(1))).isFalse();
        assertThat(calendar.covers(LAST.plusDays(1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GT", "co", "", "../holidays/CO", "./CO", "CO.json\0", "COL"})
    void a_country_that_does_not_come_with_the_library_is_refused(String country) {
        assertThatIllegalArgumentException().isThrownBy(() -> HolidayCalendar.of(country));
    }

    @Test
    void a_calendar_of_ones_own_is_checked() {
        Holiday independence = new Holiday(LocalDate.of(2026, 9, 15), "Independencia", "Constitución");

        assertThat(new HolidayCalendar("GT", FIRST, LAST, FIRST, List.of(independence)).on(independence.date()))
                .contains(independence);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HolidayCalendar("GT", FIRST, LAST, FIRST, List.of(independence, independence)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HolidayCalendar(
                        "GT", FIRST, independence.date().minusDays(1), FIRST, List.of(independence)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new HolidayCalendar("GT", independence.date().plusDays(1), LAST, FIRST, List.of(independence)));
    }

    /** Ley 51 de 1983, art. 1, those that art. 2 moves to a Monday, and Ley 2578 de 2026, art. 6. */
    private static Stream<LocalDate> colombia(int year) {
        Stream<LocalDate> fixed = Stream.concat(
                Stream.of("01-01", "05-01", "07-20", "08-07", "12-08", "12-25").map(day -> on(year, day)),
                Stream.of(easter(year).minusDays(3), easter(year).minusDays(2)));
        Stream<LocalDate> moved = Stream.concat(
                Stream.of("01-06", "03-19", "06-29", "07-09", "08-15", "10-12", "11-01", "11-11")
                        .map(day -> on(year, day)),
                IntStream.of(39, 60, 68).mapToObj(day -> easter(year).plusDays(day)));
        return Stream.concat(fixed, moved.map(day -> day.with(nextOrSame(MONDAY))));
    }

    /** Código del Trabajo, art. 339, with what Decreto 50-2003 and Decreto Legislativo 78-2015 move. */
    private static Stream<LocalDate> honduras(int year) {
        Stream<LocalDate> fixed = Stream.concat(
                Stream.of("01-01", "05-01", "09-15", "12-25").map(day -> on(year, day)),
                IntStream.of(3, 2, 1).mapToObj(day -> easter(year).minusDays(day)));
        return Stream.concat(fixed, moved(year).stream());
    }

    private static List<LocalDate> moved(int year) {
        LocalDate morazan = on(year, "10-01").with(firstInMonth(WEDNESDAY));
        return List.of(on(year, "04-14").with(next(MONDAY)), morazan, morazan.plusDays(1), morazan.plusDays(2));
    }

    /** The anonymous Gregorian algorithm (Nature, 20 April 1876). */
    private static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int g = (8 * b + 13) / 25;
        int h = (19 * a + b - b / 4 - g + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int n = h + l - 7 * m + 114;
        return LocalDate.of(year, n / 31, n % 31 + 1);
    }

    private static LocalDate on(int year, String day) {
        return MonthDay.parse("--" + day).atYear(year);
    }

    private static Set<LocalDate> days(HolidayCalendar calendar) {
        return calendar.holidays().stream().map(Holiday::date).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<LocalDate> inBothYears(IntFunction<Stream<LocalDate>> rule) {
        return IntStream.of(2026, 2027)
                .mapToObj(rule)
                .flatMap(days -> days)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<LocalDate> jollyday(String country) {
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(country));
        return Stream.of(2026, 2027)
                .flatMap(year -> manager.getHolidays(Year.of(year)).stream())
                .map(de.focus_shift.jollyday.core.Holiday::getDate)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
