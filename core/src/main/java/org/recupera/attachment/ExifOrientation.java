package org.recupera.attachment;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** Finds out how a camera was held (CIPA DC-008 Exif, tag 274). */
final class ExifOrientation {

    private static final byte[] NAME = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final short LITTLE_ENDIAN = 0x4949;
    private static final short BIG_ENDIAN = 0x4D4D;
    private static final int TIFF = 42;
    private static final int HEADER = 8;
    private static final int ENTRY = 12;
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int MOST = 8;

    private ExifOrientation() {}

    /**
     * Reads an APP1 segment.
     *
     * @param segment what follows its length
     * @return 1 to 8, or nothing when the segment says nothing of it that makes sense
     */
    static OptionalInt of(ByteBuffer segment) {
        if (segment.remaining() < NAME.length + HEADER
                || !segment.slice(0, NAME.length).equals(ByteBuffer.wrap(NAME))) {
            return OptionalInt.empty();
        }
        ByteBuffer tiff = segment.slice(NAME.length, segment.remaining() - NAME.length);
        short order = tiff.getShort(0);
        if (order != LITTLE_ENDIAN && order != BIG_ENDIAN) {
            return OptionalInt.empty();
        }
        tiff.order(order == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        return tiff.getShort(2) == TIFF ? inDirectory(tiff, tiff.getInt(4)) : OptionalInt.empty();
    }

    private static OptionalInt inDirectory(ByteBuffer tiff, int directory) {
        if (directory < HEADER || directory > tiff.limit() - 2) {
            return OptionalInt.empty();
        }
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        int at = directory + 2;
        for (int i = 0; i < entries && at + ENTRY <= tiff.limit(); i++, at += ENTRY) {
            if (Short.toUnsignedInt(tiff.getShort(at)) == ORIENTATION) {
                int value = Short.toUnsignedInt(tiff.getShort(at + 8));
                boolean sound = tiff.getShort(at + 2) == SHORT && tiff.getInt(at + 4) == 1 && value >= 1;
                return sound && value <= MOST ? OptionalInt.of(value) : OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }
}
