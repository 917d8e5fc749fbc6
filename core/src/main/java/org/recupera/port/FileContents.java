package org.recupera.port;

import java.io.IOException;
import java.io.InputStream;

/** Where the bytes of a case's files come from while it is filed. */
@FunctionalInterface
public interface FileContents {

    /**
     * Opens a file; whoever opens it closes it.
     *
     * @param file one of the case's files; may be opened again when filing is tried again
     * @return exactly {@link CaseFile#size()} bytes
     * @throws IOException when they cannot be read
     */
    InputStream open(CaseFile file) throws IOException;
}
