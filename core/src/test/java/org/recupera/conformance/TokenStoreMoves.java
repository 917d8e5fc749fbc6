package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.LinkState;
import org.recupera.port.TokenStore;

/** What {@link TokenStore#move} promises, to one caller and to sixteen. */
abstract class TokenStoreMoves extends TokenStoreFixture {

    @Test
    void a_move_is_seen_by_every_node() {
        Link made = kept(T0);
        Link live = made.mailed(T0.plusSeconds(1));
        Link taken = live.moved(LinkState.TAKEN, T0.plusSeconds(2));
        Link free = taken.moved(LinkState.LIVE, T0.plusSeconds(3));
        Link used = free.moved(LinkState.USED, T0.plusSeconds(4));
        Link before = made;
        for (Link next : List.of(live, taken, free, used)) {
            assertTrue(store().move(before, next), () -> "to " + next);
            assertEquals(Optional.of(next), another().find(portal, made.selector()));
            before = next;
        }
    }

    @Test
    void a_link_presented_before_its_mail_was_acknowledged_may_be_taken() {
        Link made = kept(T0);
        Link taken = made.moved(LinkState.TAKEN, T0.plusSeconds(1));
        assertTrue(store().move(made, taken));
        Link stored = another().find(portal, made.selector()).orElseThrow();
        assertEquals(taken, stored);
        assertEquals(List.of(taken), another().open(portal, LinkPurpose.PASSWORD, account));
    }

    @Test
    void a_move_from_another_fence_or_state_changes_nothing() {
        Link made = kept(T0);
        Link live = live(made, T0.plusSeconds(1));
        Link taken = live.moved(LinkState.TAKEN, T0.plusSeconds(2));
        assertTrue(store().move(live, taken));
        Link free = taken.moved(LinkState.LIVE, T0.plusSeconds(3));
        assertTrue(store().move(taken, free));
        Link disguised =
                made.moved(LinkState.VOID, T0).moved(LinkState.VOID, T0).moved(LinkState.VOID, T0);
        assertEquals(free.fence(), disguised.fence());
        for (Link seen : List.of(made, live, taken, disguised)) {
            assertFalse(another().move(seen, seen.moved(LinkState.USED, T0.plusSeconds(4))), () -> "seen as " + seen);
        }
        assertEquals(Optional.of(free), store().find(portal, made.selector()));
    }

    @Test
    void a_link_that_is_not_stored_cannot_be_moved() {
        Link link = made(T0);
        assertFalse(store().move(link, link.moved(LinkState.LIVE, T0)));
        assertEquals(Optional.empty(), store().find(portal, link.selector()));
    }

    @Test
    void a_link_that_goes_live_or_is_taken_replaces_the_former() {
        for (LinkState former : List.of(LinkState.LIVE, LinkState.TAKEN)) {
            for (LinkState latter : List.of(LinkState.LIVE, LinkState.TAKEN)) {
                AccountId owner = Fresh.account();
                Link old = live(keptFor(owner, T0), T0.plusSeconds(1));
                Link young = store().keep(madeFor(owner, T0.plusSeconds(2)), NEVER);
                if (former == LinkState.TAKEN) {
                    old = moved(old, LinkState.TAKEN, T0.plusSeconds(3));
                }
                Link next = young.moved(latter, T0.plusSeconds(4));
                assertTrue(another().move(young, next), () -> former + " before " + latter);
                assertEquals(
                        Optional.of(old.moved(LinkState.REPLACED, T0.plusSeconds(4))),
                        store().find(portal, old.selector()));
                assertEquals(Set.of(next), open(owner));
                assertFalse(store().move(old, old.moved(LinkState.USED, T0.plusSeconds(5))), "the former is overtaken");
            }
        }
    }

    @Test
    void only_going_live_or_being_taken_replaces_and_only_when_it_happens() {
        Link live = live(kept(T0), T0.plusSeconds(1));
        Link young = store().keep(made(T0.plusSeconds(2)), NEVER);
        Link stale = young.moved(LinkState.MADE, T0);
        assertFalse(store().move(stale, stale.mailed(T0.plusSeconds(3))));
        assertEquals(Set.of(live, young), open(account), "after a refused move");
        assertTrue(store().move(young, young.moved(LinkState.VOID, T0.plusSeconds(4))));
        assertEquals(Set.of(live), open(account), "after a move to the end");
        Link third = store().keep(made(T0.plusSeconds(5)), NEVER);
        Link again = live.mailed(T0.plusSeconds(6));
        assertTrue(store().move(live, again));
        assertEquals(Set.of(again, third), open(account), "one that is made stays");
    }

    @Test
    void other_accounts_are_not_replaced() {
        Link mine = live(kept(T0), T0.plusSeconds(1));
        AccountId other = Fresh.account();
        live(keptFor(other, T0), T0.plusSeconds(2));
        assertEquals(Set.of(mine), open(account));
    }

    @Test
    void of_sixteen_that_move_one_link_exactly_one_does() {
        for (int round = 0; round < Together.ROUNDS; round++) {
            Link live = live(keptFor(Fresh.account(), T0), T0.plusSeconds(1));
            List<Boolean> moved =
                    Together.run(i -> node(i).move(live, live.moved(LinkState.TAKEN, T0.plusSeconds(2 + i))));
            assertEquals(1, Together.winners(moved), "threads that were told they moved it");
            Link expected = live.moved(LinkState.TAKEN, T0.plusSeconds(2 + moved.indexOf(true)));
            assertEquals(Optional.of(expected), store().find(portal, live.selector()));
        }
    }

    @Test
    void of_two_links_moved_at_once_at_most_one_stays_in_service() {
        for (int round = 0; round < Together.ROUNDS; round++) {
            AccountId owner = Fresh.account();
            Link old = live(keptFor(owner, T0), T0.plusSeconds(1));
            Link young = store().keep(madeFor(owner, T0.plusSeconds(2)), NEVER);
            List<Boolean> moved = Together.run(i -> i % 2 == 0
                    ? node(i / 2).move(old, old.moved(LinkState.TAKEN, T0.plusSeconds(3)))
                    : node(i / 2).move(young, young.mailed(T0.plusSeconds(4))));
            assertTrue(moved.contains(true), "somebody is never refused");
            long inService = open(owner).stream()
                    .filter(link -> link.state() != LinkState.MADE)
                    .count();
            assertEquals(1, inService, () -> "links in service after " + moved);
        }
    }
}
