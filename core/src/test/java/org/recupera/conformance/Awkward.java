package org.recupera.conformance;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Values on which adapters have stumbled. */
final class Awkward {

    private Awkward() {}

    /**
     * Instants that storage likes to bend: with microseconds, in the hour that a change from summer time repeats or
     * leaves out, on a leap day, past the end of 32-bit time.
     */
    static List<Instant> instants() {
        return List.of(
                Instant.parse("2026-03-02T14:05:06.123457Z"),
                Instant.parse("2026-03-02T14:05:06.000001Z"),
                Instant.parse("2026-03-02T14:05:06.999999Z"),
                Instant.parse("2026-03-29T01:30:00.500001Z"),
                Instant.parse("2026-10-25T00:30:00.500002Z"),
                Instant.parse("2026-10-25T01:30:00.500003Z"),
                Instant.parse("2026-11-01T05:30:00.500004Z"),
                Instant.parse("2026-11-01T06:30:00.500005Z"),
                Instant.parse("2028-02-29T23:59:59.999999Z"),
                Instant.parse("2040-01-01T00:00:00.000001Z"));
    }

    /** Different texts that careless comparing takes for one another, or for a pattern, or for SQL. */
    static List<String> lookAlikes(String text) {
        return List.of(
                text,
                text.toUpperCase(Locale.ROOT),
                text + ' ',
                ' ' + text,
                text + '%',
                text + '_',
                '%' + text,
                text + '\'',
                text + '"',
                text + '\\',
                text + "' or '1'='1");
    }

    /** As {@link #lookAlikes}, and with letters outside ASCII. */
    static List<String> lookAlikesInUnicode(String text) {
        return Stream.concat(
                        lookAlikes(text).stream(),
                        Stream.of(text + 'e', text + 'é', text + "e\u0301", text + 'ß', text + "ss", text + "🔑"))
                .toList();
    }
}
