package org.recupera.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps mailed links and arbitrates between those who want to move one.
 *
 * <p>A store answers "was it you who moved it?", never "is it still valid?": it reads no clock, knows no lifetimes and
 * judges nothing. For each account, portal and purpose it holds at most one link that is {@link LinkState#MADE} and at
 * most one that is {@link LinkState#LIVE} or {@link LinkState#TAKEN}.
 *
 * <p>Every call is atomic over threads and processes, durable when it returns, and no part of a transaction of the
 * caller's. Instants are given back to the microsecond.
 */
public interface TokenStore {

    /**
     * Keeps a new link, unless the account has one that serves.
     *
     * <p>When the account has a link of that portal and purpose that is {@link LinkState#MADE}, that one is given back
     * and the candidate is dropped; else, when it has one that is {@link LinkState#LIVE} and went live at or after
     * {@code repeatableSince}, that one. Else the candidate is stored and given back. Of several callers at once, all
     * get the same link.
     *
     * @param candidate a link in state {@link LinkState#MADE}, of a selector never used before
     * @param repeatableSince the oldest {@link Link#liveAt()} with which a live link is handed back
     * @return the link that serves; the candidate itself when it was stored
     * @throws IllegalArgumentException when the candidate would be stored, and its selector was used before
     * @throws PortException when the store cannot be asked
     */
    Link keep(Link candidate, Instant repeatableSince);

    /**
     * Finds a link, whatever its state.
     *
     * @param portal the portal in which it is presented
     * @param selector the presented selector, already checked for form
     * @return the link, or nothing when that portal has none of that selector
     * @throws PortException when the store cannot be asked
     */
    Optional<Link> find(PortalId portal, String selector);

    /**
     * The account's links that are not yet final.
     *
     * @param portal the portal
     * @param purpose the purpose
     * @param account the account
     * @return at most two: the one {@link LinkState#MADE}, and the one {@link LinkState#LIVE} or
     *     {@link LinkState#TAKEN}
     * @throws PortException when the store cannot be asked
     */
    List<Link> open(PortalId portal, LinkPurpose purpose, AccountId account);

    /**
     * Moves a link on, if it still is as it was seen.
     *
     * <p>The stored link must have the state and the fence of {@code seen}; of several callers that saw the same,
     * exactly one moves it. State, fence, {@code liveAt}, {@code movedAt}, {@code mails} and {@code mailedAt} are taken
     * from {@code next}, the rest stays. When {@code next} is {@link LinkState#LIVE} or {@link LinkState#TAKEN}, any
     * other link of the account, portal and purpose that is one of these two becomes {@link LinkState#REPLACED} in the
     * same step, with the next fence and moved at {@code next.movedAt()}.
     *
     * @param seen the link as it was read
     * @param next what it shall be: {@link Link#moved} or {@link Link#mailed} of {@code seen}
     * @return whether it was this call that moved it; {@code false} means "not yours", also when the database refused
     *     the move in favour of another
     * @throws PortException when it is unknown whether the link was moved
     */
    boolean move(Link seen, Link next);

    /**
     * Forgets links that have been of no use for a while, a batch at a time.
     *
     * @param portal the portal
     * @param before links whose {@code movedAt} and {@code madeAt} both lie before this are forgotten, whatever their
     *     state
     * @param limit the most links to forget in this call; at least 1
     * @return how many were forgotten
     * @throws PortException when the store cannot be asked
     */
    int purge(PortalId portal, Instant before, int limit);
}
