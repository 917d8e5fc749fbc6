package org.recupera.conformancecheck;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.recupera.memory.InMemoryTokenStore;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.PortalId;
import org.recupera.port.TokenStore;

/** A sound token store, for others to break in one place. */
class AroundTokenStore implements TokenStore {

    final TokenStore inner = InMemoryTokenStore.create();

    /** All links that were ever kept. */
    final List<Link> seen = new CopyOnWriteArrayList<>();

    @Override
    public Link keep(Link candidate, Instant repeatableSince) {
        Link kept = inner.keep(candidate, repeatableSince);
        seen.add(kept);
        return kept;
    }

    @Override
    public Optional<Link> find(PortalId portal, String selector) {
        return inner.find(portal, selector);
    }

    @Override
    public List<Link> open(PortalId portal, LinkPurpose purpose, AccountId account) {
        return inner.open(portal, purpose, account);
    }

    @Override
    public boolean move(Link seen, Link next) {
        return inner.move(seen, next);
    }

    @Override
    public int purge(PortalId portal, Instant before, int limit) {
        return inner.purge(portal, before, limit);
    }
}
