package org.recupera.attachment;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.recupera.port.AttachmentType;

/**
 * A file that passed the gate. Immutable.
 *
 * <p>Store and send it under {@link AttachmentType#fileName}; what it was called is data to show.
 */
public final class CheckedFile {

    private final String shownName;
    private final AttachmentType type;
    private final byte[] content;
    private final String sha256;
    private final String uploadedSha256;

    private CheckedFile(String shownName, AttachmentType type, byte[] content, byte[] uploaded) {
        this.shownName = shownName;
        this.type = type;
        this.content = content;
        this.sha256 = digest(content);
        this.uploadedSha256 = content == uploaded ? sha256 : digest(uploaded);
    }

    /** Keeps the array of the content, which nobody else may hold on to. */
    static CheckedFile of(ShownName name, AttachmentType type, byte[] content, byte[] uploaded) {
        return new CheckedFile(name.value(), type, content, uploaded);
    }

    static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * What the person called the file.
     *
     * @return one line of 1 to 120 characters and at most 255 bytes of UTF-8: letters, marks, digits, spaces and
     *     {@code . _ - ( ) + , #}; its extension may be another than that of {@link #type}
     */
    public String shownName() {
        return shownName;
    }

    /**
     * What the content is.
     *
     * @return the type
     */
    public AttachmentType type() {
        return type;
    }

    /**
     * How long the content is.
     *
     * @return its size in bytes
     */
    public int size() {
        return content.length;
    }

    /**
     * The digest of the content.
     *
     * @return SHA-256 in 64 lower-case hexadecimal digits
     */
    public String sha256() {
        return sha256;
    }

    /**
     * The digest of what was uploaded, which is the same wherever and however pictures are written anew.
     *
     * @return SHA-256 in 64 lower-case hexadecimal digits
     */
    public String uploadedSha256() {
        return uploadedSha256;
    }

    /**
     * The content.
     *
     * @return a copy
     */
    public byte[] content() {
        return content.clone();
    }

    /**
     * The content as a stream, without a copy.
     *
     * @return a new stream from its beginning, which needs no closing
     */
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }

    @Override
    public String toString() {
        return "CheckedFile[" + type + ' ' + content.length + " bytes]";
    }
}
