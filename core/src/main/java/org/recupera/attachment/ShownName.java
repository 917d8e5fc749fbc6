package org.recupera.attachment;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name that a file came with, made fit to be shown and kept as data (OWASP File Upload; ASVS 5.0, 5.3.2).
 *
 * <p>What follows the last slash of either kind, in NFKC, which knows wide slashes too; letters, marks, digits, spaces
 * and a few signs, everything else but what is invisible shown as {@code _}; no points or spaces at its ends; not the
 * name of a device, which Windows finds before the first point; at most {@value #LONGEST} characters and
 * {@value #MOST_BYTES} bytes of UTF-8, cut before the extension. Of such a name, this makes the same again.
 */
record ShownName(String value) {

    static final int LONGEST = 120;
    static final int MOST_BYTES = 255;

    /** The last of what is looked at, in UTF-16 code units: normalising takes its time with long runs of marks. */
    private static final int LONGEST_GIVEN = 1_000;

    private static final int LONGEST_KEPT_EXTENSION = 16;

    private static final Pattern UP_TO_SLASH = Pattern.compile("(?s).*[/\\\\]");
    /** They part words, and would not if they were dropped with what is invisible. */
    private static final Pattern LINE_ENDS = Pattern.compile("[\\t\\n\\x0B\\f\\r\\x{85}\\x{2028}\\x{2029}]");

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}"
            + "\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFE00-\uFE0F\uFFA0\\x{E0100}-\\x{E01EF}]+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{M}\\p{N} ._()+,#-]");
    private static final Pattern ENDS = Pattern.compile("^[. ]+|[. ]+$");
    private static final Pattern DEVICE = Pattern.compile(
            "(?:CON|PRN|AUX|NUL|CONIN_|CONOUT_|(?:COM|LPT)[0-9]) *(?:\\..*)?", Pattern.CASE_INSENSITIVE);

    /** Letters and digits after the last point, unless they are only a number as in {@code v1.2}. */
    private static final Pattern EXTENSION = Pattern.compile(".+\\.(?<extension>(?=\\p{N}*[\\p{L}_])[\\p{L}\\p{N}_]+)");

    /**
     * Makes a name.
     *
     * @param position which of the uploads it is, for a file without a usable name
     */
    static ShownName of(String given, int position) {
        String last = given.substring(Math.max(0, given.length() - LONGEST_GIVEN));
        String segment = UP_TO_SLASH
                .matcher(Normalizer.normalize(last, Normalizer.Form.NFKC))
                .replaceFirst("");
        String seen =
                INVISIBLE.matcher(LINE_ENDS.matcher(segment).replaceAll(" ")).replaceAll("");
        // Composed once more: what was dropped may have stood between a letter and its accent.
        String composed = Normalizer.normalize(BLANKS.matcher(seen).replaceAll(" "), Normalizer.Form.NFC);
        String name = bounded(trimmed(UNSAFE.matcher(composed).replaceAll("_")));
        String harmless = DEVICE.matcher(name).matches() ? bounded("_" + name) : name;
        return new ShownName(harmless.isEmpty() ? "documento-" + position : harmless);
    }

    /** In lower case, without its point. */
    Optional<String> extension() {
        return extensionOf(value).map(extension -> extension.toLowerCase(Locale.ROOT));
    }

    private static String trimmed(String name) {
        return ENDS.matcher(name).replaceAll("");
    }

    private static Optional<String> extensionOf(String name) {
        Matcher found = EXTENSION.matcher(name);
        return found.matches() ? Optional.of(found.group("extension")) : Optional.empty();
    }

    private static String bounded(String name) {
        String tail = extensionOf(name)
                .filter(extension -> extension.length() <= LONGEST_KEPT_EXTENSION)
                .map(extension -> "." + extension)
                .orElse("");
        String head = name.substring(0, name.length() - tail.length());
        String shorter = head;
        while (!fits(shorter + tail)) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
        }
        return shorter.equals(head) ? name : trimmed(shorter) + tail;
    }

    private static boolean fits(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST
                && name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }
}
