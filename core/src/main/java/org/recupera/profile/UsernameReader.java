package org.recupera.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recupera.port.IdentifierKind;

/** Reads what a profile says of forgotten usernames. */
final class UsernameReader {

    private static final Map<String, IdentifierKind> KINDS = Map.of(
            "national-id", IdentifierKind.NATIONAL_ID,
            "phone", IdentifierKind.PHONE,
            "username", IdentifierKind.USERNAME,
            "email", IdentifierKind.EMAIL);

    private static final Map<String, Disclosure> DISCLOSURES = Map.of(
            "mail", Disclosure.MAIL,
            "screen-masked", Disclosure.SCREEN_MASKED,
            "screen", Disclosure.SCREEN);

    /** As many as the canonical form of a national id holds. */
    private static final int FEWEST_DIGITS = 4;

    private static final int MOST_DIGITS = 20;

    private UsernameReader() {}

    static @Nullable UsernameSettings read(Section root) {
        if (!root.has("username")) {
            return null;
        }
        try (Section section = root.section("username")) {
            UsernameSettings settings = new UsernameSettings(
                    recovers(section.section("recovers")),
                    section.parsed(
                            "disclosure",
                            text -> known(DISCLOSURES, text),
                            "mail, screen-masked or screen",
                            Disclosure.MAIL),
                    section.flagIfGiven("alsoByMail"),
                    section.has("screenLimit") ? ProfileReader.allowance(section.section("screenLimit")) : null,
                    section.sections("documents").stream()
                            .map(UsernameReader::document)
                            .toList(),
                    section.parsed("passwordPath", WebAddress::path, WebAddress.PATH, "/"),
                    topic(section.section("case")));
            check(section, settings);
            return settings;
        }
    }

    private static void check(Section section, UsernameSettings settings) {
        section.check("recovers", "recovers", !settings.recovers().isEmpty(), "names no kind that may be asked for");
        boolean onScreen = settings.disclosure() != Disclosure.MAIL;
        section.check(
                "alsoByMail",
                "disclosure",
                onScreen || !settings.alsoByMail(),
                "says nothing where disclosure is mail");
        section.check(
                "screenLimit",
                "disclosure",
                onScreen || settings.screenLimit() == null,
                "limits nothing where disclosure is mail");
        section.check(
                "screenLimit",
                "disclosure",
                settings.disclosure() != Disclosure.SCREEN || settings.screenLimit() != null,
                "is missing; what is told in full has to be limited tightly");
        section.check(
                "documents",
                "recovers",
                settings.documents().isEmpty() || settings.recovers().containsKey(IdentifierKind.NATIONAL_ID),
                "says nothing where recovers has no national-id");
    }

    private static Map<IdentifierKind, IdentifierKind> recovers(Section section) {
        Map<IdentifierKind, IdentifierKind> recovers = new LinkedHashMap<>();
        try (section) {
            KINDS.keySet().forEach(section::has);
            section.keys().stream().filter(KINDS::containsKey).forEach(key -> {
                IdentifierKind asked = known(KINDS, key);
                recovers.put(
                        asked,
                        section.parsed(
                                key,
                                text -> target(asked, text),
                                "username or email, and not what was asked for,",
                                IdentifierKind.USERNAME));
            });
        }
        return recovers;
    }

    private static IdentifierKind target(IdentifierKind asked, String text) {
        IdentifierKind recovered = known(KINDS, text);
        boolean recoverable = recovered == IdentifierKind.USERNAME || recovered == IdentifierKind.EMAIL;
        if (!recoverable || recovered == asked) {
            throw new IllegalArgumentException("not to be recovered by this");
        }
        return recovered;
    }

    private static DocumentForm document(Section section) {
        try (section) {
            DocumentForm form = new DocumentForm(
                    section.label("name"),
                    section.integer("leastDigits", FEWEST_DIGITS, MOST_DIGITS),
                    section.integer("mostDigits", FEWEST_DIGITS, MOST_DIGITS));
            section.check(
                    "mostDigits", "leastDigits", form.leastDigits() <= form.mostDigits(), "is less than leastDigits");
            return form;
        }
    }

    static CaseTopic topic(Section section) {
        try (section) {
            return new CaseTopic(section.label("system"), section.label("type"), section.label("subject"));
        }
    }

    static <T> T known(Map<String, T> values, String text) {
        T value = values.get(text);
        if (value == null) {
            throw new IllegalArgumentException("not known");
        }
        return value;
    }
}
