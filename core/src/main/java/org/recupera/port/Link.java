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
     * <p>A link that is taken was mailed, or nobody could present it: its life begins then, if it had not begun before.
     *
     * @param to the new state
     * @param at the instant of the move
     * @return a copy with the next fence
     */
    public Link moved(LinkState to, Instant at) {
        boolean arrived = to == LinkState.LIVE || to == LinkState.TAKEN;
        Instant live = liveAt == null && arrived ? at : liveAt;
        return new Link(
                portal, selector, keyId, purpose, account, binding, to, fence + 1, madeAt, live, at, mails, mailedAt);
    }

    /**
     * This link after a mail server accepted one more mail with it.
     *
     * @param at the instant of acceptance
     * @return a copy with one mail more and the next fence; {@link LinkState#LIVE}, or {@link LinkState#TAKEN} as before,
     *     because a mail does not tell what became of a change
     */
    public Link mailed(Instant at) {
        Link moved = state == LinkState.TAKEN ? moved(state, movedAt) : moved(LinkState.LIVE, at);
        return new Link(
                portal,
                selector,
                keyId,
                purpose,
                account,
                binding,
                moved.state(),
                moved.fence(),
                madeAt,
                moved.liveAt(),
                moved.movedAt(),
                mails + 1,
                at);
    }

    /** Leaves the binding and the account out: a log needs neither. */
    @Override
    public String toString() {
        return "Link[" + portal + ' ' + selector + ' ' + state + " fence=" + fence + ']';
    }
}
