package org.recupera.examples.portal.pages;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.recupera.examples.portal.web.Seal;
import org.recupera.examples.portal.web.Visit;
import org.recupera.port.Secret;

/**
 * Keeps the token of an opened link out of the address: it moves into a cookie, and a short handle takes its place.
 *
 * <p>Each link has a handle and a cookie of its own, so two tabs never mix two accounts, and nothing is stored here that
 * would rebuild a link. The handle is the same each time the same link is opened.
 */
public final class LinkCookies {

    private static final String PREFIX = "enlace-";
    private static final int HANDLE_LENGTH = 16;

    /** Longer than any link lives, so that who comes back late is told why it is of no use. */
    private static final Duration KEPT = Duration.ofHours(24);

    /** Browsers send all of them with each request, and servers read only so much. */
    private static final int MOST = 8;

    private final Seal seal;

    /**
     * Begins to keep tokens.
     *
     * @param seal makes the handles
     */
    public LinkCookies(Seal seal) {
        this.seal = seal;
    }

    String keep(Visit visit, Secret token) {
        String handle = handle(token.reveal());
        List<String> kept = visit.cookies().names(PREFIX);
        kept.stream().limit(Math.max(0, kept.size() - MOST + 1)).forEach(visit.cookies()::forget);
        visit.cookies().keepText(PREFIX + handle, token.reveal(), KEPT);
        return handle;
    }

    Optional<Secret> find(Visit visit, String handle) {
        return visit.cookies()
                .text(PREFIX + handle)
                .filter(token -> handle.equals(handle(token)))
                .map(Secret::of);
    }

    private String handle(String token) {
        return seal.tag(PREFIX, token).substring(0, HANDLE_LENGTH);
    }
}
