package org.recupera.port;

import java.util.Locale;
import java.util.regex.Pattern;

/** The kinds of file that a case may carry. */
public enum AttachmentType {

    /** A picture in the Portable Network Graphics format (W3C PNG, third edition). */
    PNG("image/png", "png"),

    /** A picture in the JPEG format (ITU-T T.81). */
    JPEG("image/jpeg", "jpg"),

    /** A document in the Portable Document Format (ISO 32000). */
    PDF("application/pdf", "pdf");

    private static final Pattern CASE_NUMBER = Pattern.compile("[0-9A-Z-]{1,40}");
    private static final int LAST_POSITION = 99;

    private final String mediaType;
    private final String extension;

    AttachmentType(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /**
     * What the file is declared as in mails and answers.
     *
     * @return such as {@code image/png}
     */
    public String mediaType() {
        return mediaType;
    }

    /**
     * What its generated name ends in.
     *
     * @return such as {@code png}, without a dot
     */
    public String extension() {
        return extension;
    }

    /**
     * The generated name under which a file is stored and sent (OWASP ASVS 5.0, 5.3.2).
     *
     * <p>Made of the case's number and the file's place in it, so that nothing of it comes from outside.
     *
     * @param caseNumber the number of the case; 1 to 40 ASCII digits, capitals and hyphens
     * @param position which file of the case; 1 to 99
     * @return such as {@code HC-2026-7Q4K9M2XJ-01.png}
     * @throws IllegalArgumentException when the number has another form or there is no such position
     */
    public String fileName(String caseNumber, int position) {
        if (!CASE_NUMBER.matcher(caseNumber).matches()) {
            throw new IllegalArgumentException("a case number has 1 to 40 ASCII digits, capitals and hyphens");
        }
        if (position < 1 || position > LAST_POSITION) {
            throw new IllegalArgumentException("files are numbered from 1 to " + LAST_POSITION);
        }
        return String.format(Locale.ROOT, "%s-%02d.%s", caseNumber, position, extension);
    }
}
