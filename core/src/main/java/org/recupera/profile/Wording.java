package org.recupera.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One text with named parameters, such as {@code Espere {minutes} minuto(s)}.
 *
 * <p>Parameters are put in once and never looked at again, so a parameter that reads like a placeholder stays text.
 */
final class Wording {

    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z][A-Za-z0-9]*)}");

    /** Literal text and parameter names in turn, beginning and ending with text. */
    private final List<String> pieces;

    private Wording(List<String> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /** @throws IllegalArgumentException when a brace belongs to no parameter */
    static Wording parse(String text) {
        List<String> pieces = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(text);
        int end = 0;
        while (parameter.find()) {
            pieces.add(literal(text.substring(end, parameter.start())));
            pieces.add(parameter.group(1));
            end = parameter.end();
        }
        pieces.add(literal(text.substring(end)));
        return new Wording(pieces);
    }

    Set<String> parameters() {
        Set<String> names = new TreeSet<>();
        for (int i = 1; i < pieces.size(); i += 2) {
            names.add(pieces.get(i));
        }
        return names;
    }

    /** @throws IllegalArgumentException when a parameter is not given */
    String with(Map<String, String> parameters) {
        StringBuilder text = new StringBuilder(pieces.get(0));
        for (int i = 1; i < pieces.size(); i += 2) {
            String value = parameters.get(pieces.get(i));
            if (value == null) {
                throw new IllegalArgumentException("the parameter " + pieces.get(i) + " is missing");
            }
            text.append(value).append(pieces.get(i + 1));
        }
        return text.toString();
    }

    private static String literal(String text) {
        if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            throw new IllegalArgumentException("a brace that belongs to no parameter");
        }
        return text;
    }
}
