package org.recupera.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.port.AttachmentType;

/** Walks the segments of a JPEG (ITU-T T.81, annex B) without decoding any. */
final class JpegFile {

    private static final int PREFIX = 0xFF;
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_RESTART = 0xD7;
    private static final int SCAN = 0xDA;
    private static final int FIRST_FRAME = 0xC0;
    private static final int LAST_DECODABLE_FRAME = 0xC2;
    private static final int LAST_FRAME = 0xCF;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int RESERVED = 0xC8;
    private static final int ARITHMETIC_CODING = 0xCC;
    private static final int JFIF = 0xE0;
    private static final int EXIF = 0xE1;
    private static final int ADOBE = 0xEE;
    private static final int LAST_APPLICATION = 0xEF;
    private static final int COMMENT = 0xFE;

    private static final int GREY = 1;

    /** Four channels are for print, and some platforms decode them and others do not. */
    private static final int COLOUR = 3;

    /** A progressive picture has about ten; each costs as much as decoding the whole. */
    private static final int MOST_SCANS = 100;

    /** All scans behind the first together: of the largest picture that settings allow, five or more. */
    private static final long MOST_SCANNED_PIXELS = 500_000_000;

    private final ByteBuffer bytes;
    private final ByteArrayOutputStream bare = new ByteArrayOutputStream();
    private @Nullable Frame frame;
    private int orientation = Picture.UPRIGHT;
    private int scans;

    private record Frame(int precision, int height, int width, int channels) {

        boolean isUsable() {
            return precision == Byte.SIZE && height > 0 && width > 0 && (channels == GREY || channels == COLOUR);
        }
    }

    private JpegFile(byte[] content) {
        this.bytes = ByteBuffer.wrap(content);
    }

    static boolean begins(byte[] content) {
        return content.length > 2
                && Byte.toUnsignedInt(content[0]) == PREFIX
                && Byte.toUnsignedInt(content[1]) == START
                && Byte.toUnsignedInt(content[2]) == PREFIX;
    }

    /** The picture, or nothing when a part of it is missing, damaged, or of a kind that is not for the Web. */
    static Optional<Picture> read(byte[] content) {
        return new JpegFile(content).walk();
    }

    private Optional<Picture> walk() {
        keep(0, 2);
        int at = 2;
        while (at + 1 < bytes.limit() && unsigned(at) == PREFIX) {
            int marker = unsigned(at + 1);
            if (marker == PREFIX) {
                at++; // A fill byte.
            } else if (marker == END) {
                keep(at, at + 2);
                return picture(at + 2);
            } else {
                at = segment(marker, at);
                if (at < 0) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** Where the next marker is, or -1 when this segment is not as it should be. */
    private int segment(int marker, int start) {
        int body = start + 4;
        if (marker < FIRST_FRAME || (marker >= FIRST_RESTART && marker <= START) || body > bytes.limit()) {
            return -1;
        }
        int end = start + 2 + Short.toUnsignedInt(bytes.getShort(start + 2));
        if (end < body || end > bytes.limit()) {
            return -1;
        }
        if (isFrame(marker) && !isOnlyFrame(marker, body, end)) {
            return -1;
        }
        if (marker == EXIF) {
            orientation = ExifOrientation.of(bytes.slice(body, end - body)).orElse(orientation);
        }
        if (marker == SCAN) {
            end = endOfScan(end);
            scans++;
        }
        if (isNeeded(marker)) {
            keep(start, end);
        }
        return isTooMuchWork() ? -1 : end;
    }

    private boolean isOnlyFrame(int marker, int body, int end) {
        if (marker > LAST_DECODABLE_FRAME || frame != null || end - body < 6) {
            return false;
        }
        frame = new Frame(
                unsigned(body),
                Short.toUnsignedInt(bytes.getShort(body + 1)),
                Short.toUnsignedInt(bytes.getShort(body + 3)),
                unsigned(body + 5));
        return frame.isUsable();
    }

    /** Behind the compressed data, in which a prefix comes before zero, a restart or another prefix only. */
    private int endOfScan(int from) {
        int at = from;
        while (at + 1 < bytes.limit() && !(unsigned(at) == PREFIX && endsScan(unsigned(at + 1)))) {
            at++;
        }
        return at;
    }

    private static boolean endsScan(int marker) {
        return marker != 0 && marker != PREFIX && !(marker >= FIRST_RESTART && marker <= LAST_RESTART);
    }

    private static boolean isFrame(int marker) {
        return marker >= FIRST_FRAME
                && marker <= LAST_FRAME
                && marker != HUFFMAN_TABLES
                && marker != RESERVED
                && marker != ARITHMETIC_CODING;
    }

    /** JFIF and Adobe say how colours are meant; all else that an application adds is metadata. */
    private static boolean isNeeded(int marker) {
        boolean added = (marker >= JFIF && marker <= LAST_APPLICATION) || marker == COMMENT;
        return !added || marker == JFIF || marker == ADOBE;
    }

    private Optional<Picture> picture(int end) {
        Frame found = frame;
        if (found == null || scans == 0) {
            return Optional.empty();
        }
        return Optional.of(new Picture(
                AttachmentType.JPEG,
                found.width(),
                found.height(),
                found.channels(),
                orientation,
                bare.toByteArray(),
                end < bytes.limit()));
    }

    private void keep(int from, int to) {
        bare.write(bytes.array(), from, to - from);
    }

    private int unsigned(int at) {
        return Byte.toUnsignedInt(bytes.get(at));
    }

    private boolean isTooMuchWork() {
        Frame found = frame;
        long pixels = found == null ? 0 : (long) found.width() * found.height();
        return scans > MOST_SCANS || (scans - 1) * pixels > MOST_SCANNED_PIXELS;
    }
}
