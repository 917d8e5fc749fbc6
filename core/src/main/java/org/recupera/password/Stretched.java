package org.recupera.password;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is left of a password that was only made to look long.
 *
 * <p>The steps are those of {@link PasswordFlaw#COMMON}.
 */
final class Stretched {

    /** What is taken away around the heart of a password: first signs, then digits as well. */
    private static final List<Pattern> PADDING =
            List.of(Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$"), Pattern.compile("^\\P{L}+|\\P{L}+$"));

    /** Shorter texts have little else than an end. */
    private static final int SHORTEST_WITH_ANOTHER_END = 8;

    private Stretched() {}

    /** The text itself and what is left of it, step by step, for as long as a step takes anything away. */
    static List<String> steps(String loose) {
        List<String> steps = new ArrayList<>(List.of(loose));
        String text = loose;
        String rest = shorter(text);
        while (rest.length() < text.length()) {
            steps.add(rest);
            text = rest;
            rest = shorter(text);
        }
        return steps;
    }

    private static String shorter(String text) {
        String unit = unit(text);
        return unit.length() < text.length() ? unit : withoutPadding(text);
    }

    /** What is written over and over, be there one other character at the end; the text itself when nothing is. */
    static String unit(String text) {
        String unit = repeatedUnit(text);
        if (unit.length() < text.length() || text.codePointCount(0, text.length()) < SHORTEST_WITH_ANOTHER_END) {
            return unit;
        }
        String tailed = repeatedUnit(text.substring(0, text.offsetByCodePoints(text.length(), -1)));
        return 2 * tailed.length() <= text.length() ? tailed : text;
    }

    /** The shortest beginning that gives the text when written over and over; the text itself when none does. */
    static String repeatedUnit(String text) {
        int period = 1;
        while (period < text.length() && !text.regionMatches(period, text, 0, text.length() - period)) {
            period++;
        }
        return text.substring(0, period);
    }

    /** The text with one kind of padding taken away; the text itself when it has none, or nothing else. */
    private static String withoutPadding(String text) {
        return PADDING.stream()
                .map(padding -> padding.matcher(text).replaceAll(""))
                .filter(rest -> !rest.isEmpty() && rest.length() < text.length())
                .findFirst()
                .orElse(text);
    }
}
