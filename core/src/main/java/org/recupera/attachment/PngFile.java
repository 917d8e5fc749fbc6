package org.recupera.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.recupera.port.AttachmentType;

/** Walks the chunks of a PNG (W3C PNG, third edition, 5 and 11.2) without inflating any. */
final class PngFile {

    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    /** Length, type and checksum. */
    private static final int FRAME = 12;

    private static final int HEADER_LENGTH = 13;

    /** What the pixels need; compressed texts and profiles in other chunks may inflate to any size. */
    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    /** Channels of each colour type, with the alpha that a tRNS chunk would add. */
    private static final Map<Integer, Integer> CHANNELS = Map.of(0, 2, 2, 4, 3, 1, 4, 2, 6, 4);

    private final ByteBuffer bytes;
    private final ByteArrayOutputStream bare = new ByteArrayOutputStream();
    private @Nullable Header header;
    private boolean hasPixels;

    private record Header(int width, int height, int depth, int colourType) {

        boolean isUsable() {
            return isSide(width) && isSide(height) && bytesPerPixel() > 0;
        }

        int bytesPerPixel() {
            return CHANNELS.getOrDefault(colourType, 0) * (depth > Byte.SIZE ? 2 : 1);
        }

        private static boolean isSide(int length) {
            return length > 0 && length <= Picture.LONGEST_SIDE;
        }
    }

    private PngFile(byte[] content) {
        this.bytes = ByteBuffer.wrap(content).position(SIGNATURE.length);
        bare.writeBytes(SIGNATURE);
    }

    /** The picture, or nothing when a part of it is missing or damaged. */
    static Optional<Picture> read(byte[] content) {
        return new PngFile(content).walk();
    }

    private Optional<Picture> walk() {
        while (bytes.remaining() >= FRAME) {
            int start = bytes.position();
            int length = bytes.getInt(start);
            if (length < 0 || length > bytes.remaining() - FRAME) {
                return Optional.empty();
            }
            String type = new String(bytes.array(), start + Integer.BYTES, Integer.BYTES, StandardCharsets.ISO_8859_1);
            if (NEEDED.contains(type) && !keep(type, start, length)) {
                return Optional.empty();
            }
            bytes.position(start + FRAME + length);
            if (type.equals("IEND")) {
                return picture();
            }
        }
        return Optional.empty();
    }

    /** Whether the chunk is sound, and where it belongs. */
    private boolean keep(String type, int start, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes.array(), start + Integer.BYTES, Integer.BYTES + length);
        if ((int) checksum.getValue() != bytes.getInt(start + FRAME - Integer.BYTES + length)) {
            return false;
        }
        boolean opens = type.equals("IHDR");
        if (opens == (header != null)) {
            return false;
        }
        if (opens) {
            header = header(start + 2 * Integer.BYTES, length);
        }
        hasPixels |= type.equals("IDAT");
        bare.write(bytes.array(), start, FRAME + length);
        return header != null && header.isUsable();
    }

    private @Nullable Header header(int at, int length) {
        return length != HEADER_LENGTH
                ? null
                : new Header(bytes.getInt(at), bytes.getInt(at + 4), bytes.get(at + 8), bytes.get(at + 9));
    }

    private Optional<Picture> picture() {
        Header found = header;
        if (found == null || !hasPixels) {
            return Optional.empty();
        }
        return Optional.of(new Picture(
                AttachmentType.PNG,
                found.width(),
                found.height(),
                found.bytesPerPixel(),
                Picture.UPRIGHT,
                bare.toByteArray(),
                bytes.hasRemaining()));
    }
}
