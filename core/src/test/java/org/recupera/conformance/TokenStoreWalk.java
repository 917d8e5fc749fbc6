package org.recupera.conformance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.LinkState;
import org.recupera.port.PortalId;
import org.recupera.port.TokenStore;

/** Two nodes of a portal, and one of another, in a random sequence of calls. */
final class TokenStoreWalk extends Walk {

    private final List<TokenStore> nodes;
    private final TokenStore model = new TokenStoreModel();
    private final List<PortalId> portals = List.of(Fresh.portal(), Fresh.portal());
    private final List<AccountId> accounts = List.of(Fresh.account(), Fresh.account());
    private final List<Link> seen = new ArrayList<>();

    TokenStoreWalk(TokenStore one, TokenStore other, long seed) {
        super(seed);
        nodes = List.of(one, other);
    }

    @Override
    void step() {
        TokenStore store = oneOf(nodes);
        PortalId portal = oneOf(portals);
        AccountId account = oneOf(accounts);
        switch (upTo(20)) {
            case 0, 1, 2, 3 -> keep(store, portal, account);
            case 4 -> purge(store, portal);
            case 5, 6 -> open(store, portal, account);
            default -> {
                if (!seen.isEmpty()) {
                    moveAndFind(store, oneOf(recent()));
                }
            }
        }
    }

    private void keep(TokenStore store, PortalId portal, AccountId account) {
        Link candidate =
                Link.made(portal, Fresh.selector(), "k1", LinkPurpose.PASSWORD, account, Fresh.text(43), instant());
        Instant since = instant();
        about("keep " + candidate + " repeatable since " + since);
        Link kept = model.keep(candidate, since);
        same(kept, store.keep(candidate, since));
        seen.add(kept);
    }

    private void purge(TokenStore store, PortalId portal) {
        Instant before = instant().minusSeconds(600);
        about("purge " + portal + " before " + before);
        same(model.purge(portal, before, 1_000), store.purge(portal, before, 1_000));
    }

    private void open(TokenStore store, PortalId portal, AccountId account) {
        about("open " + portal + ' ' + account);
        List<Link> open = model.open(portal, LinkPurpose.PASSWORD, account);
        same(Set.copyOf(open), Set.copyOf(store.open(portal, LinkPurpose.PASSWORD, account)));
        seen.addAll(open);
    }

    private void moveAndFind(TokenStore store, Link link) {
        Instant at = instant();
        Link next = upTo(3) == 0
                ? link.mailed(at)
                : link.moved(
                        oneOf(List.of(
                                LinkState.LIVE, LinkState.TAKEN, LinkState.USED, LinkState.VOID, LinkState.SPENT)),
                        at);
        if (!link.state().isFinal()) {
            about("move " + link + " to " + next + " at " + at);
            boolean moved = model.move(link, next);
            same(moved, store.move(link, next));
            if (moved) {
                seen.add(next);
            }
        }
        about("find " + link);
        same(model.find(link.portal(), link.selector()), oneOf(nodes).find(link.portal(), link.selector()));
    }

    /** What was seen lately is likely to be as it was seen, and now and then is not. */
    private List<Link> recent() {
        return seen.subList(Math.max(0, seen.size() - 6), seen.size());
    }
}
