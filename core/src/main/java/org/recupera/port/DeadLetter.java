package org.recupera.port;

import java.time.Instant;

/**
 * A unit of work that was given up, for people to look at.
 *
 * <p>Tells what failed and why. Whose it was stays sealed in the queue, and is not handed over.
 *
 * @param id the queue's own id of the unit; opaque
 * @param portal whose work it is
 * @param kind what was to be done
 * @param key tells equal work apart from new; holds pseudonyms at most, nothing that was typed
 * @param attempts how often it was claimed
 * @param reason why it was given up: a short text without secrets
 * @param acceptedAt when it was accepted
 * @param deadAt when it was given up
 */
public record DeadLetter(
        String id,
        PortalId portal,
        String kind,
        String key,
        int attempts,
        String reason,
        Instant acceptedAt,
        Instant deadAt) {}
