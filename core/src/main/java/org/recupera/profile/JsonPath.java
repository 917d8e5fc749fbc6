package org.recupera.profile;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.regex.Pattern;

/**
 * A place in a JSON file, as people write it: {@code $.messages.es["link.used"]}.
 *
 * @param text the whole path
 */
record JsonPath(String text) {

    static final JsonPath ROOT = new JsonPath("$");

    private static final Pattern BARE = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$-]{0,63}");
    private static final Pattern QUOTABLE = Pattern.compile("[\\p{L}\\p{N} ._$:/-]{0,100}");

    static JsonPath of(JsonPointer pointer) {
        JsonPath path = ROOT;
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            path = rest.mayMatchElement() ? path.item(rest.getMatchingIndex()) : path.key(rest.getMatchingProperty());
        }
        return path;
    }

    /** A key that could break the line or hide in it is not repeated. */
    JsonPath key(String key) {
        if (BARE.matcher(key).matches()) {
            return new JsonPath(text + '.' + key);
        }
        return new JsonPath(text + (QUOTABLE.matcher(key).matches() ? "[\"" + key + "\"]" : "[\"?\"]"));
    }

    JsonPath item(int index) {
        return new JsonPath(text + '[' + index + ']');
    }

    @Override
    public String toString() {
        return text;
    }
}
