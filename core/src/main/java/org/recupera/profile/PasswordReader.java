package org.recupera.profile;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recupera.profile.PasswordSettings.BreachedCheck;
import org.recupera.profile.PasswordSettings.Composition;

/** Reads what a profile says of new passwords. */
final class PasswordReader {

    /** The fewest characters of a password that is all there is, and of one beside a second factor. */
    private static final int ALONE = 15;

    private static final int BESIDE_A_FACTOR = 8;

    private static final int HIGHEST_MINIMUM = 64;
    private static final int HIGHEST_MAXIMUM = 256;
    private static final int MOST_OF_A_KIND = 8;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final URI SOME_SERVICE = URI.create("https://example.org");
    private static final Map<String, Boolean> REFUSES = Map.of("accept", false, "refuse", true);

    private PasswordReader() {}

    static PasswordSettings read(Section section) {
        try (section) {
            int least = section.flagIfGiven("secondFactor") ? BESIDE_A_FACTOR : ALONE;
            int minimum = section.has("minimumLength")
                    ? section.integer("minimumLength", BESIDE_A_FACTOR, HIGHEST_MINIMUM)
                    : least;
            section.check(
                    "minimumLength",
                    "secondFactor",
                    minimum >= least,
                    "is less than " + ALONE + ", which only secondFactor allows");
            return new PasswordSettings(
                    minimum,
                    section.integer("maximumLength", HIGHEST_MINIMUM, HIGHEST_MAXIMUM),
                    section.labels("names"),
                    section.has("composition") ? composition(section.section("composition")) : null,
                    section.has("breached") ? breachedCheck(section.section("breached")) : null);
        }
    }

    private static Composition composition(Section section) {
        try (section) {
            return new Composition(
                    fewest(section, "upperCase"),
                    fewest(section, "lowerCase"),
                    fewest(section, "digits"),
                    fewest(section, "symbols"));
        }
    }

    private static int fewest(Section section, String kind) {
        return section.has(kind) ? section.integer(kind, 0, MOST_OF_A_KIND) : 0;
    }

    private static BreachedCheck breachedCheck(Section section) {
        try (section) {
            return new BreachedCheck(
                    service(section),
                    section.duration("timeLimit", SHORTEST, LONGEST),
                    section.parsed("whenUnknown", PasswordReader::refuses, "accept or refuse", false));
        }
    }

    private static @Nullable URI service(Section section) {
        return section.parsedIfGiven("service", WebAddress::base, WebAddress.BASE_URL, SOME_SERVICE);
    }

    private static boolean refuses(String word) {
        Boolean refuses = REFUSES.get(word);
        if (refuses == null) {
            throw new IllegalArgumentException("neither accept nor refuse");
        }
        return refuses;
    }
}
