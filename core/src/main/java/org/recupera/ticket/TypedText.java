package org.recupera.ticket;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.recupera.port.EmailAddress;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.profile.FieldKind;

/**
 * Reads what somebody typed into a field.
 *
 * <p>Takes linear time: lengths, and how many marks one character may carry, are checked before anything is normalised
 * (OWASP ASVS 5.0, 1.3.3; UAX #15, section 13). Markup and template syntax are ordinary text here, and whoever prints it
 * escapes it.
 */
final class TypedText {

    static final String TOO_LONG = "case.field.too-long";
    static final String UNREADABLE = "case.field.unreadable";
    static final String LINE_BREAK = "case.field.line-break";
    static final String INVISIBLE = "case.field.invisible";
    static final String WRONG_FORM = "case.field.wrong-form.";

    /** The most marks in a row: the bound of stream-safe text. */
    private static final int MOST_MARKS = 30;

    private static final Pattern LINE_BREAKS = Pattern.compile("\\R");

    /** Soft hyphens and byte order marks. */
    private static final Pattern LEFT_BY_PASTING = Pattern.compile("[\u00AD\uFEFF]");

    private static final Pattern PHONE_SEPARATORS = Pattern.compile("[ .\\-()/]");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{7,15}");

    /** What came of it. */
    sealed interface Reading {}

    /** A text in NFC, perhaps an empty one. */
    record Read(String text) implements Reading {}

    /** The code of the message that says why not. */
    record Flawed(String code) implements Reading {}

    private TypedText() {}

    static Reading read(FieldKind kind, int maximumLength, String typed) {
        // Browsers send each line break, which counts as one character, as two.
        if (typed.length() > 2L * maximumLength) {
            return new Flawed(TOO_LONG);
        }
        boolean lines = kind == FieldKind.PARAGRAPH;
        String text = stripped(lines ? running(typed) : typed);
        if (text.isEmpty()) {
            return new Read("");
        }
        String flaw = flaw(lines ? text : typed, lines);
        if (!flaw.isEmpty()) {
            return new Flawed(flaw);
        }
        if (text.length() > maximumLength) {
            return new Flawed(TOO_LONG);
        }
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (composed.length() > maximumLength) {
            return new Flawed(TOO_LONG);
        }
        return fits(kind, composed) ? new Read(composed) : new Flawed(WRONG_FORM + kind.word());
    }

    /** What a word processor leaves unseen in a text says nothing; so it is no reason to have it typed again. */
    private static String running(String typed) {
        return LEFT_BY_PASTING
                .matcher(LINE_BREAKS.matcher(typed).replaceAll("\n"))
                .replaceAll("");
    }

    private static boolean fits(FieldKind kind, String text) {
        return switch (kind) {
            case NAME -> text.codePoints().anyMatch(Character::isLetter);
            case EMAIL -> EmailAddress.parse(text).isPresent();
            // People of the country read it, so one without its country will do.
            case PHONE ->
                PHONE.matcher(PHONE_SEPARATORS.matcher(text).replaceAll("")).matches();
            case DOCUMENT ->
                Identifier.read(IdentifierKind.NATIONAL_ID, text).identifier().isPresent();
            default -> true;
        };
    }

    /** The code of the first flaw, or an empty text. */
    private static String flaw(String text, boolean lines) {
        int marks = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            marks = isMark(c) ? marks + 1 : 0;
            if (isLineBreak(c) && !lines) {
                return LINE_BREAK;
            }
            if (isInvisible(c) && !(lines && isJoiner(c))) {
                return INVISIBLE;
            }
            if (marks > MOST_MARKS || (isUnreadable(c) && !(lines && (c == '\n' || c == '\t')))) {
                return UNREADABLE;
            }
        }
        return "";
    }

    private static boolean isLineBreak(int c) {
        return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /** Controls, halves of characters, and what Unicode never makes a character. */
    private static boolean isUnreadable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        };
    }

    /** Between the people of one emoji, and between letters of some scripts. */
    private static boolean isJoiner(int c) {
        return c == 0x200C || c == 0x200D;
    }

    /** Bidirectional controls, zero-width characters, tags, and letters that show nothing. */
    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT
                || c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || (c >= 0x180B && c <= 0x180F)
                || c == 0x3164
                || c == 0xFFA0;
    }

    private static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** No-break spaces too, which {@link String#strip} leaves. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
