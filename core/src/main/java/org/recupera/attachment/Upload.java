package org.recupera.attachment;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A file as it reaches the portal: a name that somebody else chose, and bytes that are still to be read.
 *
 * <p>Good for one {@link AttachmentGate#check}, which reads it once and closes what it opened, whatever happens.
 */
public final class Upload {

    /** Where the bytes come from, such as {@code part::getInputStream} of a Servlet part. */
    @FunctionalInterface
    public interface Content {

        /**
         * Opens the content; called once at most.
         *
         * @return the bytes
         * @throws IOException when they cannot be had, which counts as a flaw of the file
         */
        InputStream open() throws IOException;
    }

    private final String fileName;
    private final Content content;
    private final Closeable unread;
    private final AtomicBoolean used = new AtomicBoolean();

    private Upload(@Nullable String fileName, Content content, Closeable unread) {
        this.fileName = Objects.requireNonNullElse(fileName, "");
        this.content = content;
        this.unread = unread;
    }

    /**
     * A file whose content is opened when it is wanted, and not at all when there are too many.
     *
     * @param fileName the name that came with it, whatever it holds; {@code null} for none
     * @param content the bytes
     * @return the upload
     */
    public static Upload of(@Nullable String fileName, Content content) {
        return new Upload(fileName, content, () -> {});
    }

    /**
     * A file whose content is open already; it is closed even when nobody wants to read it.
     *
     * @param fileName the name that came with it, whatever it holds; {@code null} for none
     * @param content the bytes
     * @return the upload
     */
    public static Upload of(@Nullable String fileName, InputStream content) {
        return new Upload(fileName, () -> content, content);
    }

    String fileName() {
        return fileName;
    }

    /**
     * Reads as much as is wanted and closes the rest; how long the content says it is plays no part.
     *
     * @param most the number of bytes at which reading stops
     */
    byte[] read(int most) throws IOException {
        if (used.getAndSet(true)) {
            throw new IllegalStateException("an upload is read once");
        }
        try (InputStream bytes = content.open()) {
            return bytes.readNBytes(most);
        } catch (RuntimeException broken) {
            throw new IOException("the content is broken", broken);
        }
    }

    /**
     * Closes what was never read; does nothing when it was.
     *
     * <p>For whoever refuses a form without looking at its files. The gate does it by itself.
     */
    public void discard() {
        if (!used.getAndSet(true)) {
            try {
                unread.close();
            } catch (IOException | RuntimeException nothingLost) {
                // Nobody wanted a byte of it.
            }
        }
    }

    @Override
    public String toString() {
        return "Upload";
    }
}
