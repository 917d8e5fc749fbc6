package org.recupera.profile;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where people find help.
 *
 * @param phones telephone numbers as the portal prints them; at least one, unless {@code support} is given
 * @param support the support site, if there is one
 * @param helpLinks further pages, in the order in which they are shown
 * @param hours when the service desk answers, in the portal's words, if it says so
 */
public record Contact(
        List<String> phones,
        @Nullable URI support,
        List<HelpLink> helpLinks,
        @Nullable String hours) {

    /**
     * A page that helps.
     *
     * @param name what the link says
     * @param uri where it leads; {@code https} or {@code http}
     */
    public record HelpLink(String name, URI uri) {}

    /** Copies the lists. */
    public Contact {
        phones = List.copyOf(phones);
        helpLinks = List.copyOf(helpLinks);
    }
}
