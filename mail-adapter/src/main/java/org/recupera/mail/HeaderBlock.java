package org.recupera.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The header of a message or of a part of one; every field goes through here.
 *
 * <p>The last line of defence against text that grows into a header of its own (CWE-93, as in CVE-2025-7962; OWASP ASVS
 * 5.0 1.3.11): whatever holds a control character, a line or paragraph separator or ill-formed UTF-16 is refused before
 * it is encoded, because Jakarta Mail lets such text through and mail programs decode it again.
 */
final class HeaderBlock {

    /** RFC 2047 section 2: a line that holds an encoded word has at most 76 characters. */
    private static final int LINE = 76;

    /** Bytes in an encoded word, so that one fits behind every field name used here. */
    private static final int ENCODED_BYTES = 36;

    /** Behind one, Jakarta Mail and others take a folded line's end for a part of the text. */
    private static final String ESCAPE = "\\";

    private final StringBuilder lines = new StringBuilder();

    /** Adds a field of words that are ASCII as they stand; lines are folded between words only. */
    HeaderBlock field(String name, String... words) {
        return field(name, List.of(words));
    }

    /** Adds a field as {@link #field(String, String...)} does. */
    HeaderBlock field(String name, List<String> words) {
        checkName(name);
        lines.append(name).append(':');
        int column = name.length() + 1;
        boolean escaping = false;
        for (String word : words) {
            checkAscii(name, word);
            boolean fold = column + 1 + word.length() > LINE && column > name.length() + 1 && !escaping;
            lines.append(fold ? "\r\n " : " ").append(word);
            column = (fold ? 1 : column + 1) + word.length();
            escaping = word.endsWith(ESCAPE);
        }
        lines.append("\r\n");
        return this;
    }

    /** Adds a field of free text. */
    HeaderBlock text(String name, String text) {
        return field(name, words(name, text));
    }

    /** Adds a field with one mailbox; a name in which nothing is to be seen is none. */
    HeaderBlock mailbox(String name, String displayName, String address) {
        var words = new ArrayList<String>();
        if (!displayName.isBlank()) {
            words.addAll(phrase(name, displayName));
        }
        words.add(displayName.isBlank() ? address : '<' + address + '>');
        return field(name, words);
    }

    byte[] bytes() {
        return lines.toString().getBytes(US_ASCII);
    }

    private static List<String> words(String name, String text) {
        checkText(name, text);
        List<String> words = List.of(text.split(" ", -1));
        return text.isEmpty() || words.stream().allMatch(HeaderBlock::standsAsItIs) ? words : encodedWords(text);
    }

    private static List<String> phrase(String name, String text) {
        checkText(name, text);
        return isAscii(text) && !text.contains("=?") && text.length() < LINE
                ? List.of('"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                : encodedWords(text);
    }

    private static boolean standsAsItIs(String word) {
        return !word.isEmpty()
                && isAscii(word)
                && !word.contains("=?")
                && !word.endsWith(ESCAPE)
                && word.length() < LINE;
    }

    /** RFC 2047 with UTF-8 and B, cut between characters; Jakarta Mail's encoder leaves ASCII that looks encoded. */
    private static List<String> encodedWords(String text) {
        var words = new ArrayList<String>();
        var chunk = new StringBuilder();
        text.codePoints().mapToObj(Character::toString).forEach(character -> {
            if ((chunk + character).getBytes(UTF_8).length > ENCODED_BYTES) {
                words.add(encodedWord(chunk));
                chunk.setLength(0);
            }
            chunk.append(character);
        });
        words.add(encodedWord(chunk));
        return words;
    }

    private static String encodedWord(CharSequence text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.toString().getBytes(UTF_8)) + "?=";
    }

    private static void checkName(String name) {
        if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ':')) {
            throw new IllegalArgumentException("a header's name is malformed");
        }
    }

    private static void checkText(String name, String text) {
        boolean clean = text.codePoints().allMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            default -> true;
        });
        if (!clean) {
            throw new IllegalArgumentException(name + " holds a control character or ill-formed text");
        }
    }

    private static void checkAscii(String name, String word) {
        if (!isAscii(word)) {
            throw new IllegalArgumentException(name + " holds a control character or is not ASCII");
        }
    }

    private static boolean isAscii(String word) {
        return word.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }
}
