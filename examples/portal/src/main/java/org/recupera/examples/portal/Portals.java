package org.recupera.examples.portal;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.recupera.port.EmailAddress;
import org.recupera.profile.LinkSettings.Placement;
import org.recupera.profile.Profile;
import org.recupera.profile.ProfileException;

/**
 * The portals that are served, each under a first segment of the path.
 *
 * <p>Its profile is all that another portal needs: pages, mails, rules and its table of accounts follow from it.
 *
 * @param bySegment their profiles, in the order in which the home page shows them
 */
record Portals(Map<String, Profile> bySegment) {

    private static final Pattern SEGMENT = Pattern.compile("[a-z0-9-]{1,32}");

    Portals {
        bySegment = Collections.unmodifiableMap(new LinkedHashMap<>(bySegment));
        bySegment.forEach((segment, profile) -> {
            if (!SEGMENT.matcher(segment).matches()) {
                throw new IllegalArgumentException("a segment has lower-case letters, digits and hyphens: " + segment);
            }
            if (profile.link().placement() != Placement.QUERY) {
                throw new IllegalArgumentException("these pages run no script, so they do not see the fragment in which"
                        + " the profile " + profile.portal() + " puts the token");
            }
        });
    }

    /** Those that the example is about. */
    static Portals demonstration() {
        return new Portals(Map.of())
                .and(
                        "honducompras",
                        Profile.named("honducompras").withSender(new EmailAddress("no-responder@honducompras.example")))
                .and("secop", Profile.named("secop-ii"));
    }

    /** Serves one more. */
    Portals and(String segment, Profile profile) {
        Map<String, Profile> more = new LinkedHashMap<>(bySegment);
        more.put(segment, profile);
        return new Portals(more);
    }

    /** Lets all mailed links lead to where this deployment serves them. */
    Portals at(URI url) {
        Map<String, Profile> deployed = new LinkedHashMap<>();
        try {
            bySegment.forEach((segment, profile) -> deployed.put(segment, at(url, "/" + segment, profile)));
        } catch (ProfileException refused) {
            throw new SettingsException("PORTAL_BASE_URL: " + refused.getMessage(), refused);
        }
        return new Portals(deployed);
    }

    private static Profile at(URI url, String path, Profile profile) {
        Profile deployed = profile.withBaseUrl(url).withLinkPath(path + "/cambiar-contrasena");
        if (profile.username().isPresent()) {
            deployed = deployed.withPasswordPath(path + "/recuperar-contrasena");
        }
        return profile.supportCase().isPresent() ? deployed.withStatusPath(path + "/caso") : deployed;
    }
}
