package org.recupera.profile;

import java.util.regex.Pattern;
import org.recupera.port.EmailAddress;

/**
 * Makes a name of somebody's own choosing safe to print in a mail (SECURITY.md R53).
 *
 * <p>Mail programs turn whatever looks like a web address into a link, in HTML parts too, and escaping does not stop
 * them. So the points, colons and slashes of such a name are set apart by zero-width spaces, which no address holds.
 * Names without them, and plain e-mail addresses, are printed as they are.
 */
final class PrintedName {

    private static final int MAX_CODE_POINTS = 80;
    private static final char ZERO_WIDTH_SPACE = '\u200B';

    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Cn}\\p{Co}\\s]+");
    private static final Pattern WEB_LIKE = Pattern.compile("[:/\\\\]|[.\u3002\uFF0E\uFF61]\\p{L}");
    private static final Pattern JOINT = Pattern.compile("[:/\\\\.\u3002\uFF0E\uFF61]");
    private static final Pattern PLAIN_LOCAL_PART = Pattern.compile("(?!(?i:www)\\.)[A-Za-z0-9._+-]+@.*");

    private PrintedName() {}

    /** One line of at most 80 characters, without a link. */
    static String of(String name) {
        String line = UNPRINTABLE.matcher(name).replaceAll(" ").strip();
        if (line.codePointCount(0, line.length()) > MAX_CODE_POINTS) {
            line = line.substring(0, line.offsetByCodePoints(0, MAX_CODE_POINTS - 1)) + '…';
        }
        if (!WEB_LIKE.matcher(line).find() || isPlainAddress(line)) {
            return line;
        }
        return JOINT.matcher(line).replaceAll(ZERO_WIDTH_SPACE + "$0" + ZERO_WIDTH_SPACE);
    }

    private static boolean isPlainAddress(String line) {
        return PLAIN_LOCAL_PART.matcher(line).matches()
                && EmailAddress.parse(line).isPresent();
    }
}
