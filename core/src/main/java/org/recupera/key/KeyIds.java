package org.recupera.key;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which keys a ring has, and nothing that they could be used by.
 *
 * @param current the key that new links are made with
 * @param all the keys that check links, the current one among them, in the order in which they were added
 * @param revoked the keys that are known not to be good any more, in alphabetical order
 */
public record KeyIds(String current, Set<String> all, Set<String> revoked) {

    /** Copies the sets. */
    public KeyIds {
        all = Collections.unmodifiableSet(new LinkedHashSet<>(all));
        revoked = Collections.unmodifiableSet(new LinkedHashSet<>(revoked));
    }

    /**
     * The ids of a ring.
     *
     * @param ring the ring
     * @return its ids
     */
    public static KeyIds of(KeyRing ring) {
        return new KeyIds(ring.currentId(), ring.ids(), ring.revokedIds());
    }
}
