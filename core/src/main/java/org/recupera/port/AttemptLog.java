package org.recupera.port;

import java.time.Duration;
import java.time.Instant;

/**
 * Shared counters behind the request limits.
 *
 * <p>One mark a key: the instant at which all that was taken is given back. Keys are keyed digests made by the
 * library; no address and nothing typed reaches the log. Calls are atomic over threads and processes, durable when
 * they return, and no part of a transaction of the caller's.
 */
public interface AttemptLog {

    /**
     * Takes one attempt from a key's budget, if it has one left.
     *
     * <p>Let {@code mark} be the key's mark or {@code at}, whichever is later. When {@code mark + cost} is not after
     * {@code at + window}, it becomes the key's mark and the answer is zero. Else nothing changes, and the answer is how
     * long from {@code at} until that would hold. Of several callers at once no more are answered zero than the
     * allowance has. A log is bounded, or everybody could fill it: one that is full takes new keys from one shared budget of
     * the same allowance, and never forgets a mark that still lies ahead.
     *
     * @param portal the portal in which the key counts
     * @param key 1 to 64 printable ASCII characters
     * @param allowance the budget
     * @param at the instant of the attempt
     * @return {@link Duration#ZERO} when the attempt was taken, else the wait until one can be
     * @throws PortException when it is unknown whether the attempt was taken
     */
    Duration take(PortalId portal, String key, Allowance allowance, Instant at);

    /**
     * Gives back an attempt that turned out not to count.
     *
     * <p>Where the key's mark lies after {@code at}, it goes back by {@code cost}, but not to before {@code at}: giving
     * back more than was taken gains nothing. Else nothing changes. A log keeps what it took from a shared budget, and does
     * not give back again what it may have given back before a connection was lost.
     *
     * @param portal the portal in which the key counts
     * @param key the key that the attempt was taken from
     * @param allowance the budget that it was taken from
     * @param at the instant of the attempt, as it was when it was taken
     * @throws PortException when the log cannot be asked
     */
    void giveBack(PortalId portal, String key, Allowance allowance, Instant at);

    /**
     * Forgets marks that have passed, a batch at a time.
     *
     * @param portal the portal
     * @param before marks before this are forgotten
     * @param limit the most marks to forget in this call; at least 1
     * @return how many were forgotten
     * @throws PortException when the log cannot be asked
     */
    int purge(PortalId portal, Instant before, int limit);
}
