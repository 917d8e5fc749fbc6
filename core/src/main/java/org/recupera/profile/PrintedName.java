package org.recupera.profile;

import java.util.regex.Pattern;
import org.recupera.port.EmailAddress;

/**
 * Makes a name of somebody's own choosing safe to print in a mail.
 *
 * <p>Escaping (OWASP ASVS 5.0, 1.2.1) is not enough. Mail programs turn whatever looks like a web address into a link, in HTML parts too, and escaping does not stop
 * them. So the points, colons and slashes of such a name are set apart by zero-width spaces, which no address holds.
 * Names without them, and plain e-mail addresses, are printed as they are.
 */
final class PrintedName {

    private static final int MAX_CODE_POINTS = 80;
    private static final char ZERO_WIDTH_SPACE = '\u200B';

    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Cn}\\p{Co}\\s]+");
    private static final Pattern WEB_LIKE = Pattern.compile("[:/\\\\]|[.\u3002\uFF0E\uFF61]\\p{L}");
    private static final Pattern WEB_ADDRESS = Pattern.compile("[:/\\\\]|(?i:\\bwww)[.\u3002\uFF0E\uFF61]");
    private static final Pattern JOINT = Pattern.compile("[:/\\\\.\u3002\uFF0E\uFF61]");
    private static final Pattern PLAIN_LOCAL_PART = Pattern.compile("(?!(?i:www)\\.)[A-Za-z0-9._+-]+@.*");

    private PrintedName() {}

    /** One line of at most 80 characters, without a link. */
    static String of(String name) {
        return withoutLink(oneLine(name), WEB_LIKE);
    }

    /**
     * As {@link #of}, but a name such as {@code maria.lopez} stays as it is.
     *
     * <p>People copy their username from the mail, and a sign-in page refuses zero-width spaces. The mail goes to the
     * account's own address, so a username that only has points in it misleads nobody else.
     */
    static String ofUsername(String name) {
        return withoutLink(oneLine(name), WEB_ADDRESS);
    }

    private static String oneLine(String name) {
        String line = UNPRINTABLE.matcher(name).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) > MAX_CODE_POINTS
                ? line.substring(0, line.offsetByCodePoints(0, MAX_CODE_POINTS - 1)) + '…'
                : line;
    }

    private static String withoutLink(String line, Pattern suspicious) {
        return !suspicious.matcher(line).find() || isPlainAddress(line)
                ? line
                : JOINT.matcher(line).replaceAll(ZERO_WIDTH_SPACE + "$0" + ZERO_WIDTH_SPACE);
    }

    private static boolean isPlainAddress(String line) {
        return PLAIN_LOCAL_PART.matcher(line).matches()
                && EmailAddress.parse(line).isPresent();
    }
}
