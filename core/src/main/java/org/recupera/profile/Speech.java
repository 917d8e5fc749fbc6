package org.recupera.profile;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DecimalStyle;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a profile says in one language.
 *
 * @param locale the language
 * @param words the texts by their codes, with no code missing
 * @param instants how an instant is written, in the profile's zone
 */
record Speech(Locale locale, Map<String, Wording> words, DateTimeFormatter instants) {

    static final String INSTANT_FORMAT = "format.instant";

    static final String PAGE = "page.";

    static final String FORM = "form.";

    private static final long LONGEST_IN_MINUTES = 90;

    Speech {
        words = Map.copyOf(words);
    }

    /** @throws IllegalArgumentException when {@code pattern} is none */
    static DateTimeFormatter instants(String pattern, Locale locale, ZoneId zone) {
        DateTimeFormatter instants = DateTimeFormatter.ofPattern(pattern, locale)
                .withDecimalStyle(DecimalStyle.STANDARD)
                .withZone(zone);
        instants.formatTo(Instant.EPOCH, new StringBuilder());
        return instants;
    }

    String say(String code, Map<String, String> parameters) {
        Wording wording = words.get(code);
        if (wording == null) {
            throw new IllegalArgumentException("no message has the code " + code);
        }
        return wording.with(parameters);
    }

    Map<String, String> pageTexts() {
        return texts(PAGE);
    }

    Map<String, String> formTexts() {
        return texts(FORM);
    }

    private Map<String, String> texts(String beginning) {
        Map<String, String> texts = new TreeMap<>();
        words.forEach((code, wording) -> {
            if (code.startsWith(beginning) && wording.parameters().isEmpty()) {
                texts.put(code.substring(beginning.length()), wording.with(Map.of()));
            }
        });
        return Collections.unmodifiableMap(texts);
    }

    String write(Instant instant) {
        return instants.format(instant);
    }

    /** Rounded down: what is promised is kept. */
    String write(Duration duration) {
        long minutes = Math.max(1, duration.toMinutes());
        if (minutes == 1) {
            return say("duration.minute", Map.of());
        }
        boolean inHours = minutes > LONGEST_IN_MINUTES && minutes % 60 == 0;
        return inHours
                ? say("duration.hours", Map.of("count", Long.toString(minutes / 60)))
                : say("duration.minutes", Map.of("count", Long.toString(minutes)));
    }
}
