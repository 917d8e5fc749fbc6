package org.recupera.examples.portal.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain text cut into links and what lies between them, as mail programs show it. */
final class Linked {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

    private Linked() {}

    static List<Map<String, String>> pieces(String text) {
        List<Map<String, String>> pieces = new ArrayList<>();
        Matcher matcher = LINK.matcher(text);
        int end = 0;
        while (matcher.find()) {
            pieces.add(Map.of("text", text.substring(end, matcher.start())));
            pieces.add(Map.of("link", matcher.group()));
            end = matcher.end();
        }
        pieces.add(Map.of("text", text.substring(end)));
        return pieces;
    }
}
