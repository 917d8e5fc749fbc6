package org.recupera.port;

import java.time.Instant;

/**
 * A unit of work that is leased to one worker.
 *
 * @param id the queue's own id of the unit; opaque
 * @param work what to do
 * @param attempts how often it was claimed before this time
 * @param fence counts the claims; settling names it, so that a worker that lost its lease settles nothing
 * @param leasedUntil when the lease ends and others may claim the unit
 */
public record ClaimedWork(String id, Work work, int attempts, long fence, Instant leasedUntil) {}
