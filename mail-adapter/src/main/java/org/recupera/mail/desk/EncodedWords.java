package org.recupera.mail.desk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads RFC 2047 encoded words; Jakarta Mail's reader searches the class path for its decoders each time. */
final class EncodedWords {

    private static final Pattern WORD =
            Pattern.compile("=\\?(?<charset>[^?\\s]+)\\?(?<form>[BbQq])\\?(?<text>[^?\\s]*)\\?=");
    private static final Pattern BETWEEN = Pattern.compile("(?<=\\?=)\\s+(?==\\?)");
    private static final int FORM = 2;
    private static final int TEXT = 3;

    private EncodedWords() {}

    /**
     * A field's text as people see it.
     *
     * @throws IllegalArgumentException when a word is in a charset or form that is unknown
     */
    static String decoded(String field) {
        return WORD.matcher(BETWEEN.matcher(field).replaceAll(""))
                .replaceAll(word -> Matcher.quoteReplacement(decoded(word)));
    }

    private static String decoded(MatchResult word) {
        byte[] bytes = word.group(FORM).toUpperCase(Locale.ROOT).equals("B")
                ? Base64.getDecoder().decode(word.group(TEXT))
                : quoted(word.group(TEXT));
        return new String(bytes, Charset.forName(word.group(1)));
    }

    private static byte[] quoted(String text) {
        var bytes = new ByteArrayOutputStream();
        byte[] ascii = text.getBytes(US_ASCII);
        for (int i = 0; i < ascii.length; i++) {
            if (ascii[i] == '=') {
                bytes.write(Integer.parseInt(text.substring(i + 1, Math.min(i + 3, text.length())), 16));
                i += 2;
            } else {
                bytes.write(ascii[i] == '_' ? ' ' : ascii[i]);
            }
        }
        return bytes.toByteArray();
    }
}
