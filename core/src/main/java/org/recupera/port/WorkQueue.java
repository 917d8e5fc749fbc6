package org.recupera.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Durable, leased, deduplicated units of work.
 *
 * <p>What was put is claimed until it is settled as done or dead, by any process, also after a crash: at least once.
 * Calls are atomic over threads and processes, durable when they return, and no part of a transaction of the caller's.
 * A queue reads no clock.
 */
public interface WorkQueue {

    /**
     * Accepts a unit, unless one of the same portal and key is waiting or being carried out.
     *
     * <p>Units that are done or dead do not count. Of several callers at once with one key, exactly one is told
     * {@code true}.
     *
     * @param work the unit
     * @return whether it was stored; {@code false} when an equal one is under way
     * @throws PortException when it is unknown whether the unit was stored, or when a bounded queue is full
     */
    boolean put(Work work);

    /**
     * Leases units that are due, the longest due first.
     *
     * <p>A unit is due when its {@code dueAt} is not after {@code now} and it is not leased, or its lease ended at or
     * before {@code now}. No two callers get the same unit while a lease runs. However often it is claimed and retried, a
     * unit is handed over as it was put, {@code dueAt} included; only {@link DeadLetters#requeue} moves that.
     *
     * @param portal whose units are asked for
     * @param lane which lane
     * @param limit the most units; at least 1
     * @param now the instant of the claim
     * @param lease how long the units are the caller's
     * @return the units, each with its attempts before this one
     * @throws PortException when the queue cannot be asked
     */
    List<ClaimedWork> claim(PortalId portal, Lane lane, int limit, Instant now, Duration lease);

    /**
     * Says what became of a unit, if it still is the caller's.
     *
     * <p>Refused once somebody else has claimed the unit after its lease ended, or when it is settled already.
     * A {@link Settlement.Done} unit is erased, and what follows from it is put: both or neither, whatever crashes, so
     * that nobody carries out what follows while the unit may still come to be carried out again. A
     * {@link Settlement.Dead} one keeps its payload and reason until purged, and its key is free for new work.
     *
     * @param claimed the unit as it was claimed
     * @param settlement what became of it
     * @return whether it was the caller's to settle
     * @throws PortException when it is unknown whether it was settled, or when a bounded queue has no room for what
     *     follows
     */
    boolean settle(ClaimedWork claimed, Settlement settlement);

    /**
     * Counts what waits and what was given up.
     *
     * @param portal whose units are counted
     * @return the numbers, not necessarily of one instant
     * @throws PortException when the queue cannot be asked
     */
    QueueStatus status(PortalId portal);

    /**
     * Forgets units that were given up, a batch at a time.
     *
     * @param portal whose units
     * @param before units given up before this are forgotten
     * @param limit the most units to forget in this call; at least 1
     * @return how many were forgotten
     * @throws PortException when the queue cannot be asked
     */
    int purge(PortalId portal, Instant before, int limit);
}
