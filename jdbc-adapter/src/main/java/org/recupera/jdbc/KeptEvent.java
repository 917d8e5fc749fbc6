package org.recupera.jdbc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.recupera.port.PortalId;

/**
 * An event as the audit trail keeps it.
 *
 * @param id counts the events of all portals that share the table
 * @param at when it happened
 * @param portal in which portal
 * @param type what happened: the name of an {@link org.recupera.port.Event.Type}, of this version or another one
 * @param subject a pseudonym of whom it was about, where that is known
 * @param json the event as {@link org.recupera.port.Event#toJson} has it
 */
public record KeptEvent(
        long id,
        Instant at,
        PortalId portal,
        String type,
        @Nullable String subject,
        String json) {}
