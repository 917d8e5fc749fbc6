package org.recupera.attachment;

import org.recupera.port.AttachmentType;

/**
 * What the bytes of a picture say of it, before anything is decoded.
 *
 * @param type PNG or JPEG
 * @param bytesPerPixel what a pixel takes in memory at most, once decoded
 * @param orientation how the picture is turned, as EXIF counts: 1 to 8, 1 for upright
 * @param bare what a decoder needs of it: no metadata, colour profiles or thumbnails, and nothing behind its end
 * @param followed whether something follows the end of the picture
 */
@SuppressWarnings("ArrayRecordComponent") // read by one decoder, never compared
record Picture(
        AttachmentType type, int width, int height, int bytesPerPixel, int orientation, byte[] bare, boolean followed) {

    static final int UPRIGHT = 1;

    /** The most that any picture takes: four channels of sixteen bits. */
    static final int MOST_BYTES_PER_PIXEL = 8;

    /** As JPEG has it; longer rows would need memory of their own while they are decoded. */
    static final int LONGEST_SIDE = 65_535;

    long pixels() {
        return (long) width * height;
    }

    /** What decoding and turning it takes. */
    long memory() {
        return pixels() * bytesPerPixel * (orientation == UPRIGHT ? 1 : 2);
    }
}
