package org.recupera.examples.portal.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A file that came with a form, in memory; the text form leaves out what it is called and what it holds. */
public final class UploadedFile {

    private final String name;
    private final byte[] content;

    UploadedFile(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    /**
     * What the browser calls it.
     *
     * @return data to be judged, never a path; empty when the browser gave no name
     */
    public String name() {
        return name;
    }

    /**
     * Opens it, as often as wanted.
     *
     * @return its bytes
     */
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }

    /** Whether this is how browsers send a field for files in which none was chosen. */
    boolean isNone() {
        return name.isEmpty() && content.length == 0;
    }

    @Override
    public String toString() {
        return "UploadedFile[" + content.length + " bytes]";
    }
}
