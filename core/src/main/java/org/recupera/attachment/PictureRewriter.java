package org.recupera.attachment;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.recupera.port.AttachmentType;

/**
 * Decodes pictures and writes them anew, so that nothing is left of a file but what it shows.
 *
 * <p>By the platform's own readers and writers, whatever plug-ins the portal has for ImageIO; in memory, without the
 * cache files that ImageIO likes to make.
 */
final class PictureRewriter {

    /** How well a JPEG is kept, from the first to the last try to make it small enough. */
    private static final List<Float> QUALITIES = List.of(0.9f, 0.75f, 0.5f);

    /** Of PNG, whose "quality" is how little time compression takes. */
    private static final List<Float> COMPRESSION = List.of(0.3f);

    private final DecodingMemory memory;
    private final int maxBytes;

    PictureRewriter(DecodingMemory memory, int maxBytes) {
        this.memory = memory;
        this.maxBytes = maxBytes;
    }

    /** What came of a picture. */
    sealed interface Result {

        @SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
        record Written(byte[] content) implements Result {}

        /** The platform cannot read it. */
        record Undecodable() implements Result {}

        /** Larger than a file may be, however it is written. */
        record Grown() implements Result {}
    }

    /** Rewrites a picture whose size was judged before. */
    Result rewrite(Picture picture) {
        String format = picture.type().name().toLowerCase(Locale.ROOT);
        ImageReader reader = platforms(ImageIO.getImageReadersByFormatName(format));
        ImageWriter writer = platforms(ImageIO.getImageWritersByFormatName(format));
        try {
            return memory.spend(
                    picture.memory(),
                    () -> decode(reader, picture)
                            .map(image -> write(writer, picture, image))
                            .orElseGet(Result.Undecodable::new));
        } finally {
            reader.dispose();
            writer.dispose();
        }
    }

    private static Optional<BufferedImage> decode(ImageReader reader, Picture picture) {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture.bare()))) {
            reader.setInput(input, true, true);
            if (reader.getWidth(0) != picture.width() || reader.getHeight(0) != picture.height()) {
                return Optional.empty();
            }
            BufferedImage image = reader.read(0);
            return Turn.upright(image, picture.orientation());
        } catch (IOException | RuntimeException undecodable) {
            // The platform's decoders meet damaged data with unchecked exceptions of many kinds.
            return Optional.empty();
        }
    }

    private Result write(ImageWriter writer, Picture picture, BufferedImage image) {
        for (float quality : picture.type() == AttachmentType.JPEG ? QUALITIES : COMPRESSION) {
            try (BoundedOutput output = new BoundedOutput(maxBytes)) {
                if (fits(writer, image, quality, output)) {
                    return new Result.Written(output.content());
                }
            } catch (IOException | RuntimeException unwritable) {
                return new Result.Undecodable();
            }
        }
        return new Result.Grown();
    }

    private static boolean fits(ImageWriter writer, BufferedImage image, float quality, BoundedOutput output)
            throws IOException {
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(quality);
        writer.setOutput(output);
        try {
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException | RuntimeException stopped) {
            if (!output.isExceeded()) {
                throw stopped;
            }
        }
        return !output.isExceeded();
    }

    private static <T> T platforms(Iterator<T> found) {
        while (found.hasNext()) {
            T one = found.next();
            if (one.getClass().getModule() == ImageIO.class.getModule()) {
                return one;
            }
        }
        throw new IllegalStateException("the Java platform reads and writes PNG and JPEG");
    }
}
