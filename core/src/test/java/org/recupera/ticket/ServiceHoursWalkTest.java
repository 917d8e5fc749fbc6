package org.recupera.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.recupera.port.Timetable;
import org.recupera.port.Timetable.Slot;

/** Compares the engine to somebody who looks at the clock once a minute. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ServiceHoursWalkTest {

    private static final int SCHEDULES = 10_000;

    /** Clocks that never change, change by an hour at night or at midnight, by half an hour, and around Ramadan. */
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("America/Bogota"),
            ZoneId.of("America/Tegucigalpa"),
            ZoneId.of("America/New_York"),
            ZoneId.of("America/Havana"),
            ZoneId.of("America/Santiago"),
            ZoneId.of("Europe/Madrid"),
            ZoneId.of("Asia/Beirut"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("Africa/Casablanca"),
            ZoneId.of("Australia/Lord_Howe"));

    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final int DAYS = 1_460;

    /** A schedule, once for each of the two. */
    private record Desk(ServiceHours engine, MinuteWalker walker) {}

    @Tag("walk")
    @Test
    void ten_thousand_random_schedules_agree_with_a_walk_minute_by_minute() {
        Map<String, Integer> seen = new HashMap<>();
        for (int seed = 0; seed < SCHEDULES; seed++) {
            Random random = new Random(seed);
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            long filedAt = someMinute(random, zone);
            Desk desk = desk(random, zone, LocalDate.ofInstant(instant(filedAt), zone));
            long promise = 1L + random.nextInt(1_200);
            long later = filedAt + random.nextInt(3 * 24 * 60);

            OptionalLong deadline = desk.walker().deadline(filedAt, promise);
            assertThat(desk.engine().deadline(instant(filedAt), Duration.ofMinutes(promise)))
                    .as("deadline of schedule %d", seed)
                    .isEqualTo(instant(deadline));
            assertThat(desk.engine().nextOpening(instant(filedAt)))
                    .as("next opening of schedule %d", seed)
                    .isEqualTo(instant(desk.walker().nextOpening(filedAt)));
            assertThat(desk.engine().openTimeBetween(instant(filedAt), instant(later)))
                    .as("open time of schedule %d", seed)
                    .isEqualTo(minutes(desk.walker().openMinutesBetween(filedAt, later)));
            assertThat(desk.engine().stateAt(instant(filedAt).plusNanos(random.nextInt(1_000_000_000))))
                    .as("state in schedule %d", seed)
                    .isEqualTo(desk.walker().stateAt(filedAt));
            seen.merge(desk.walker().stateAt(filedAt).name(), 1, Integer::sum);
            seen.merge(deadline.isPresent() ? "promised" : "not promised", 1, Integer::sum);
        }

        assertThat(seen.values())
                .as("how often each happened: %s", seen)
                .hasSize(5)
                .allMatch(times -> times > 300);
    }

    @Test
    void between_filing_and_deadline_lies_what_was_promised_to_the_nanosecond() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            Instant filedAt = instant(someMinute(random, zone)).plusNanos(random.nextLong(60_000_000_000L));
            ServiceHours engine =
                    desk(random, zone, LocalDate.ofInstant(filedAt, zone)).engine();
            Duration promise =
                    Duration.ofNanos(1 + random.nextLong(Duration.ofDays(1).toNanos()));

            Optional<Instant> deadline = engine.deadline(filedAt, promise);

            assertThat(deadline.flatMap(end -> engine.openTimeBetween(filedAt, end)))
                    .as("schedule %d", seed)
                    .isEqualTo(deadline.map(end -> promise));
            assertThat(deadline.flatMap(end -> engine.openTimeBetween(filedAt, end.minusNanos(1))))
                    .as("schedule %d, a nanosecond before", seed)
                    .isEqualTo(deadline.map(end -> promise.minusNanos(1)));
        }
    }

    /** Half of them within two days of a change of the clock, where there is one. */
    private static long someMinute(Random random, ZoneId zone) {
        Instant start = FIRST.plus(Duration.ofDays(random.nextInt(DAYS)));
        ZoneOffsetTransition change = zone.getRules().nextTransition(start);
        Instant middle = change == null || random.nextBoolean() ? start : change.getInstant();
        return middle.getEpochSecond() / 60 + random.nextInt(4 * 24 * 60) - 2 * 24 * 60;
    }

    private static Desk desk(Random random, ZoneId zone, LocalDate near) {
        Map<DayOfWeek, List<String>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (random.nextInt(4) > 0) {
                week.put(day, slots(random));
            }
        }
        // A desk that is hardly ever open would keep the walker walking.
        week.put(DayOfWeek.of(1 + random.nextInt(7)), List.of("08:00-12:00", "13:00-18:30"));
        Map<LocalDate, List<String>> exceptions = new HashMap<>();
        Set<LocalDate> holidays = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            exceptions.put(near.plusDays(random.nextInt(14)), random.nextBoolean() ? List.of() : slots(random));
            holidays.add(near.plusDays(random.nextInt(14)));
        }
        LocalDate from = near.minusDays(random.nextInt(10) - 1);
        LocalDate through = near.plusDays(random.nextInt(60));
        holidays.removeIf(day -> day.isBefore(from) || day.isAfter(through));
        boolean counted = random.nextInt(5) > 0;

        Timetable timetable = new Timetable(parsed(week), parsed(exceptions));
        return new Desk(
                counted
                        ? ServiceHours.of(timetable, zone, calendar(from, through, holidays))
                        : ServiceHours.withoutHolidays(timetable, zone),
                new MinuteWalker(
                        zone,
                        week,
                        exceptions,
                        counted ? holidays : Set.of(),
                        counted ? from : LocalDate.MIN,
                        counted ? through : LocalDate.MAX));
    }

    /** One to three slots a day, often at full hours, sometimes touching, sometimes the whole day. */
    private static List<String> slots(Random random) {
        if (random.nextInt(10) == 0) {
            return List.of("00:00-24:00");
        }
        int grid = random.nextBoolean() ? 60 : random.nextBoolean() ? 15 : 1;
        List<Integer> ends = random.ints(2L * (1 + random.nextInt(3)), 0, 24 * 60 / grid + 1)
                .map(end -> grid * end)
                .sorted()
                .boxed()
                .toList();
        List<String> slots = new ArrayList<>();
        for (int i = 0; i < ends.size(); i += 2) {
            if (ends.get(i) < ends.get(i + 1)) {
                slots.add(time(ends.get(i)) + "-" + time(ends.get(i + 1)));
            }
        }
        return slots;
    }

    private static String time(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }

    private static <K> Map<K, List<Slot>> parsed(Map<K, List<String>> days) {
        return days.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        day -> day.getValue().stream().map(Slot::parse).toList()));
    }

    private static HolidayCalendar calendar(LocalDate from, LocalDate through, Set<LocalDate> holidays) {
        return new HolidayCalendar(
                "CO",
                from,
                through,
                from,
                holidays.stream().map(day -> new Holiday(day, "Festivo", "Ley")).toList());
    }

    private static Instant instant(long minute) {
        return Instant.ofEpochSecond(60 * minute);
    }

    private static Optional<Instant> instant(OptionalLong minute) {
        return minute.isPresent() ? Optional.of(instant(minute.getAsLong())) : Optional.empty();
    }

    private static Optional<Duration> minutes(OptionalLong minutes) {
        return minutes.isPresent() ? Optional.of(Duration.ofMinutes(minutes.getAsLong())) : Optional.empty();
    }
}
