package org.recupera.clamav;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recupera.port.AttachmentScanner.Verdict;

/**
 * What clamd said.
 *
 * @param text everything up to the closing zero byte; all that came, when there was none or it was not the last
 * @param whole whether the text ended with its zero byte and nothing followed
 * @param early whether it came before everything was sent
 */
record ClamdReply(String text, boolean whole, boolean early) {

    private static final String NOTHING_FOUND = "stream: OK";
    private static final String TOO_LARGE = "INSTREAM size limit exceeded. ERROR";
    private static final Pattern FOUND = Pattern.compile("stream: (?<signature>\\S{1,200}) FOUND");

    /** What clamd "finds" with {@code AlertExceedsMax} in a file at which it did not look to its end. */
    private static final String OVER_A_LIMIT = "Heuristics.Limits.Exceeded";

    /** The verdict; anything that is not word for word what clamd promises is none. */
    Verdict verdict() {
        Matcher found = FOUND.matcher(text);
        if (!whole) {
            return undecided(text.isEmpty() ? "the connection ended without a reply" : "an incomplete reply: " + text);
        }
        if (found.matches()) {
            String signature = found.group("signature");
            return signature.startsWith(OVER_A_LIMIT)
                    ? undecided("over a limit of its configuration: " + signature)
                    : new Verdict.Infected(signature);
        }
        if (text.equals(TOO_LARGE)) {
            return undecided("its StreamMaxLength is below maxBytes of this scanner");
        }
        if (text.equals(NOTHING_FOUND)) {
            return early ? undecided("a verdict before all was sent") : new Verdict.Clean();
        }
        return undecided("an unknown reply: " + text);
    }

    boolean is(String wanted) {
        return whole && text.equals(wanted);
    }

    private static Verdict undecided(String reason) {
        return new Verdict.Undecided("clamd: " + reason, null);
    }
}
