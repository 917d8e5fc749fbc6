package org.recupera.ticket;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.profile.DeskHours;
import org.recupera.profile.Profile;
import org.recupera.profile.SupportCaseSettings;

/** By when a desk answers, as far as the profile says so; nothing is invented. */
final class AnswerTime {

    private final @Nullable ServiceHours hours;
    private final @Nullable Duration promise;

    private AnswerTime(@Nullable ServiceHours hours, @Nullable Duration promise) {
        this.hours = hours;
        this.promise = promise;
    }

    static AnswerTime of(Profile profile, SupportCaseSettings settings) {
        DeskHours desk = settings.hours();
        return new AnswerTime(desk == null ? null : hours(desk, profile.zone()), settings.promise());
    }

    private static ServiceHours hours(DeskHours desk, ZoneId zone) {
        String country = desk.holidays();
        return country == null
                ? ServiceHours.withoutHolidays(desk.timetable(), zone)
                : ServiceHours.of(desk.timetable(), zone, HolidayCalendar.of(country));
    }

    /** The last day whose holidays are known; nothing where none count. */
    Optional<LocalDate> knownThrough() {
        return hours == null ? Optional.empty() : hours.knownThrough();
    }

    /** By when a case that was filed then is to be answered; nothing where there is no promise, or it is not known. */
    Optional<Instant> due(Instant filedAt) {
        return hours == null || promise == null ? Optional.empty() : hours.deadline(filedAt, promise);
    }

    /** When the desk opens that was closed when a case was filed; nothing where it was open, or it is not known. */
    Optional<Instant> opening(Instant filedAt) {
        return hours == null || hours.stateAt(filedAt) != ServiceHours.State.CLOSED
                ? Optional.empty()
                : hours.nextOpening(filedAt);
    }
}
