package org.recupera.attachment;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.recupera.port.AttachmentType;

/** Tells kinds of file apart, by their first bytes and by their extensions. */
final class ContentKind {

    private static final Map<String, AttachmentType> EXTENSIONS = Map.of(
            "png", AttachmentType.PNG,
            "jpg", AttachmentType.JPEG,
            "jpeg", AttachmentType.JPEG,
            "jpe", AttachmentType.JPEG,
            "jfif", AttachmentType.JPEG,
            "pdf", AttachmentType.PDF);

    private ContentKind() {}

    static Optional<AttachmentType> of(byte[] content) {
        if (begins(content, PngFile.SIGNATURE)) {
            return Optional.of(AttachmentType.PNG);
        }
        if (JpegFile.begins(content)) {
            return Optional.of(AttachmentType.JPEG);
        }
        return begins(content, PdfFile.HEADER) ? Optional.of(AttachmentType.PDF) : Optional.empty();
    }

    /** Whether an extension is that of some kind of file that a case may carry, be it not of this one. */
    static boolean isExtension(String extension) {
        return EXTENSIONS.containsKey(extension);
    }

    private static boolean begins(byte[] content, byte[] first) {
        return content.length >= first.length && Arrays.equals(content, 0, first.length, first, 0, first.length);
    }
}
