package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.LinkState;
import org.recupera.port.PortalId;
import org.recupera.port.TokenStore;

/**
 * The contract of {@link TokenStore}, for whoever writes one.
 *
 * <p>Extend it in your own tests and hand over your store:
 *
 * <pre>{@code
 * class RedisTokenStoreTest extends TokenStoreSuite {
 *
 *     @Override
 *     protected TokenStore store() {
 *         return RedisTokenStore.over(POOL);
 *     }
 *
 *     @Override
 *     protected TokenStore another() {
 *         return RedisTokenStore.over(OTHER_POOL);
 *     }
 * }
 * }</pre>
 *
 * <p>Each test uses portals, accounts and selectors of its own, so the storage need not be emptied between tests, and
 * several builds may share it. Time is what the suite says it is; nothing sleeps.
 */
public abstract class TokenStoreSuite extends TokenStoreMoves {

    /** For the class that brings the store. */
    protected TokenStoreSuite() {}

    @Test
    void a_kept_link_is_found_unchanged_by_every_node() {
        Link link = made(T0);
        assertEquals(link, store().keep(link, ALWAYS));
        assertEquals(Optional.of(link), store().find(portal, link.selector()));
        assertEquals(Optional.of(link), another().find(portal, link.selector()));
        assertEquals(List.of(link), another().open(portal, LinkPurpose.PASSWORD, account));
    }

    @Test
    void instants_survive_to_the_microsecond() {
        for (Instant at : Awkward.instants()) {
            Link link = keptFor(Fresh.account(), at);
            assertEquals(Optional.of(link), another().find(portal, link.selector()));
            Link mailed = link.mailed(at.plus(MICRO));
            assertTrue(store().move(link, mailed));
            assertEquals(Optional.of(mailed), another().find(portal, link.selector()));
            Link again = mailed.mailed(at.plus(MICRO.multipliedBy(2)));
            assertTrue(store().move(mailed, again));
            assertEquals(Optional.of(again), another().find(portal, link.selector()));
        }
    }

    @Test
    void a_made_link_is_handed_back_instead_of_a_second_one() {
        Link first = kept(T0);
        Link second = made(T0.plusSeconds(1));
        assertEquals(first, another().keep(second, NEVER));
        assertEquals(Optional.empty(), store().find(portal, second.selector()), "the candidate is dropped");
        assertEquals(List.of(first), store().open(portal, LinkPurpose.PASSWORD, account));
    }

    @Test
    void a_live_link_is_handed_back_when_it_went_live_at_the_limit_or_after() {
        Link live = live(kept(T0), T0.plusSeconds(5));
        Link candidate = made(T0.plusSeconds(9));
        assertEquals(live, another().keep(candidate, T0.plusSeconds(5)));
        assertEquals(live, store().keep(candidate, T0.plusSeconds(5).minus(MICRO)));
        assertEquals(Optional.empty(), store().find(portal, candidate.selector()), "the candidate is dropped");
    }

    @Test
    void a_live_link_that_went_live_before_the_limit_stays_beside_a_new_one() {
        Link live = live(kept(T0), T0.plusSeconds(5));
        Link candidate = made(T0.plusSeconds(9));
        assertEquals(candidate, store().keep(candidate, T0.plusSeconds(5).plus(MICRO)));
        assertEquals(Set.of(live, candidate), open(account));
    }

    @Test
    void the_limit_looks_at_the_first_mail_not_at_the_last() {
        Link live = live(kept(T0), T0.plusSeconds(5));
        assertTrue(store().move(live, live.mailed(T0.plusSeconds(100))));
        Link candidate = made(T0.plusSeconds(101));
        assertEquals(candidate, store().keep(candidate, T0.plusSeconds(50)));
    }

    @Test
    void a_made_link_goes_before_a_live_one() {
        live(kept(T0), T0.plusSeconds(5));
        Link made = store().keep(made(T0.plusSeconds(9)), NEVER);
        assertEquals(made, another().keep(made(T0.plusSeconds(10)), ALWAYS));
    }

    @Test
    void a_link_that_is_taken_or_final_is_not_handed_back() {
        for (LinkState state :
                List.of(LinkState.TAKEN, LinkState.USED, LinkState.REPLACED, LinkState.VOID, LinkState.SPENT)) {
            AccountId owner = Fresh.account();
            Link live = live(keptFor(owner, T0), T0.plusSeconds(1));
            assertTrue(store().move(live, live.moved(state, T0.plusSeconds(2))));
            Link candidate = madeFor(owner, T0.plusSeconds(3));
            assertEquals(candidate, store().keep(candidate, ALWAYS), () -> "after one that is " + state);
        }
    }

    @Test
    void accounts_whose_ids_look_alike_share_nothing() {
        for (String id : Awkward.lookAlikesInUnicode(Fresh.text(8))) {
            Link link = madeFor(new AccountId(id), T0);
            assertEquals(link, store().keep(link, ALWAYS), () -> "kept for account " + id);
            assertEquals(Set.of(link), open(new AccountId(id)), () -> "open links of account " + id);
        }
    }

    @Test
    void the_longest_account_id_is_kept_whole() {
        AccountId longest = new AccountId("ñ".repeat(AccountId.MAX_LENGTH));
        Link link = keptFor(longest, T0);
        assertEquals(Optional.of(link), another().find(portal, link.selector()));
    }

    @Test
    void portals_do_not_see_each_others_links() {
        PortalId other = Fresh.portal();
        Link here = kept(T0);
        Link there = madeIn(other, account, T0);
        assertEquals(there, store().keep(there, ALWAYS), "the same account id in another portal is another account");
        assertEquals(Optional.empty(), store().find(other, here.selector()));
        assertEquals(List.of(there), store().open(other, LinkPurpose.PASSWORD, account));
        Link disguised = madeAs(other, account, here.selector(), T0);
        assertFalse(store().move(disguised, disguised.moved(LinkState.USED, T0)), "moved by another portal");
        Link live = live(here, T0.plusSeconds(1));
        live(there, T0.plusSeconds(2));
        assertEquals(Optional.of(live), store().find(portal, here.selector()), "replaced by another portal");
        assertEquals(1, store().purge(other, NEVER, 10));
        assertEquals(Optional.of(live), store().find(portal, here.selector()), "purged by another portal");
    }

    @Test
    void a_selector_finds_itself_and_nothing_that_looks_like_it() {
        Link link = kept(T0);
        String selector = link.selector();
        for (String other : Awkward.lookAlikes(selector)) {
            assertEquals(other.equals(selector), store().find(portal, other).isPresent(), () -> "find " + other);
        }
        for (String other : List.of("", "%", "_".repeat(26), selector.substring(1), selector.substring(0, 25) + '_')) {
            assertEquals(Optional.empty(), store().find(portal, other), () -> "find " + other);
        }
    }

    @Test
    void an_account_without_links_has_none_open() {
        assertEquals(List.of(), store().open(portal, LinkPurpose.PASSWORD, account));
        for (LinkState state : List.of(LinkState.USED, LinkState.REPLACED, LinkState.VOID, LinkState.SPENT)) {
            Link link = kept(T0);
            assertTrue(store().move(link, link.moved(state, T0)));
            assertEquals(List.of(), store().open(portal, LinkPurpose.PASSWORD, account), () -> "with one " + state);
        }
    }

    @Test
    void of_sixteen_that_keep_at_once_all_get_one_link() {
        for (int round = 0; round < Together.ROUNDS; round++) {
            AccountId owner = Fresh.account();
            List<Link> candidates = Stream.generate(() -> madeFor(owner, T0))
                    .limit(Together.THREADS)
                    .toList();
            Set<Link> served = new HashSet<>(Together.run(i -> node(i).keep(candidates.get(i), ALWAYS)));
            assertEquals(1, served.size(), "links handed out");
            assertEquals(served, open(owner));
            List<Link> stored = candidates.stream()
                    .filter(link -> store().find(portal, link.selector()).isPresent())
                    .toList();
            assertEquals(served, Set.copyOf(stored));
        }
    }

    @Test
    void a_purge_forgets_links_made_and_moved_before_an_instant_whatever_their_state() {
        Link made = kept(T0);
        Link used = moved(keptFor(Fresh.account(), T0), LinkState.USED, T0.plusSeconds(5));
        Link madeByAClockAhead = keptFor(Fresh.account(), T0.plusSeconds(5));
        Link moved = moved(madeByAClockAhead, LinkState.VOID, T0);
        assertEquals(0, store().purge(portal, T0, 10), "made at the instant itself");
        assertEquals(1, store().purge(portal, T0.plusSeconds(5), 10), "made before, moved or made at it");
        assertEquals(Optional.empty(), another().find(portal, made.selector()));
        assertEquals(List.of(), another().open(portal, LinkPurpose.PASSWORD, account));
        assertEquals(Optional.of(used), another().find(portal, used.selector()));
        assertEquals(Optional.of(moved), another().find(portal, moved.selector()));
        assertEquals(2, store().purge(portal, T0.plusSeconds(5).plus(MICRO), 10));
        assertEquals(0, store().purge(portal, NEVER, 10));
    }

    @Test
    void a_purge_makes_room_for_a_new_link() {
        kept(T0);
        assertEquals(1, store().purge(portal, T0.plusSeconds(1), 1));
        Link candidate = made(T0.plusSeconds(2));
        assertEquals(candidate, store().keep(candidate, ALWAYS));
    }

    @Test
    void a_purge_forgets_no_more_than_it_is_told_to() {
        for (int i = 0; i < 5; i++) {
            keptFor(Fresh.account(), T0);
        }
        assertEquals(2, store().purge(portal, NEVER, 2));
        assertEquals(2, store().purge(portal, NEVER, 2));
        assertEquals(1, store().purge(portal, NEVER, 2));
        assertEquals(0, store().purge(portal, NEVER, 2));
    }

    @Test
    void any_sequence_of_calls_is_answered_as_a_simple_model_answers() {
        new TokenStoreWalk(store(), another(), seed()).run();
    }
}
