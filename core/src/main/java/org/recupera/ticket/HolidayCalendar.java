package org.recupera.ticket;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The holidays of a country, and from when until when they are known.
 *
 * <p>Days are data that people have reviewed, never computed: laws change, and governments move days at short notice.
 * Those that come with the library are the ones on which the public sector as a whole rests, each with its source. Half
 * days, days that are granted against leave and what a single office decides are exceptions of a {@link
 * org.recupera.port.Timetable}.
 *
 * @param country the country, by its two letters (ISO 3166-1)
 * @param from the first day of which it is known whether it is a holiday
 * @param through the last such day
 * @param reviewed when somebody last held the days against their sources
 * @param holidays the holidays within those bounds, at most one a day
 */
record HolidayCalendar(String country, LocalDate from, LocalDate through, LocalDate reviewed, List<Holiday> holidays) {

    /**
     * Copies the holidays, in order.
     *
     * @throws IllegalArgumentException when one is out of bounds, or two are on one day
     */
    public HolidayCalendar {
        holidays = holidays.stream().sorted(Comparator.comparing(Holiday::date)).toList();
        for (int i = 0; i < holidays.size(); i++) {
            LocalDate date = holidays.get(i).date();
            if (date.isBefore(from) || date.isAfter(through)) {
                throw new IllegalArgumentException("the holiday on " + date + " is out of the calendar's bounds");
            }
            if (i > 0 && date.equals(holidays.get(i - 1).date())) {
                throw new IllegalArgumentException("two holidays on " + date);
            }
        }
    }

    /**
     * A calendar that comes with the library.
     *
     * @param country {@code CO} or {@code HN}
     * @return its calendar, read from a file: ask once and keep it
     * @throws IllegalArgumentException when none of that country comes with the library
     */
    public static HolidayCalendar of(String country) {
        return ShippedHolidays.read(country)
                .orElseThrow(() -> new IllegalArgumentException("no holidays of that country come with the library"));
    }

    /**
     * Whether it is known of a day if it is a holiday.
     *
     * @param date the day
     * @return whether it lies within the bounds
     */
    public boolean covers(LocalDate date) {
        return !date.isBefore(from) && !date.isAfter(through);
    }

    /**
     * The holiday on a day.
     *
     * @param date the day
     * @return the holiday, or nothing on any other day, known or not
     */
    public Optional<Holiday> on(LocalDate date) {
        return holidays.stream().filter(holiday -> holiday.date().equals(date)).findFirst();
    }
}
