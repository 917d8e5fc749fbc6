package org.recupera.port;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The units of a {@link WorkQueue} that were given up.
 *
 * <p>For people: the library puts units aside and never takes one back by itself. Calls are atomic over threads and
 * processes, durable when they return, and no part of a transaction of the caller's.
 */
public interface DeadLetters {

    /**
     * Lists a page of units, the first that was given up first.
     *
     * <p>A unit that is neither requeued nor purged meanwhile stands on exactly one page, whatever happens to others.
     *
     * @param portal whose units
     * @param after the last unit of the page before, which may be gone by now; {@code null} for the first page
     * @param limit the most units; at least 1
     * @return the units; fewer than {@code limit} on the last page
     * @throws PortException when the queue cannot be asked
     */
    List<DeadLetter> list(PortalId portal, @Nullable DeadLetter after, int limit);

    /**
     * Puts a unit back among those under way, unless one of its key is there.
     *
     * <p>It is the same unit as before, with the key, lane, kind, payload and {@code acceptedAt} that it was put with, and
     * its attempts go on counting, so that no claim from before settles it. Its {@code dueAt} becomes {@code at}. Of
     * several callers at once, for one unit or for several of one key, exactly one is told {@code true}.
     *
     * @param letter the unit, as it was listed
     * @param at from when on it may be claimed
     * @return whether it is under way again by this call; {@code false} when an equal one is, or when it is no dead letter
     *     any more
     * @throws PortException when it is unknown whether it was put back
     */
    boolean requeue(DeadLetter letter, Instant at);
}
