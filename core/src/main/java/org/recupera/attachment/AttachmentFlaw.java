package org.recupera.attachment;

import java.util.Map;

/**
 * One reason why a file is not taken.
 *
 * <p>Codes are stable and have no language; the words are the portal's. The parameters are all that the words name: the
 * shown name of the file as {@code file}, and what each code says.
 *
 * @param position which of the uploads, from 1
 * @param shownName what the file is called, fit to be shown; data, never a path
 * @param code what is wrong, such as {@link #TOO_LARGE}
 * @param parameters names and limits for the sentence, by name
 */
public record AttachmentFlaw(int position, String shownName, String code, Map<String, String> parameters) {

    /** This file and all after it are too many; {@code maximum} says how many are taken. None of them is looked at. */
    public static final String TOO_MANY = "attachment.too-many";

    /** The file has no content. */
    public static final String EMPTY = "attachment.empty";

    /** Reading the file failed before its end. */
    public static final String INTERRUPTED = "attachment.interrupted";

    /** The file is larger than {@code limit}. */
    public static final String TOO_LARGE = "attachment.too-large";

    /**
     * With this file all are larger than {@code limit} together, without those that are {@link #TOO_LARGE} by themselves;
     * files after it are not looked at.
     */
    public static final String TOO_LARGE_IN_ALL = "attachment.too-large-in-all";

    /** The content is none of {@code types}, whatever the file is called. */
    public static final String WRONG_TYPE = "attachment.wrong-type";

    /** The name ends in {@code extension}, which is that of another kind of file than {@code types}. */
    public static final String WRONG_EXTENSION = "attachment.wrong-extension";

    /** The content begins like a picture or a document and cannot be read as one. */
    public static final String DAMAGED = "attachment.damaged";

    /** Something else follows the end of the content, or is wrapped around it. */
    public static final String EXTRA_CONTENT = "attachment.extra-content";

    /** The picture has more than {@code limit} million pixels. */
    public static final String TOO_MANY_PIXELS = "attachment.too-many-pixels";

    /** The picture, written anew without what was hidden in it, is larger than {@code limit}. */
    public static final String GROWN = "attachment.grown";

    /** The scanner recognised malware. */
    public static final String INFECTED = "attachment.infected";

    /** The scanner could not tell. */
    public static final String NOT_SCANNED = "attachment.not-scanned";

    /** Keeps a copy of the parameters. */
    public AttachmentFlaw {
        parameters = Map.copyOf(parameters);
    }

    /** Without the file's name, which is a person's own. */
    @Override
    public String toString() {
        return "AttachmentFlaw[" + position + ' ' + code + ']';
    }
}
