package org.recupera.port;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a desk is open: in every week, and on single days that differ from it.
 *
 * <p>Times are those on the wall of the desk; which zone that is, and which days are holidays, is said elsewhere.
 *
 * @param week the slots of each weekday; a weekday that is missing, or has none, is closed; at least one has a slot
 * @param exceptions the slots of single days, whatever weekday or holiday they are; none closes the day
 */
public record Timetable(Map<DayOfWeek, List<Slot>> week, Map<LocalDate, List<Slot>> exceptions) {

    /** The most slots that a day may have. */
    public static final int MAX_SLOTS = 24;

    /**
     * A part of a day during which a desk is open, such as {@code 07:00-19:00}.
     *
     * <p>Stays within its day: a night shift is a slot up to 24:00, and one from 00:00 on the day after, so that a
     * holiday or an exception always says which hours it takes.
     *
     * @param from the minute in which it opens
     * @param to the first minute in which it is closed again; midnight means the end of the day, 24:00
     */
    public record Slot(LocalTime from, LocalTime to) {

        private static final String END_OF_DAY = "24:00";
        private static final String TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
        private static final Pattern FORM = Pattern.compile("(?<from>" + TIME + ")-(?<to>" + TIME + "|24:00)");

        /**
         * Checks the times.
         *
         * @throws IllegalArgumentException when a time is not a whole minute, or {@code to} is not after {@code from}
         */
        public Slot {
            if (!isWholeMinute(from) || !isWholeMinute(to)) {
                throw new IllegalArgumentException("a slot begins and ends with a whole minute");
            }
            if (!to.equals(LocalTime.MIDNIGHT) && !to.isAfter(from)) {
                throw new IllegalArgumentException("a slot ends after it begins, on the same day");
            }
        }

        /**
         * Reads a slot.
         *
         * @param text such as {@code 07:00-19:00} or {@code 00:00-24:00}
         * @return the slot
         * @throws IllegalArgumentException when {@code text} has another form or no time lies between
         */
        public static Slot parse(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches() || form.group("to").equals("00:00")) {
                throw new IllegalArgumentException("a slot is written as 07:00-19:00, and ends at 24:00 at the latest");
            }
            String to = form.group("to");
            return new Slot(
                    LocalTime.parse(form.group("from")),
                    to.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(to));
        }

        /**
         * Whether the desk is open at a time of day.
         *
         * @param time the time
         * @return {@code true} from the minute in which the slot opens, and no longer when it closes
         */
        public boolean contains(LocalTime time) {
            return !time.isBefore(from) && (lastsToEndOfDay() || time.isBefore(to));
        }

        /**
         * When it opens on a day.
         *
         * @param date the day
         * @return the day and the time
         */
        public LocalDateTime opening(LocalDate date) {
            return date.atTime(from);
        }

        /**
         * When it closes on a day.
         *
         * @param date the day
         * @return the day and the time, or the beginning of the next day
         */
        public LocalDateTime closing(LocalDate date) {
            return (lastsToEndOfDay() ? date.plusDays(1) : date).atTime(to);
        }

        @Override
        public String toString() {
            return from + "-" + (lastsToEndOfDay() ? END_OF_DAY : to);
        }

        private boolean lastsToEndOfDay() {
            return to.equals(LocalTime.MIDNIGHT);
        }

        private static boolean isWholeMinute(LocalTime time) {
            return time.getSecond() == 0 && time.getNano() == 0;
        }
    }

    /**
     * Copies the slots and puts those of each day in order.
     *
     * @throws IllegalArgumentException when slots of a day overlap, a day has more than {@link #MAX_SLOTS}, or the week
     *     has none at all
     */
    public Timetable {
        week = inOrder(week);
        exceptions = inOrder(exceptions);
        if (week.values().stream().allMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a desk is open at some time of the week");
        }
    }

    private static <K extends Comparable<? super K>> Map<K, List<Slot>> inOrder(Map<K, List<Slot>> days) {
        Map<K, List<Slot>> sorted = new TreeMap<>();
        days.forEach((day, slots) -> sorted.put(day, inOrder(slots)));
        return Collections.unmodifiableMap(sorted);
    }

    private static List<Slot> inOrder(List<Slot> slots) {
        if (slots.size() > MAX_SLOTS) {
            throw new IllegalArgumentException("a day has at most " + MAX_SLOTS + " slots");
        }
        List<Slot> sorted =
                slots.stream().sorted(Comparator.comparing(Slot::from)).toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i - 1).contains(sorted.get(i).from())) {
                throw new IllegalArgumentException("slots of a day do not overlap");
            }
        }
        return sorted;
    }
}
