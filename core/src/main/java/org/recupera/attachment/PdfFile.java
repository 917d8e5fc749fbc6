package org.recupera.attachment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks at both ends of a PDF, between which other formats are hidden.
 *
 * <p>Stricter than readers, which search for the header in the first kilobyte and for the end in the last: the header
 * is at the very beginning, and nothing but PDF's white space (ISO 32000-1, 7.2.2) follows the last end mark. Nor is
 * there a ZIP's end record within the reach of those who read a ZIP from behind: its comment could hold a PDF's end.
 */
final class PdfFile {

    /** What the ends of a file tell. */
    enum Form {
        SOUND,
        DAMAGED,
        EXTRA_CONTENT
    }

    static final byte[] HEADER = ascii("%PDF-");

    private static final byte[] END = ascii("%%EOF");
    private static final byte[] ZIP_END = ascii("PK\5\6");
    private static final String WHITE_SPACE = "\0\t\n\f\r ";

    /** A ZIP's end record with the longest comment that it can have. */
    private static final int ZIP_REACH = 22 + 65_535;

    private PdfFile() {}

    static Form form(byte[] content) {
        int end = lastIndexOf(END, content, 0);
        if (end < 0) {
            return Form.DAMAGED;
        }
        for (int at = end + END.length; at < content.length; at++) {
            if (WHITE_SPACE.indexOf(content[at]) < 0) {
                return Form.EXTRA_CONTENT;
            }
        }
        return lastIndexOf(ZIP_END, content, content.length - ZIP_REACH) < 0 ? Form.SOUND : Form.EXTRA_CONTENT;
    }

    private static int lastIndexOf(byte[] wanted, byte[] content, int from) {
        for (int at = content.length - wanted.length; at >= Math.max(0, from); at--) {
            if (Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
