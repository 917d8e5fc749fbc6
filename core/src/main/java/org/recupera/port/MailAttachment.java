package org.recupera.port;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.regex.Pattern;

/**
 * A file that goes with a mail, under a name made by the library.
 *
 * <p>What a person called the file has no place here: names in headers are where mail programs disagree. The text form
 * shows the name alone. Immutable and safe to share between threads.
 */
public final class MailAttachment {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,60}\\.[a-z0-9]{1,8}");

    /** RFC 2046 allows no base64 for {@code multipart} and {@code message}. */
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("(?:application|audio|font|image|model|text|video)/[a-z0-9.+-]{1,60}");

    private final String name;
    private final String mediaType;
    private final byte[] content;

    private MailAttachment(String name, String mediaType, byte[] content) {
        this.name = name;
        this.mediaType = mediaType;
        this.content = content;
    }

    /**
     * Describes a file.
     *
     * @param name a generated one, such as {@code HC-2026-7Q4K9M2XJ-01.png}: ASCII letters, digits and hyphens, a dot,
     *     an extension
     * @param mediaType such as {@code image/png}, lower case and without parameters; no {@code multipart}, no
     *     {@code message}
     * @param content the bytes, which are copied; at most {@link OutgoingMail#MAX_ATTACHED}
     * @return the attachment
     * @throws IllegalArgumentException when one of them has another form
     */
    public static MailAttachment of(String name, String mediaType, byte[] content) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an attachment's name is ASCII letters, digits, - and an extension");
        }
        if (!MEDIA_TYPE.matcher(mediaType).matches()) {
            throw new IllegalArgumentException("not the media type of an attachment");
        }
        if (content.length > OutgoingMail.MAX_ATTACHED) {
            throw new IllegalArgumentException("an attachment is larger than a mail may be");
        }
        return new MailAttachment(name, mediaType, content.clone());
    }

    /**
     * What the file is called.
     *
     * @return the generated name
     */
    public String name() {
        return name;
    }

    /**
     * What the file is.
     *
     * @return the media type, without parameters
     */
    public String mediaType() {
        return mediaType;
    }

    /**
     * How large the file is.
     *
     * @return its bytes, before they are encoded
     */
    public int size() {
        return content.length;
    }

    /**
     * Reads the file.
     *
     * @return a stream over its bytes; need not be closed
     */
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }

    @Override
    public String toString() {
        return "MailAttachment[" + name + ']';
    }
}
