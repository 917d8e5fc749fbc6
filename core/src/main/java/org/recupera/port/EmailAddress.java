package org.recupera.port;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A plain internet mail address: {@code local@domain}, nothing around it.
 *
 * <p>Only what can be mailed without interpretation is accepted: an RFC 5321 dot-string of ASCII characters, an
 * at-sign, and a domain of at least two ASCII labels. Comments, quotes, groups, display names, source routes, domain
 * literals, encoded words, lists and every control character are refused, so that one address in means one recipient
 * out (CVE-2023-7028).
 *
 * @param value the address as it stands on file, byte for byte
 */
public record EmailAddress(String value) {

    /** The longest address, in characters (RFC 5321 section 4.5.3.1.3 less the angle brackets). */
    public static final int MAX_LENGTH = 254;

    private static final int MAX_LOCAL_LENGTH = 64;

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern FORM = Pattern.compile(
            "(?<local>" + ATOM + "(?:\\." + ATOM + ")*+)@(?<domain>" + LABEL + "(?:\\." + LABEL + ")++)");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException when {@code value} is not a plain address; the message does not repeat it
     */
    public EmailAddress {
        if (!isPlain(value)) {
            throw new IllegalArgumentException("not a plain e-mail address");
        }
    }

    /**
     * Reads an address from a directory or a form.
     *
     * @param text any text
     * @return the address, or nothing when the text is not a plain one
     */
    public static Optional<EmailAddress> parse(String text) {
        return isPlain(text) ? Optional.of(new EmailAddress(text)) : Optional.empty();
    }

    /**
     * The part behind the at-sign, in lower case.
     *
     * @return the domain
     */
    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isPlain(String text) {
        // Atoms may spell an RFC 2047 encoded word, and a mail server that decodes it finds another recipient in it.
        return text.length() <= MAX_LENGTH
                && text.indexOf('@') <= MAX_LOCAL_LENGTH
                && !text.contains("=?")
                && FORM.matcher(text).matches();
    }
}
