package org.recupera.key;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The key ring in force, which may be replaced while work is under way.
 *
 * <p>Whoever needs two things of one ring asks for the {@link #ring} once. Safe for use by several threads.
 */
public final class Keys {

    private volatile KeyRing ring;

    /** What was revoked since the start: an id does not come back, nor is it given to another key. */
    private final Set<String> everRevoked = new HashSet<>();

    private Keys(KeyRing ring) {
        this.ring = ring;
        everRevoked.addAll(ring.revokedIds());
    }

    /**
     * Begins with a ring.
     *
     * @param ring the ring
     * @return the ring in force, until it is replaced
     */
    public static Keys of(KeyRing ring) {
        return new Keys(ring);
    }

    /**
     * The ring in force.
     *
     * @return the ring, as it is now
     */
    public KeyRing ring() {
        return ring;
    }

    /**
     * As {@link KeyRing#pseudonym}; whatever is replaced, it stays the same.
     *
     * @param scope what the fields are
     * @param fields the values
     * @return 26 characters of {@link Base32}
     */
    public String pseudonym(String scope, String... fields) {
        return ring.pseudonym(scope, fields);
    }

    /**
     * As {@link KeyRing#choose}; whatever is replaced, it stays the same.
     *
     * @param among what there is to choose from; at least one, all different
     * @param fields what the choice is for
     * @return one of {@code among}
     */
    public String choose(Collection<String> among, String... fields) {
        return ring.choose(among, fields);
    }

    /**
     * Puts another ring in force, for everything that begins from now on.
     *
     * @param next the ring
     * @return whether it differs from the ring before
     * @throws IllegalArgumentException when its permanent secret is another one, when an id stands for another key than
     *     before, or when a key is good again that was revoked since the start; then the ring before stays
     */
    public synchronized boolean replace(KeyRing next) {
        next.checkFollows(ring);
        next.checkKeeps(everRevoked);
        boolean changed = !next.hasIdsOf(ring);
        ring = next;
        everRevoked.addAll(next.revokedIds());
        return changed;
    }
}
