package org.recupera.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the holidays that lie beside this class; {@code SOURCES.txt} there says what they were held against. */
final class ShippedHolidays {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private ShippedHolidays() {}

    static Optional<HolidayCalendar> read(String country) {
        if (!COUNTRY.matcher(country).matches()) {
            return Optional.empty();
        }
        try (InputStream in = ShippedHolidays.class.getResourceAsStream("holidays/" + country + ".json")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(calendar(JsonMapper.builder().build().readTree(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HolidayCalendar calendar(JsonNode file) {
        List<Holiday> holidays = new ArrayList<>();
        for (JsonNode node : file.required("holidays")) {
            holidays.add(new Holiday(date(node, "date"), text(node, "name"), text(node, "source")));
        }
        return new HolidayCalendar(
                text(file, "country"), date(file, "from"), date(file, "through"), date(file, "reviewed"), holidays);
    }

    private static LocalDate date(JsonNode node, String key) {
        return LocalDate.parse(text(node, key));
    }

    private static String text(JsonNode node, String key) {
        return node.required(key).textValue();
    }
}
