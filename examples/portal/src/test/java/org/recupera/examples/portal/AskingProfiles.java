package org.recupera.examples.portal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.recupera.profile.Profile;

/** The third portal, were it to ask a security question in another way than HonduCompras does. */
final class AskingProfiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AskingProfiles() {}

    /** A portal that asks before the mail and lets nobody skip the question. */
    static Portals beforeTheMail() throws IOException {
        return asking("before-mail");
    }

    /** A portal that asks on the page behind the link. */
    static Portals afterTheLink() throws IOException {
        return asking("after-link");
    }

    private static Portals asking(String mode) throws IOException {
        Path folder = Files.createTempDirectory("profile");
        Path file = folder.resolve("profile.json");
        try (InputStream third = AskingProfiles.class.getResourceAsStream("compras-del-valle.json")) {
            ObjectNode profile = (ObjectNode) JSON.readTree(third);
            ObjectNode asked = profile.putObject("securityQuestion").put("mode", mode);
            asked.putArray("questions").add("first-pet").add("first-school");
            asked.putObject("tries").put("attempts", 5).put("window", "PT24H");
            asked.set("case", profile.get("username").get("case"));
            JSON.writeValue(file.toFile(), profile);
            return Portals.demonstration().and("valle", Profile.read(file));
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }
}
