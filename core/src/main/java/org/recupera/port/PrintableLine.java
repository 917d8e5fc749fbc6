package org.recupera.port;

import java.util.regex.Pattern;

/** What somebody else's program said, fit for a log. */
final class PrintableLine {

    private static final int LONGEST = 120;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

    private PrintableLine() {}

    static String of(String text) {
        String head = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return UNPRINTABLE.matcher(head).replaceAll("?");
    }
}
