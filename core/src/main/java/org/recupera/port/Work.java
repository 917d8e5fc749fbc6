package org.recupera.port;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * One unit of accepted work.
 *
 * <p>The payload is sealed by the library before it comes here; a queue stores bytes.
 *
 * @param portal whose work it is
 * @param key tells equal work apart from new: at most 120 ASCII characters, never what was typed
 * @param lane which threads carry it out
 * @param kind what to do: at most 40 ASCII characters
 * @param payload what to do it with, sealed; at most {@link #MAX_PAYLOAD} bytes
 * @param acceptedAt when it was accepted
 * @param dueAt from when on it may first be claimed; how long it is retried counts from there
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, and compared by content
public record Work(
        PortalId portal, String key, Lane lane, String kind, byte[] payload, Instant acceptedAt, Instant dueAt) {

    /** The longest payload, in bytes. */
    public static final int MAX_PAYLOAD = 8192;

    private static final int MAX_KEY = 120;
    private static final int MAX_KIND = 40;

    /**
     * Checks the bounds and copies the payload.
     *
     * @throws IllegalArgumentException when a bound is exceeded
     */
    public Work {
        if (key.isEmpty() || key.length() > MAX_KEY || kind.isEmpty() || kind.length() > MAX_KIND) {
            throw new IllegalArgumentException("the key or the kind of the work is empty or too long");
        }
        if (payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("a payload has at most " + MAX_PAYLOAD + " bytes");
        }
        payload = payload.clone();
    }

    /**
     * What to do it with.
     *
     * @return a copy of the sealed bytes
     */
    @Override
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Work work
                && portal.equals(work.portal)
                && key.equals(work.key)
                && lane == work.lane
                && kind.equals(work.kind)
                && Arrays.equals(payload, work.payload)
                && acceptedAt.equals(work.acceptedAt)
                && dueAt.equals(work.dueAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(portal, key, lane, kind, Arrays.hashCode(payload), acceptedAt, dueAt);
    }

    @Override
    public String toString() {
        return "Work[" + portal + ' ' + kind + ' ' + key + ']';
    }
}
