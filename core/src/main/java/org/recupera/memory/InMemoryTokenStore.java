package org.recupera.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.LinkState;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.TokenStore;

/**
 * Keeps links in memory, up to a number of them.
 *
 * <p>A store that is full forgets final links, the longest unmoved first, before it takes a new one; their holders then
 * read "unknown" instead of the reason. When none is final, {@link #keep} throws a {@link PortException} and nothing has
 * changed. Links are lost when the process ends.
 *
 * <p>Safe for use by several threads at once.
 */
public final class InMemoryTokenStore implements TokenStore {

    /** How many links a store holds unless told otherwise. */
    public static final int DEFAULT_CAPACITY = 100_000;

    private static final Comparator<Link> LONGEST_UNMOVED_FIRST = Comparator.comparing(InMemoryTokenStore::lastUse)
            .thenComparing(Link::portal)
            .thenComparing(Link::selector);

    private final Capacity capacity;
    private final Map<Key, Link> links = new HashMap<>();
    private final Map<Owner, List<Link>> open = new HashMap<>();
    private final NavigableSet<Link> byAge = new TreeSet<>(LONGEST_UNMOVED_FIRST);
    private final NavigableSet<Link> finalByAge = new TreeSet<>(LONGEST_UNMOVED_FIRST);

    private InMemoryTokenStore(Capacity capacity) {
        this.capacity = capacity;
    }

    /**
     * Makes an empty store of {@link #DEFAULT_CAPACITY}.
     *
     * @return the store
     */
    public static InMemoryTokenStore create() {
        return ofCapacity(DEFAULT_CAPACITY);
    }

    /**
     * Makes an empty store.
     *
     * @param links the most links it holds, of all portals together; at least 1
     * @return the store
     * @throws IllegalArgumentException when {@code links} is less
     */
    public static InMemoryTokenStore ofCapacity(int links) {
        return new InMemoryTokenStore(new Capacity(links));
    }

    @Override
    public synchronized Link keep(Link candidate, Instant repeatableSince) {
        List<Link> others = open.getOrDefault(Owner.of(candidate), List.of());
        Optional<Link> serving = inState(others, LinkState.MADE)
                .or(() -> inState(others, LinkState.LIVE).filter(live -> !isBefore(live.liveAt(), repeatableSince)));
        if (serving.isPresent()) {
            return serving.get();
        }
        if (links.containsKey(Key.of(candidate))) {
            throw new IllegalArgumentException("the selector of a new link was used before");
        }
        makeRoom();
        add(candidate);
        return candidate;
    }

    @Override
    public synchronized Optional<Link> find(PortalId portal, String selector) {
        return Optional.ofNullable(links.get(new Key(portal, selector)));
    }

    @Override
    public synchronized List<Link> open(PortalId portal, LinkPurpose purpose, AccountId account) {
        return open.getOrDefault(new Owner(portal, purpose, account), List.of());
    }

    @Override
    public synchronized boolean move(Link seen, Link next) {
        Link stored = links.get(Key.of(seen));
        if (stored == null || stored.state() != seen.state() || stored.fence() != seen.fence()) {
            return false;
        }
        remove(stored);
        if (isInService(next)) {
            open.getOrDefault(Owner.of(stored), List.of()).stream()
                    .filter(InMemoryTokenStore::isInService)
                    .forEach(former -> {
                        remove(former);
                        add(former.moved(LinkState.REPLACED, next.movedAt()));
                    });
        }
        add(new Link(
                stored.portal(),
                stored.selector(),
                stored.keyId(),
                stored.purpose(),
                stored.account(),
                stored.binding(),
                next.state(),
                next.fence(),
                stored.madeAt(),
                next.liveAt(),
                next.movedAt(),
                next.mails(),
                next.mailedAt()));
        return true;
    }

    @Override
    public synchronized int purge(PortalId portal, Instant before, int limit) {
        List<Link> unused = byAge.stream()
                .takeWhile(link -> lastUse(link).isBefore(before))
                .filter(link -> link.portal().equals(portal))
                .limit(limit)
                .toList();
        unused.forEach(this::remove);
        return unused.size();
    }

    private void makeRoom() {
        if (capacity.isReachedBy(links.size())) {
            if (finalByAge.isEmpty()) {
                throw new PortException("token store, keep: it is full and every link in it may still serve", null);
            }
            remove(finalByAge.first());
        }
    }

    private void add(Link link) {
        links.put(Key.of(link), link);
        byAge.add(link);
        if (link.state().isFinal()) {
            finalByAge.add(link);
        } else {
            open.merge(
                    Owner.of(link),
                    List.of(link),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        }
    }

    private void remove(Link link) {
        links.remove(Key.of(link));
        byAge.remove(link);
        finalByAge.remove(link);
        open.computeIfPresent(Owner.of(link), (owner, some) -> {
            List<Link> rest = some.stream().filter(other -> !other.equals(link)).toList();
            return rest.isEmpty() ? null : rest;
        });
    }

    private static Optional<Link> inState(List<Link> some, LinkState state) {
        return some.stream().filter(link -> link.state() == state).findFirst();
    }

    private static boolean isInService(Link link) {
        return link.state() == LinkState.LIVE || link.state() == LinkState.TAKEN;
    }

    private static boolean isBefore(@Nullable Instant liveAt, Instant limit) {
        return liveAt == null || liveAt.isBefore(limit);
    }

    private static Instant lastUse(Link link) {
        return link.movedAt().isBefore(link.madeAt()) ? link.madeAt() : link.movedAt();
    }

    private record Key(PortalId portal, String selector) {
        static Key of(Link link) {
            return new Key(link.portal(), link.selector());
        }
    }

    private record Owner(PortalId portal, LinkPurpose purpose, AccountId account) {
        static Owner of(Link link) {
            return new Owner(link.portal(), link.purpose(), link.account());
        }
    }
}
