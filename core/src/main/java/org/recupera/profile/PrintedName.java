package org.recupera.profile;

import java.util.regex.Pattern;
import org.recupera.port.EmailAddress;
import org.recupera.port.Identifier;

/**
 * Makes a name of somebody's own choosing safe to print in a mail.
 *
 * <p>Escaping (OWASP ASVS 5.0, 1.2.1) is not enough. Mail programs turn whatever looks like a web address into a link, in HTML parts too, and escaping does not stop
 * them. So the points, colons and slashes of such a name are set apart by zero-width spaces, which no address holds.
 * Names without them, and plain e-mail addresses, are printed as they are.
 */
final class PrintedName {

    /** In code points. */
    private static final int LONGEST_NAME = 80;

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
        return withoutLink(oneLine(name, LONGEST_NAME), WEB_LIKE);
    }

    /**
     * As {@link #of}, but whole, and a username such as {@code maria.lopez} stays as it is.
     *
     * <p>People copy their username and their address from the mail: a sign-in page refuses zero-width spaces, and half
     * a name helps nobody. The mail goes to the account's own address, so one that only has points in it misleads nobody
     * else.
     */
    static String ofIdentifier(String identifier) {
        return withoutLink(oneLine(identifier, Identifier.MAX_LENGTH), WEB_ADDRESS);
    }

    private static String oneLine(String name, int longest) {
        String line = UNPRINTABLE.matcher(name).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) > longest
                ? line.substring(0, line.offsetByCodePoints(0, longest - 1)) + '…'
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
