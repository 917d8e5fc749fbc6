package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
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
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class TokenStoreSuite {

    private static final Instant T0 = Instant.parse("2026-03-02T14:05:06.123457Z");
    private static final Instant ALWAYS = T0.minus(Duration.ofDays(365));
    private static final Instant NEVER = T0.plus(Duration.ofDays(365));
    private static final Duration MICRO = Duration.ofNanos(1_000);

    private final PortalId portal = Fresh.portal();
    private final AccountId account = Fresh.account();

    /** For the class that brings the store. */
    protected TokenStoreSuite() {}

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
        for (LinkState state : List.of(LinkState.TAKEN, LinkState.USED, LinkState.REPLACED, LinkState.VOID)) {
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
        for (LinkState state : List.of(LinkState.USED, LinkState.REPLACED, LinkState.VOID)) {
            Link link = kept(T0);
            assertTrue(store().move(link, link.moved(state, T0)));
            assertEquals(List.of(), store().open(portal, LinkPurpose.PASSWORD, account), () -> "with one " + state);
        }
    }

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
        assertNull(stored.liveAt());
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

    private TokenStore node(int number) {
        return number % 2 == 0 ? store() : another();
    }

    private Set<Link> open(AccountId owner) {
        List<Link> open = another().open(portal, LinkPurpose.PASSWORD, owner);
        Set<Link> distinct = new HashSet<>(open);
        assertEquals(distinct.size(), open.size(), "a link is listed once");
        return distinct;
    }

    private Link made(Instant at) {
        return madeFor(account, at);
    }

    private Link madeFor(AccountId owner, Instant at) {
        return madeIn(portal, owner, at);
    }

    private static Link madeIn(PortalId portal, AccountId owner, Instant at) {
        return madeAs(portal, owner, Fresh.selector(), at);
    }

    private static Link madeAs(PortalId portal, AccountId owner, String selector, Instant at) {
        return Link.made(portal, selector, "k1", LinkPurpose.PASSWORD, owner, Fresh.text(43), at);
    }

    private Link kept(Instant at) {
        return keptFor(account, at);
    }

    private Link keptFor(AccountId owner, Instant at) {
        return store().keep(madeFor(owner, at), NEVER);
    }

    private Link live(Link link, Instant at) {
        Link live = link.mailed(at);
        assertTrue(store().move(link, live));
        return live;
    }

    private Link moved(Link link, LinkState to, Instant at) {
        Link moved = link.moved(to, at);
        assertTrue(store().move(link, moved));
        return moved;
    }
}
