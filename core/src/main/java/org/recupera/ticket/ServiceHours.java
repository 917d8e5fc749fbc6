package org.recupera.ticket;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Timetable;
import org.recupera.port.Timetable.Slot;

/**
 * When a desk is open, and by when it owes an answer.
 *
 * <p>The desk is open whenever the clock on its wall shows a time that lies in a slot of the day it shows. So an hour
 * that the clock skips is no service time, and one that it shows twice is service time twice; how much time has passed
 * is always what really has. A slot's end belongs to it no longer.
 *
 * <p>An exception of the timetable decides its day; otherwise a holiday is closed, and any other day has the slots of
 * its weekday. Of a day with slots on which the holidays are not known, nothing is known, and whatever depends on it is
 * not answered: nothing is guessed.
 *
 * <p>Immutable and safe to share between threads. Every answer takes a bounded number of steps: at most ten years are
 * looked ahead, and what lies beyond counts as not known.
 */
final class ServiceHours {

    private static final Duration HORIZON = Duration.ofDays(3_653);

    /** What is known of a desk at an instant. */
    public enum State {
        /** It is open. */
        OPEN,
        /** It is closed. */
        CLOSED,
        /** The holidays of that day are not known. */
        UNKNOWN
    }

    /** What comes next that is not closed; {@code known} is false where it cannot be said. */
    private record Stretch(boolean known, Instant from, Instant to) {

        Duration length() {
            return Duration.between(from, to);
        }
    }

    private final Timetable timetable;
    private final ZoneId zone;
    private final @Nullable HolidayCalendar holidays;

    private ServiceHours(Timetable timetable, ZoneId zone, @Nullable HolidayCalendar holidays) {
        this.timetable = timetable;
        this.zone = zone;
        this.holidays = holidays;
    }

    /**
     * The hours of a desk that rests on a country's holidays.
     *
     * @param timetable its week and its exceptions
     * @param zone the zone of the clock on its wall
     * @param holidays the country's holidays
     * @return the hours
     */
    public static ServiceHours of(Timetable timetable, ZoneId zone, HolidayCalendar holidays) {
        return new ServiceHours(timetable, zone, holidays);
    }

    /**
     * The hours of a desk whose timetable says everything.
     *
     * @param timetable its week and its exceptions
     * @param zone the zone of the clock on its wall
     * @return the hours
     */
    public static ServiceHours withoutHolidays(Timetable timetable, ZoneId zone) {
        return new ServiceHours(timetable, zone, null);
    }

    /**
     * The last day whose holidays are known; a deployment renews them before.
     *
     * @return the day, or nothing where holidays do not count
     */
    public Optional<LocalDate> knownThrough() {
        return Optional.ofNullable(holidays).map(HolidayCalendar::through);
    }

    /**
     * Whether the desk is open.
     *
     * @param instant when
     * @return open or closed, where that is known
     */
    public State stateAt(Instant instant) {
        LocalDateTime wall = LocalDateTime.ofInstant(instant, zone);
        return slotsOn(wall.toLocalDate())
                .map(slots -> slots.stream().anyMatch(slot -> slot.contains(wall.toLocalTime())))
                .map(open -> open ? State.OPEN : State.CLOSED)
                .orElse(State.UNKNOWN);
    }

    /**
     * The first instant at which the desk is open.
     *
     * @param from where to begin
     * @return {@code from} itself when it is open then; nothing when it is not known
     */
    public Optional<Instant> nextOpening(Instant from) {
        return next(from, from.plus(HORIZON)).filter(Stretch::known).map(Stretch::from);
    }

    /**
     * By when the desk has had an amount of service time.
     *
     * @param filedAt from when the time counts; outside the hours, from the next opening
     * @param serviceTime how much, in time during which the desk is open; more than none
     * @return the instant, which may be the one at which the desk closes; nothing when it is not known
     * @throws IllegalArgumentException when {@code serviceTime} is zero or negative
     */
    public Optional<Instant> deadline(Instant filedAt, Duration serviceTime) {
        if (serviceTime.isZero() || serviceTime.isNegative()) {
            throw new IllegalArgumentException("a promise takes some service time");
        }
        Instant horizon = filedAt.plus(HORIZON);
        Duration left = serviceTime;
        Optional<Stretch> open = next(filedAt, horizon);
        while (open.isPresent() && open.get().known()) {
            if (left.compareTo(open.get().length()) <= 0) {
                return Optional.of(open.get().from().plus(left));
            }
            left = left.minus(open.get().length());
            open = next(open.get().to(), horizon);
        }
        return Optional.empty();
    }

    /**
     * For how long the desk is open between two instants.
     *
     * @param from the first instant
     * @param to the last one, which does not count
     * @return the service time, perhaps none; nothing when it is not known
     * @throws IllegalArgumentException when {@code to} is before {@code from}
     */
    public Optional<Duration> openTimeBetween(Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("time is counted forwards");
        }
        if (to.isAfter(from.plus(HORIZON))) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        for (Optional<Stretch> open = next(from, to);
                open.isPresent();
                open = next(open.get().to(), to)) {
            if (!open.get().known()) {
                return Optional.empty();
            }
            sum = sum.plus(open.get().length());
        }
        return Optional.of(sum);
    }

    /**
     * The first stretch between two instants that is not closed, or nothing.
     *
     * <p>Goes day by day, and from one change of the zone's offset to the next: between two changes the clock on the
     * wall runs evenly, and slots are turned into instants only there.
     */
    private Optional<Stretch> next(Instant from, Instant to) {
        Instant now = from;
        while (now.isBefore(to)) {
            ZoneOffset offset = zone.getRules().getOffset(now);
            Instant end = earlier(to, nextChange(now));
            LocalDate date = LocalDate.ofInstant(now, offset);
            Optional<List<Slot>> slots = slotsOn(date);
            if (slots.isEmpty()) {
                return Optional.of(new Stretch(false, now, to));
            }
            for (Slot slot : slots.get()) {
                Instant opens = later(now, slot.opening(date).toInstant(offset));
                Instant closes = earlier(end, slot.closing(date).toInstant(offset));
                if (opens.isBefore(closes)) {
                    return Optional.of(new Stretch(true, opens, closes));
                }
            }
            now = earlier(end, date.plusDays(1).atStartOfDay().toInstant(offset));
        }
        return Optional.empty();
    }

    /** The slots of a day, or nothing when they are not known. */
    private Optional<List<Slot>> slotsOn(LocalDate date) {
        List<Slot> exception = timetable.exceptions().get(date);
        if (exception != null) {
            return Optional.of(exception);
        }
        List<Slot> weekly = timetable.week().getOrDefault(date.getDayOfWeek(), List.of());
        if (weekly.isEmpty() || holidays == null) {
            return Optional.of(weekly);
        }
        if (!holidays.covers(date)) {
            return Optional.empty();
        }
        return Optional.of(holidays.on(date).isPresent() ? List.of() : weekly);
    }

    private Instant nextChange(Instant now) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(now);
        return change == null ? Instant.MAX : change.getInstant();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
