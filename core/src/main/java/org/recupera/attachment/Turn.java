package org.recupera.attachment;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.WritableRaster;
import java.util.Optional;

/**
 * Turns a decoded JPEG the way it was meant to be seen.
 *
 * <p>On its bytes and without AWT's graphics, which look for a screen.
 */
final class Turn {

    private final BufferedImage source;
    private final byte[] from;
    private final int channels;
    private final int orientation;

    private Turn(BufferedImage source, byte[] from, int orientation) {
        this.source = source;
        this.from = from;
        this.channels = source.getRaster().getNumBands();
        this.orientation = orientation;
    }

    /**
     * Turns a picture.
     *
     * @param orientation as EXIF counts: 1 to 8
     * @return the picture upright, or nothing when its pixels do not lie in memory as those of a JPEG do
     */
    static Optional<BufferedImage> upright(BufferedImage image, int orientation) {
        if (orientation == Picture.UPRIGHT) {
            return Optional.of(image);
        }
        DataBuffer buffer = image.getRaster().getDataBuffer();
        int size = image.getWidth() * image.getHeight() * image.getRaster().getNumBands();
        return buffer instanceof DataBufferByte bytes && bytes.getSize() == size
                ? Optional.of(new Turn(image, bytes.getData(), orientation).turned())
                : Optional.empty();
    }

    private BufferedImage turned() {
        boolean lies = orientation >= 5;
        int width = lies ? source.getHeight() : source.getWidth();
        int height = lies ? source.getWidth() : source.getHeight();
        WritableRaster raster = source.getRaster().createCompatibleWritableRaster(width, height);
        byte[] to = ((DataBufferByte) raster.getDataBuffer()).getData();
        for (int y = 0; y < source.getHeight(); y++) {
            for (int x = 0; x < source.getWidth(); x++) {
                int column = isMirrored() ? width - 1 - (lies ? y : x) : (lies ? y : x);
                int row = isUpsideDown() ? height - 1 - (lies ? x : y) : (lies ? x : y);
                int at = (row * width + column) * channels;
                System.arraycopy(from, (y * source.getWidth() + x) * channels, to, at, channels);
            }
        }
        return new BufferedImage(source.getColorModel(), raster, false, null);
    }

    private boolean isMirrored() {
        return orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    }

    private boolean isUpsideDown() {
        return orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    }
}
