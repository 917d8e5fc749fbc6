package org.recupera.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object of a profile, read strictly: each key by its own type, and no key that nobody asked for.
 *
 * <p>A flaw is noted and reading goes on with a stand-in, so that all flaws are told at once. Stand-ins never get into
 * a profile: whoever reads throws at the end when anything was noted. Closing notes the keys that nobody asked for.
 */
final class Section implements AutoCloseable {

    private static final int MAX_LABEL = 100;
    private static final int MAX_TEXT = 1_000;

    private final JsonNode node;
    private final JsonPath path;
    private final Problems problems;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> flawed = new HashSet<>();

    /** Takes a {@link MissingNode} for an object whose absence was noted already. */
    Section(JsonNode node, JsonPath path, Problems problems) {
        this.path = path;
        this.problems = problems;
        this.node = node.isObject() ? node : MissingNode.getInstance();
        if (!node.isObject() && !node.isMissingNode()) {
            problems.add(path, "an object is wanted here");
        }
    }

    boolean has(String key) {
        known.add(key);
        return node.has(key);
    }

    /** The keys that are there, in the order of the file. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    void refuse(String key, String what) {
        flawed.add(key);
        problems.add(path.key(key), what);
    }

    /** Refuses a key for how it goes with another one, unless one of the two, or all of this, was refused for itself. */
    void check(String key, String other, boolean holds, String what) {
        if (!holds && !node.isMissingNode() && !flawed.contains(key) && !flawed.contains(other)) {
            refuse(key, what);
        }
    }

    Section section(String key) {
        JsonNode value = required(key);
        if (!value.isObject()) {
            flawed.add(key);
        }
        return new Section(value, path.key(key), problems);
    }

    /** The objects of an object whose keys are free, in the order of the file. */
    Map<String, Section> sections() {
        Map<String, Section> sections = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(key -> sections.put(key, section(key)));
        return sections;
    }

    /** The texts of an object whose keys are free, in the order of the file. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(key -> texts.put(key, text(key)));
        return texts;
    }

    /** The objects of a list; none when the list is left out. */
    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        JsonNode list = list(key);
        for (int i = 0; i < list.size(); i++) {
            sections.add(new Section(list.get(i), path.key(key).item(i), problems));
        }
        return sections;
    }

    /** The short texts of a list, each once; none when the list is left out. */
    List<String> labels(String key) {
        List<String> texts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        JsonNode list = list(key);
        for (int i = 0; i < list.size(); i++) {
            String text = text(list.get(i), path.key(key).item(i), MAX_LABEL);
            if (!text.isEmpty() && !seen.add(text)) {
                problems.add(path.key(key).item(i), "stands twice in this list");
            }
            texts.add(text);
        }
        return texts;
    }

    String text(String key) {
        return text(key, MAX_TEXT);
    }

    /** A text that is short enough for a header or a heading. */
    String label(String key) {
        return text(key, MAX_LABEL);
    }

    @Nullable
    String textIfGiven(String key) {
        return has(key) ? text(key) : null;
    }

    <T> T parsed(String key, Function<String, T> parser, String wanted, T standIn) {
        String text = text(key);
        try {
            return text.isEmpty() ? standIn : parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            refuse(key, wanted + " is wanted here");
            return standIn;
        }
    }

    /** Like {@link #parsed}, but the key may be left out. */
    <T> @Nullable T parsedIfGiven(String key, Function<String, T> parser, String wanted, T standIn) {
        return has(key) ? parsed(key, parser, wanted, standIn) : null;
    }

    int integer(String key, int least, int most) {
        JsonNode number = required(key);
        if (number.isInt() && number.intValue() >= least && number.intValue() <= most) {
            return number.intValue();
        }
        if (!number.isMissingNode()) {
            refuse(key, "a whole number from " + least + " to " + most + " is wanted here");
        }
        return least;
    }

    boolean flag(String key) {
        required(key);
        return flagIfGiven(key);
    }

    /** False when it is left out. */
    boolean flagIfGiven(String key) {
        boolean given = has(key);
        if (given && !node.path(key).isBoolean()) {
            refuse(key, "true or false is wanted here");
        }
        return given && node.path(key).asBoolean(false);
    }

    Duration duration(String key, Duration least, Duration most) {
        return parsed(
                key,
                text -> {
                    Duration duration = Duration.parse(text);
                    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
                        throw new IllegalArgumentException("out of bounds");
                    }
                    return duration;
                },
                "an ISO 8601 duration from " + least + " to " + most,
                least);
    }

    @Override
    public void close() {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                refuse(key, "unknown; the keys here are " + String.join(", ", known));
            }
        });
    }

    private JsonNode required(String key) {
        if (!has(key) && !node.isMissingNode()) {
            refuse(key, "is missing");
        }
        return node.path(key);
    }

    private JsonNode list(String key) {
        JsonNode list = has(key) ? node.path(key) : MissingNode.getInstance();
        if (!list.isArray() && !list.isMissingNode()) {
            refuse(key, "a list is wanted here");
        }
        return list.isArray() ? list : MissingNode.getInstance();
    }

    private String text(String key, int longest) {
        String text = text(required(key), path.key(key), longest);
        if (text.isEmpty()) {
            flawed.add(key);
        }
        return text;
    }

    /** The text at a place, or an empty one when what stands there was refused. */
    private String text(JsonNode value, JsonPath place, int longest) {
        if (value.isMissingNode()) {
            return "";
        }
        String text = value.isTextual() ? value.textValue() : "";
        if (text.isBlank() || text.length() > longest || !text.codePoints().allMatch(Section::isPrintable)) {
            problems.add(place, "a text of 1 to " + longest + " printable characters is wanted here");
            return "";
        }
        return text;
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
