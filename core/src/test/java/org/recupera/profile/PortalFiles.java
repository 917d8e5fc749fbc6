package org.recupera.profile;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of a portal that is set up with files alone. */
final class PortalFiles {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;

    PortalFiles(Path folder) {
        this.folder = folder;
    }

    static String thirdPortal() {
        try (InputStream in = PortalFiles.class.getResourceAsStream("third-portal.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The third portal's profile with something else at one place; nothing for {@code null}. */
    static String thirdPortalWith(String pointer, String json) {
        try {
            JsonNode root = MAPPER.readTree(thirdPortal());
            JsonPointer place = JsonPointer.compile(pointer);
            JsonNode parent = root.at(place.head());
            if (parent instanceof ArrayNode list) {
                list.set(place.last().getMatchingIndex(), MAPPER.readTree(json));
            } else if (json == null) {
                ((ObjectNode) parent).remove(place.last().getMatchingProperty());
            } else {
                ((ObjectNode) parent).set(place.last().getMatchingProperty(), MAPPER.readTree(json));
            }
            return MAPPER.writeValueAsString(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PortalFiles with(String file, String text) {
        return with(file, text.getBytes(StandardCharsets.UTF_8));
    }

    PortalFiles with(String file, byte[] bytes) {
        try {
            Files.write(folder.resolve(file), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Profile read() {
        return Profile.read(folder.resolve("profile.json"));
    }
}
