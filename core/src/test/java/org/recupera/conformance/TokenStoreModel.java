package org.recupera.conformance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.LinkState;
import org.recupera.port.PortalId;
import org.recupera.port.TokenStore;

/** The contract of {@link TokenStore} in its plainest form: one list, one thread. */
final class TokenStoreModel implements TokenStore {

    private final List<Link> links = new ArrayList<>();

    @Override
    public Link keep(Link candidate, Instant repeatableSince) {
        Optional<Link> made = siblings(candidate)
                .filter(link -> link.state() == LinkState.MADE)
                .findFirst();
        Optional<Link> live = siblings(candidate)
                .filter(link -> link.state() == LinkState.LIVE)
                .filter(link -> link.liveAt() != null && !link.liveAt().isBefore(repeatableSince))
                .findFirst();
        return made.or(() -> live).orElseGet(() -> {
            links.add(candidate);
            return candidate;
        });
    }

    @Override
    public Optional<Link> find(PortalId portal, String selector) {
        return links.stream()
                .filter(link -> link.portal().equals(portal) && link.selector().equals(selector))
                .findFirst();
    }

    @Override
    public List<Link> open(PortalId portal, LinkPurpose purpose, AccountId account) {
        return links.stream()
                .filter(link -> link.portal().equals(portal)
                        && link.purpose() == purpose
                        && link.account().equals(account)
                        && !link.state().isFinal())
                .toList();
    }

    @Override
    public boolean move(Link seen, Link next) {
        Predicate<Link> asSeen = link -> link.state() == seen.state() && link.fence() == seen.fence();
        if (find(seen.portal(), seen.selector()).filter(asSeen).isEmpty()) {
            return false;
        }
        links.replaceAll(link -> link.selector().equals(seen.selector()) ? next : link);
        if (isInService(next)) {
            List<Link> former = siblings(next)
                    .filter(link -> isInService(link) && !link.selector().equals(next.selector()))
                    .toList();
            links.replaceAll(link -> former.contains(link) ? link.moved(LinkState.REPLACED, next.movedAt()) : link);
        }
        return true;
    }

    @Override
    public int purge(PortalId portal, Instant before, int limit) {
        List<Link> unused = links.stream()
                .filter(link -> link.portal().equals(portal)
                        && link.madeAt().isBefore(before)
                        && link.movedAt().isBefore(before))
                .limit(limit)
                .toList();
        links.removeAll(unused);
        return unused.size();
    }

    private Stream<Link> siblings(Link link) {
        return open(link.portal(), link.purpose(), link.account()).stream();
    }

    private static boolean isInService(Link link) {
        return link.state() == LinkState.LIVE || link.state() == LinkState.TAKEN;
    }
}
