package org.recupera.port;

/**
 * A file that belongs to a support case; its bytes are elsewhere.
 *
 * @param place its place among the case's files, from 1
 * @param name the generated name, such as {@code HC-2026-7Q4K9M2XJ-01.png}; safe in any file system and header
 * @param shownName what the requester called it, made safe to show; data, never a path; at most 120 characters
 * @param mediaType such as {@code image/png}, by its content
 * @param size in bytes
 * @param sha256 of its bytes, 64 lower-case hexadecimal digits
 */
public record CaseFile(int place, String name, String shownName, String mediaType, long size, String sha256) {

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException when a part has another form
     */
    public CaseFile {
        if (place < 1
                || !name.matches("[A-Za-z0-9-]{1,60}\\.[a-z0-9]{1,8}")
                || shownName.codePointCount(0, shownName.length()) > 120
                || !mediaType.matches("[a-z]{1,20}/[a-z0-9.+-]{1,60}")
                || size < 0
                || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not what a file of a case is described by");
        }
    }

    @Override
    public String toString() {
        return "CaseFile[" + name + ']';
    }
}
