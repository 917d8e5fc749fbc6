package org.recupera.ticket;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The service hours again, as slowly and plainly as possible: looks at the clock on the wall once a minute.
 *
 * <p>Counts in minutes since the epoch, and shares no code with what it is compared to. Nothing comes back where it
 * looks at a day of which nothing is known.
 */
final class MinuteWalker {

    private static final int MINUTES_A_DAY = 24 * 60;

    private final ZoneId zone;
    private final Map<DayOfWeek, boolean[]> week;
    private final Map<LocalDate, boolean[]> exceptions;
    private final Set<LocalDate> holidays;
    private final LocalDate firstKnown;
    private final LocalDate lastKnown;

    MinuteWalker(
            ZoneId zone,
            Map<DayOfWeek, List<String>> week,
            Map<LocalDate, List<String>> exceptions,
            Set<LocalDate> holidays,
            LocalDate firstKnown,
            LocalDate lastKnown) {
        this.zone = zone;
        this.week = week.entrySet().stream()
                .filter(day -> !day.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, day -> minutes(day.getValue())));
        this.exceptions = exceptions.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, day -> minutes(day.getValue())));
        this.holidays = holidays;
        this.firstKnown = firstKnown;
        this.lastKnown = lastKnown;
    }

    ServiceHours.State stateAt(long minute) {
        LocalDateTime wall = LocalDateTime.ofInstant(Instant.ofEpochSecond(60 * minute), zone);
        LocalDate date = wall.toLocalDate();
        int time = 60 * wall.getHour() + wall.getMinute();
        boolean[] exception = exceptions.get(date);
        boolean[] weekly = week.get(date.getDayOfWeek());
        boolean open;
        if (exception != null) {
            open = exception[time];
        } else if (weekly == null) {
            open = false;
        } else if (date.isBefore(firstKnown) || date.isAfter(lastKnown)) {
            return ServiceHours.State.UNKNOWN;
        } else {
            open = weekly[time] && !holidays.contains(date);
        }
        return open ? ServiceHours.State.OPEN : ServiceHours.State.CLOSED;
    }

    OptionalLong nextOpening(long from) {
        for (long minute = from; ; minute++) {
            switch (stateAt(minute)) {
                case OPEN -> {
                    return OptionalLong.of(minute);
                }
                case UNKNOWN -> {
                    return OptionalLong.empty();
                }
                case CLOSED -> {}
            }
        }
    }

    OptionalLong deadline(long filedAt, long serviceMinutes) {
        long done = 0;
        for (long minute = filedAt; ; minute++) {
            switch (stateAt(minute)) {
                case OPEN -> {
                    if (++done == serviceMinutes) {
                        return OptionalLong.of(minute + 1);
                    }
                }
                case UNKNOWN -> {
                    return OptionalLong.empty();
                }
                case CLOSED -> {}
            }
        }
    }

    OptionalLong openMinutesBetween(long from, long to) {
        long sum = 0;
        for (long minute = from; minute < to; minute++) {
            switch (stateAt(minute)) {
                case OPEN -> sum++;
                case UNKNOWN -> {
                    return OptionalLong.empty();
                }
                case CLOSED -> {}
            }
        }
        return OptionalLong.of(sum);
    }

    /** One flag for each minute of a day. */
    private static boolean[] minutes(List<String> slots) {
        boolean[] open = new boolean[MINUTES_A_DAY];
        for (String slot : slots) {
            String[] ends = slot.split("-", 2);
            for (int minute = minuteOf(ends[0]); minute < minuteOf(ends[1]); minute++) {
                open[minute] = true;
            }
        }
        return open;
    }

    private static int minuteOf(String time) {
        return 60 * Integer.parseInt(time.substring(0, 2)) + Integer.parseInt(time.substring(3));
    }
}
