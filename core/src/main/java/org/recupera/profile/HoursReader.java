package org.recupera.profile;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Timetable;
import org.recupera.port.Timetable.Slot;

/** Reads when a service desk works. */
final class HoursReader {

    /** The countries whose holidays come with the library. */
    private static final Set<String> HOLIDAYS = Set.of("CO", "HN");

    private HoursReader() {}

    /** Nothing when something about the times was refused. */
    static @Nullable DeskHours read(Section section) {
        try (section) {
            Map<DayOfWeek, List<Slot>> week = week(section.section("week"));
            Map<LocalDate, List<Slot>> exceptions =
                    section.has("exceptions") ? exceptions(section.section("exceptions")) : Map.of();
            String holidays = section.parsedIfGiven("holidays", HoursReader::country, "CO or HN", "CO");
            boolean open = !week.values().stream().allMatch(List::isEmpty);
            section.check("week", "week", open, "has no slot at all; leave the hours out where there are none");
            return open ? new DeskHours(new Timetable(week, exceptions), holidays) : null;
        }
    }

    private static Map<DayOfWeek, List<Slot>> week(Section section) {
        Map<DayOfWeek, List<Slot>> week = new EnumMap<>(DayOfWeek.class);
        try (section) {
            for (DayOfWeek day : DayOfWeek.values()) {
                String key = day.name().toLowerCase(Locale.ROOT);
                if (section.has(key)) {
                    week.put(day, slots(section, key));
                }
            }
        }
        return week;
    }

    private static Map<LocalDate, List<Slot>> exceptions(Section section) {
        Map<LocalDate, List<Slot>> exceptions = new LinkedHashMap<>();
        for (String key : section.keys()) {
            try {
                exceptions.put(LocalDate.parse(key), slots(section, key));
            } catch (DateTimeException e) {
                section.refuse(key, "a day such as 2026-12-24 is wanted for a key");
            }
        }
        return exceptions;
    }

    private static List<Slot> slots(Section section, String key) {
        try {
            List<Slot> slots = section.labels(key).stream()
                    .filter(text -> !text.isEmpty())
                    .map(Slot::parse)
                    .toList();
            return slots.isEmpty() ? slots : inOneDay(slots);
        } catch (IllegalArgumentException e) {
            section.refuse(
                    key,
                    "slots such as 07:00-19:00 are wanted here, at most " + Timetable.MAX_SLOTS
                            + " and none of them over another");
            return List.of(Slot.parse("00:00-24:00"));
        }
    }

    private static List<Slot> inOneDay(List<Slot> slots) {
        return new Timetable(Map.of(DayOfWeek.MONDAY, slots), Map.of())
                .week()
                .getOrDefault(DayOfWeek.MONDAY, List.of());
    }

    private static String country(String text) {
        if (!HOLIDAYS.contains(text)) {
            throw new IllegalArgumentException("no holidays of that country come with the library");
        }
        return text;
    }
}
