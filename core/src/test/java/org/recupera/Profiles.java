package org.recupera;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.recupera.profile.Profile;

/** Shipped profiles with something changed, as a portal of its own would have it in a file. */
public final class Profiles {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Profile> NAMED = new ConcurrentHashMap<>();
    private static final Map<ObjectNode, Profile> CHANGED = new ConcurrentHashMap<>();

    private Profiles() {}

    /** A shipped profile, read once for all tests, as a portal reads it once. */
    public static Profile named(String portal) {
        return NAMED.computeIfAbsent(portal, Profile::named);
    }

    /** The shipped profile with something changed. */
    public static Profile honducomprasWith(Consumer<ObjectNode> change) {
        try (InputStream shipped = Profile.class.getResourceAsStream("honducompras/profile.json")) {
            ObjectNode profile = (ObjectNode) JSON.readTree(shipped);
            change.accept(profile);
            return CHANGED.computeIfAbsent(profile, Profiles::read);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Profile read(ObjectNode profile) {
        try {
            Path folder = Files.createTempDirectory("profile");
            Path file = folder.resolve("profile.json");
            try {
                JSON.writeValue(file.toFile(), profile);
                return Profile.read(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** One that shows what it finds. */
    static Profile showing(String disclosure, boolean alsoByMail, int looksAnHour) {
        return honducomprasWith(profile -> {
            ObjectNode username = (ObjectNode) profile.get("username");
            username.put("disclosure", disclosure).put("alsoByMail", alsoByMail);
            username.putObject("screenLimit").put("attempts", looksAnHour).put("window", "PT1H");
        });
    }
}
