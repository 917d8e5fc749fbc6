package org.recupera.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.recupera.port.AttachmentType;
import org.recupera.profile.CaseNumbering.Order;

/** Reads what a profile says of support cases. */
final class SupportCaseReader {

    static final JsonPath STATUS_PATH = JsonPath.ROOT.key("supportCase").key("statusPath");

    private static final Pattern PREFIX = Pattern.compile("[0-9A-Z]{1,8}");
    private static final Map<String, Order> ORDERS = Map.of("random", Order.RANDOM, "sequential", Order.SEQUENTIAL);
    private static final Map<String, AttachmentType> TYPES =
            Map.of("png", AttachmentType.PNG, "jpeg", AttachmentType.JPEG, "pdf", AttachmentType.PDF);

    private static final Duration SHORTEST_PROMISE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PROMISE = Duration.ofDays(30);
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(30);
    private static final Duration LONGEST_RETENTION = Duration.ofDays(3_650);
    private static final Duration USUAL_RETENTION = Duration.ofDays(730);

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int MILLION = 1_000_000;

    private SupportCaseReader() {}

    static @Nullable SupportCaseSettings read(Section root, Problems problems) {
        if (!root.has("supportCase")) {
            return null;
        }
        try (Section section = root.section("supportCase")) {
            FormSettings form = FormReader.read(section.section("form"), problems);
            boolean hasAttachments = section.has("attachments");
            section.check(
                    "attachments",
                    "form",
                    !hasAttachments || form.isRefused() || form.files().isPresent(),
                    "says nothing where the form has no field of the kind files");
            boolean hasHours = section.has("hours");
            boolean hasPromise = section.has("promise");
            section.check(
                    "promise", "hours", hasHours || !hasPromise, "says nothing where there are no hours to count in");
            return new SupportCaseSettings(
                    numbers(section.section("numbers")),
                    form,
                    hasAttachments ? attachments(section.section("attachments")) : AttachmentSettings.standard(),
                    hasHours ? HoursReader.read(section.section("hours")) : null,
                    hasPromise ? section.duration("promise", SHORTEST_PROMISE, LONGEST_PROMISE) : null,
                    limits(section.section("limits")),
                    section.has("retention")
                            ? section.duration("retention", SHORTEST_RETENTION, LONGEST_RETENTION)
                            : USUAL_RETENTION,
                    section.parsed("statusPath", WebAddress::path, WebAddress.PATH, "/"));
        }
    }

    private static CaseNumbering numbers(Section section) {
        try (section) {
            return new CaseNumbering(
                    section.parsed("prefix", SupportCaseReader::prefix, "1 to 8 ASCII digits and capitals", "X"),
                    section.parsed(
                            "order", word -> UsernameReader.known(ORDERS, word), "random or sequential", Order.RANDOM));
        }
    }

    private static String prefix(String text) {
        if (!PREFIX.matcher(text).matches()) {
            throw new IllegalArgumentException("not a prefix");
        }
        return text;
    }

    private static AttachmentSettings attachments(Section section) {
        try (section) {
            List<AttachmentType> types = types(section);
            int maxFiles = section.integer("maxFiles", 1, 20);
            int maxBytes = section.integer("maxBytes", 64 * KIB, 25 * MIB);
            int maxBytesInAll = section.integer("maxBytesInAll", 64 * KIB, 100 * MIB);
            int maxPixels = section.integer("maxPixels", MILLION, 100 * MILLION);
            boolean reencode = section.flag("reencode");
            boolean whole = inWholeKib(section, "maxBytes", maxBytes);
            boolean wholeInAll = inWholeKib(section, "maxBytesInAll", maxBytesInAll);
            boolean enough = maxBytes <= maxBytesInAll;
            section.check("maxBytesInAll", "maxBytes", enough, "is less than maxBytes");
            return types.isEmpty() || !whole || !wholeInAll || !enough
                    ? AttachmentSettings.standard()
                    : new AttachmentSettings(types, maxFiles, maxBytes, maxBytesInAll, maxPixels, reencode);
        }
    }

    private static List<AttachmentType> types(Section section) {
        List<AttachmentType> types = new ArrayList<>();
        List<String> words = section.labels("types");
        section.check(
                "types",
                "types",
                !words.isEmpty() && words.stream().allMatch(word -> word.isEmpty() || TYPES.containsKey(word)),
                "one or more of png, jpeg and pdf are wanted here");
        words.stream().distinct().filter(TYPES::containsKey).map(TYPES::get).forEach(types::add);
        return types;
    }

    private static boolean inWholeKib(Section section, String key, int bytes) {
        boolean whole = bytes % KIB == 0;
        section.check(key, key, whole, "whole KiB, multiples of 1024, are wanted here");
        return whole;
    }

    private static CaseLimits limits(Section section) {
        try (section) {
            return new CaseLimits(
                    ProfileReader.allowance(section.section("client")),
                    ProfileReader.allowance(section.section("address")),
                    ProfileReader.allowance(section.section("status")));
        }
    }
}
