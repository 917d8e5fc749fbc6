package org.recupera.port;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How full a queue is.
 *
 * @param waiting units that are neither done nor given up
 * @param oldest when the oldest of these was accepted, or {@code null} when none waits; one that was requeued counts
 *     from when it was first accepted, so that the age jumps until it is settled
 * @param dead units that were given up and are kept aside
 */
public record QueueStatus(long waiting, @Nullable Instant oldest, long dead) {}
