package org.recupera.profile;

import org.jspecify.annotations.Nullable;
import org.recupera.port.Timetable;

/**
 * When a portal's service desk works, by the clock of the profile's zone.
 *
 * @param timetable the hours of each weekday, and the days that differ
 * @param holidays the country on whose holidays the desk is closed, by its two letters (ISO 3166-1), or {@code null}
 *     where holidays do not count
 */
public record DeskHours(Timetable timetable, @Nullable String holidays) {}
