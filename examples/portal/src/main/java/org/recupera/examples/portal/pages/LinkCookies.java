package org.recupera.examples.portal.pages;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.recupera.examples.portal.web.Seal;
import org.recupera.examples.portal.web.Visit;
import org.recupera.port.Secret;
import org.recupera.recovery.LinkRefusal;

/**
 * Keeps the token of an opened link out of the address: it moves into a cookie, and a short handle takes its place.
 *
 * <p>Each link has a handle and a cookie of its own, so two tabs never mix two accounts, and nothing is stored here that
 * would rebuild a link. The handle is the same each time the same link is opened. A browser keeps a token until it is
 * closed, and no longer than the link is of use: why it is of none any more then takes the token's place, so that
 * going back to the page or loading it again still tells the reason.
 */
public final class LinkCookies {

    private static final String PREFIX = "enlace-";
    private static final int HANDLE_LENGTH = 16;

    /** What lies in the place of a token; a token has no such mark. */
    private static final String ENDED = "!";

    /** Browsers send all of them with each request, and servers read only so much. */
    private static final int MOST = 8;

    /** The others may pass: a change under way comes to nothing, an account is put back as it was. */
    private static final Set<LinkRefusal> FOR_GOOD =
            EnumSet.of(LinkRefusal.USED, LinkRefusal.EXPIRED, LinkRefusal.REPLACED, LinkRefusal.ANSWERS_SPENT);

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
        visit.cookies().keepText(PREFIX + handle, token.reveal());
        return handle;
    }

    Optional<Secret> find(Visit visit, String handle) {
        return visit.cookies()
                .text(PREFIX + handle)
                .filter(token -> handle.equals(handle(token)))
                .map(Secret::of);
    }

    /** Forgets the token, if the reason why its link is of no use is one for good. */
    void end(Visit visit, String handle, LinkRefusal reason) {
        if (FOR_GOOD.contains(reason)) {
            visit.cookies().keepText(PREFIX + handle, ENDED + reason.name());
        }
    }

    /** Why the link of which the token was forgotten is of no use. */
    Optional<LinkRefusal> ended(Visit visit, String handle) {
        return visit.cookies()
                .text(PREFIX + handle)
                .flatMap(text -> FOR_GOOD.stream()
                        .filter(reason -> text.equals(ENDED + reason.name()))
                        .findFirst());
    }

    private String handle(String token) {
        return seal.tag(PREFIX, token).substring(0, HANDLE_LENGTH);
    }
}
