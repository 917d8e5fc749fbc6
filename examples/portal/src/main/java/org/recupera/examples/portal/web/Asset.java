package org.recupera.examples.portal.web;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A text file of the resources, as it is. */
public final class Asset implements Page {

    private static final String FOLDER = "/org/recupera/examples/portal/recursos/";

    private final Reply reply;

    private Asset(Reply reply) {
        this.reply = reply;
    }

    /**
     * Reads a file.
     *
     * @param name the file's name
     * @param contentType its type
     * @return the page that hands it out
     */
    public static Asset fromResource(String name, String contentType) {
        try (InputStream file = Asset.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new FileNotFoundException(name);
            }
            return new Asset(Reply.text(200, contentType, new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .with("Cache-Control", "max-age=300"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Reply get(Visit visit) {
        return reply;
    }
}
