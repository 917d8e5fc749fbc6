package org.recupera.profile;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recupera.port.Allowance;
import org.recupera.port.EmailAddress;
import org.recupera.port.PortalId;
import org.recupera.profile.Contact.HelpLink;
import org.recupera.profile.LinkSettings.Placement;

/** Reads a profile's JSON: which keys there are, and what may stand at each. */
final class ProfileReader {

    static final JsonPath BASE_URL = JsonPath.ROOT.key("link").key("baseUrl");
    static final JsonPath LINK_PATH = JsonPath.ROOT.key("link").key("path");
    static final JsonPath PASSWORD_PATH = JsonPath.ROOT.key("username").key("passwordPath");
    static final JsonPath SENDER_ADDRESS = JsonPath.ROOT.key("sender").key("address");

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,31}");

    private static final Pattern LANGUAGE = Pattern.compile("(?<language>[a-z]{2})(?:-(?<country>[A-Z]{2}))?");
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int MAX_MAILS_PER_HOUR = 60;
    private static final int MAX_ATTEMPTS = 1_000_000;

    private static final PortalId SOME_PORTAL = new PortalId("portal");
    private static final EmailAddress SOME_ADDRESS = new EmailAddress("portal@example.org");
    private static final URI SOME_PAGE = URI.create("https://example.org");
    private static final Allowance SOME_ALLOWANCE = new Allowance(1, MINUTE);

    private ProfileReader() {}

    static Profile read(Folder folder, String file) {
        String json = folder.read(file).orElseThrow(() -> Problems.inFile(file, "there is no such file", null));
        Problems problems = new Problems();
        Facts facts;
        Map<String, Voice> voices;
        try (Section root = new Section(StrictJson.parse(json), JsonPath.ROOT, problems)) {
            root.textIfGiven("$schema");
            facts = facts(root, problems);
            voices = new VoiceReader(facts, folder, problems).voices(root.section("messages"));
        }
        problems.throwIfAny();
        CaseTopics.check(facts, voices, problems);
        problems.throwIfAny();
        return new Profile(facts, voices);
    }

    private static Facts facts(Section root, Problems problems) {
        PortalId portal = root.parsed(
                "portal", PortalId::new, "lower-case letters, digits and inner hyphens, 32 at most", SOME_PORTAL);
        String name = root.label("name");
        Locale language = root.parsed("language", ProfileReader::language, "a language such as es-HN", Locale.ROOT);
        ZoneId zone = root.parsed("zone", ProfileReader::zone, "a zone such as America/Tegucigalpa", ZoneOffset.UTC);
        try (Section sender = root.section("sender")) {
            return new Facts(
                    portal,
                    name,
                    language,
                    zone,
                    link(root.section("link")),
                    limits(root.section("limits")),
                    PasswordReader.read(root.section("password")),
                    locks(root),
                    UsernameReader.read(root),
                    QuestionReader.read(root),
                    SupportCaseReader.read(root, problems),
                    sender.label("name"),
                    sender.parsedIfGiven("address", EmailAddress::new, "a plain e-mail address", SOME_ADDRESS),
                    sender.parsedIfGiven("bounces", EmailAddress::new, "a plain e-mail address", SOME_ADDRESS),
                    contact(root.section("contact")));
        }
    }

    private static LinkSettings link(Section section) {
        try (section) {
            LinkSettings link = new LinkSettings(
                    section.parsedIfGiven("baseUrl", WebAddress::base, WebAddress.BASE_URL, SOME_PAGE),
                    section.parsed("path", WebAddress::path, WebAddress.PATH, "/"),
                    section.parsed("parameter", ProfileReader::parameter, "a name of ASCII letters and digits", "t"),
                    section.parsed("placement", ProfileReader::placement, "query or fragment", Placement.QUERY),
                    section.duration("life", MINUTE, DAY),
                    section.duration("quietWindow", Duration.ZERO, DAY),
                    section.duration("repeatWindow", Duration.ZERO, DAY),
                    section.integer("mailsPerHour", 1, MAX_MAILS_PER_HOUR));
            section.check("life", "life", isWholeMinutes(link.life()), "whole minutes are wanted here");
            section.check(
                    "quietWindow",
                    "repeatWindow",
                    link.quietWindow().compareTo(link.repeatWindow()) <= 0,
                    "is longer than repeatWindow");
            section.check(
                    "repeatWindow", "life", link.repeatWindow().compareTo(link.life()) <= 0, "is longer than life");
            return link;
        }
    }

    private static Limits limits(Section section) {
        try (section) {
            return new Limits(
                    allowance(section.section("client")),
                    allowance(section.section("identifier")),
                    allowance(section.section("destination")),
                    allowance(section.section("total")));
        }
    }

    static Allowance allowance(Section section) {
        try (section) {
            int attempts = section.integer("attempts", 1, MAX_ATTEMPTS);
            Duration window = section.duration("window", Duration.ofSeconds(1), WEEK);
            boolean enough = window.toMillis() >= attempts;
            section.check("window", "attempts", enough, "is shorter than a millisecond for each attempt");
            return enough ? new Allowance(attempts, window) : SOME_ALLOWANCE;
        }
    }

    private static LockPolicy locks(Section root) {
        LockPolicy given = root.parsedIfGiven(
                "locks",
                name -> switch (name) {
                    case "keep" -> LockPolicy.KEEP;
                    case "clear-guess-lock" -> LockPolicy.CLEAR_GUESS_LOCK;
                    default -> throw new IllegalArgumentException("not a policy");
                },
                "keep or clear-guess-lock",
                LockPolicy.KEEP);
        return given == null ? LockPolicy.KEEP : given;
    }

    private static Contact contact(Section section) {
        try (section) {
            Contact contact = new Contact(
                    section.labels("phones"),
                    section.parsedIfGiven("support", WebAddress::page, WebAddress.PAGE, SOME_PAGE),
                    section.sections("helpLinks").stream()
                            .map(ProfileReader::helpLink)
                            .toList(),
                    section.textIfGiven("hours"));
            section.check(
                    "phones",
                    "support",
                    !contact.phones().isEmpty() || contact.support() != null,
                    "is missing, and so is support: people need one of them");
            return contact;
        }
    }

    private static HelpLink helpLink(Section section) {
        try (section) {
            return new HelpLink(
                    section.label("name"), section.parsed("uri", WebAddress::page, WebAddress.PAGE, SOME_PAGE));
        }
    }

    /** A language and perhaps a country, both known to the JDK; nothing that changes digits or calendars. */
    private static Locale language(String tag) {
        Matcher form = LANGUAGE.matcher(tag);
        if (!form.matches()
                || !LANGUAGES.contains(form.group("language"))
                || (form.group("country") != null && !COUNTRIES.contains(form.group("country")))) {
            throw new IllegalArgumentException("not a known language");
        }
        return Locale.forLanguageTag(tag);
    }

    /** A zone with rules of its own; a fixed offset would be wrong for half the year somewhere. */
    private static ZoneId zone(String id) {
        if (!ZoneId.getAvailableZoneIds().contains(id)) {
            throw new IllegalArgumentException("not a known zone");
        }
        return ZoneId.of(id);
    }

    private static String parameter(String name) {
        if (!PARAMETER.matcher(name).matches()) {
            throw new IllegalArgumentException("not a parameter name");
        }
        return name;
    }

    private static Placement placement(String name) {
        return switch (name) {
            case "query" -> Placement.QUERY;
            case "fragment" -> Placement.FRAGMENT;
            default -> throw new IllegalArgumentException("not a placement");
        };
    }

    private static boolean isWholeMinutes(Duration duration) {
        return duration.toSecondsPart() == 0 && duration.toNanosPart() == 0;
    }
}
