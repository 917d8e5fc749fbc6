package org.recupera.port;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a mailed link; nothing in it rebuilds the link.
 *
 * <p>The secret is derived from the key ring and never stored. Instants are kept to the microsecond, by every store.
 * Selector, key id and binding are ASCII and compared byte for byte: a selector has at most 64 characters, a key id at
 * most 8, a binding at most 64.
 *
 * @param portal the portal for which it was made
 * @param selector 128 random bits as text; unique, and the only thing by which a link is found
 * @param keyId the id of the key from which its secret is derived
 * @param purpose what it is good for
 * @param account whose link it is
 * @param binding a keyed digest of the account's address and password version when it was made
 * @param state how far it has come
 * @param fence counts the moves; a move names the fence that it saw
 * @param madeAt when it was made
 * @param liveAt when a mail server first accepted it, or {@code null} before that
 * @param movedAt when the state last moved
 * @param mails how many mails with it a mail server accepted
 * @param mailedAt when the last of these was accepted, or {@code null} before the first
 */
public record Link(
        PortalId portal,
        String selector,
        String keyId,
        LinkPurpose purpose,
        AccountId account,
        String binding,
        LinkState state,
        long fence,
        Instant madeAt,
        @Nullable Instant liveAt,
        Instant movedAt,
        int mails,
        @Nullable Instant mailedAt) {

    /**
     * A link that was just made.
     *
     * @param portal the portal for which it is made
     * @param selector 128 random bits as text
     * @param keyId the id of the key from which its secret is derived
     * @param purpose what it is good for
     * @param account whose link it is
     * @param binding a keyed digest of the account's address and password version
     * @param at the instant of making
     * @return the link in state {@link LinkState#MADE}
     */
    public static Link made(
            PortalId portal,
            String selector,
            String keyId,
            LinkPurpose purpose,
            AccountId account,
            String binding,
            Instant at) {
        return new Link(portal, selector, keyId, purpose, account, binding, LinkState.MADE, 0, at, null, at, 0, null);
    }

    /**
     * This link after a move.
     *
     * @param to the new state
     * @param at the instant of the move
     * @return a copy with the next fence
     */
    public Link moved(LinkState to, Instant at) {
        Instant live = liveAt == null && to == LinkState.LIVE ? at : liveAt;
        return new Link(
                portal, selector, keyId, purpose, account, binding, to, fence + 1, madeAt, live, at, mails, mailedAt);
    }

    /**
     * This link after a mail server accepted one more mail with it.
     *
     * @param at the instant of acceptance
     * @return a copy that is {@link LinkState#LIVE}, with one mail more and the next fence
     */
    public Link mailed(Instant at) {
        Instant live = liveAt == null ? at : liveAt;
        return new Link(
                portal,
                selector,
                keyId,
                purpose,
                account,
                binding,
                LinkState.LIVE,
                fence + 1,
                madeAt,
                live,
                at,
                mails + 1,
                at);
    }

    /** Leaves the binding and the account out: a log needs neither. */
    @Override
    public String toString() {
        return "Link[" + portal + ' ' + selector + ' ' + state + " fence=" + fence + ']';
    }
}
