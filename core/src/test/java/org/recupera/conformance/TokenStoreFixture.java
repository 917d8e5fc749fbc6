package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.LinkState;
import org.recupera.port.PortalId;
import org.recupera.port.TokenStore;

/** The store under test, and links to fill it with. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class TokenStoreFixture {

    static final Instant T0 = Instant.parse("2026-03-02T14:05:06.123457Z");
    static final Instant ALWAYS = T0.minus(Duration.ofDays(365));
    static final Instant NEVER = T0.plus(Duration.ofDays(365));
    static final Duration MICRO = Duration.ofNanos(1_000);

    final PortalId portal = Fresh.portal();
    final AccountId account = Fresh.account();

    /**
     * The store under test; asked several times in a test, it is always one on the same storage.
     *
     * @return the store
     */
    protected abstract TokenStore store();

    /**
     * A store on the same storage, as another node of the portal has one.
     *
     * @return a second handle, with connections of its own; the same object as {@link #store()} when nothing but one
     *     process can ever use the storage
     */
    protected abstract TokenStore another();

    /**
     * Where the random sequence of calls starts from; override it to repeat one that failed.
     *
     * @return the seed; another each time unless overridden
     */
    protected long seed() {
        return Fresh.seed();
    }

    TokenStore node(int number) {
        return number % 2 == 0 ? store() : another();
    }

    Set<Link> open(AccountId owner) {
        List<Link> open = another().open(portal, LinkPurpose.PASSWORD, owner);
        Set<Link> distinct = new HashSet<>(open);
        assertEquals(distinct.size(), open.size(), "a link is listed once");
        return distinct;
    }

    Link made(Instant at) {
        return madeFor(account, at);
    }

    Link madeFor(AccountId owner, Instant at) {
        return madeIn(portal, owner, at);
    }

    static Link madeIn(PortalId portal, AccountId owner, Instant at) {
        return madeAs(portal, owner, Fresh.selector(), at);
    }

    static Link madeAs(PortalId portal, AccountId owner, String selector, Instant at) {
        return Link.made(portal, selector, "k1", LinkPurpose.PASSWORD, owner, Fresh.text(43), at);
    }

    Link kept(Instant at) {
        return keptFor(account, at);
    }

    Link keptFor(AccountId owner, Instant at) {
        return store().keep(madeFor(owner, at), NEVER);
    }

    Link live(Link link, Instant at) {
        Link live = link.mailed(at);
        assertTrue(store().move(link, live));
        return live;
    }

    Link moved(Link link, LinkState to, Instant at) {
        Link moved = link.moved(to, at);
        assertTrue(store().move(link, moved));
        return moved;
    }
}
