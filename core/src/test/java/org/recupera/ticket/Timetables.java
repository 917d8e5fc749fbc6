package org.recupera.ticket;

import java.time.DayOfWeek;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.recupera.port.Timetable;
import org.recupera.port.Timetable.Slot;

/** Weeks of slots as people write them. */
final class Timetables {

    /** The hours in documents 001 and 002. */
    static final Timetable SECOP = new Timetable(secopWeek(), Map.of());

    private Timetables() {}

    /** The same slots on each of some days. */
    static Timetable on(List<DayOfWeek> days, String... slots) {
        Map<DayOfWeek, List<Slot>> week = new EnumMap<>(DayOfWeek.class);
        days.forEach(day -> week.put(day, slots(slots)));
        return new Timetable(week, Map.of());
    }

    static Timetable everyDay(String... slots) {
        return on(List.of(DayOfWeek.values()), slots);
    }

    static List<Slot> slots(String... texts) {
        return Stream.of(texts).map(Slot::parse).toList();
    }

    private static Map<DayOfWeek, List<Slot>> secopWeek() {
        Map<DayOfWeek, List<Slot>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : List.of(DayOfWeek.values()).subList(0, 5)) {
            week.put(day, slots("07:00-19:00"));
        }
        week.put(DayOfWeek.SATURDAY, slots("08:00-12:00"));
        return week;
    }
}
