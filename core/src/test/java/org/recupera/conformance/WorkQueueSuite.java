package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.port.ClaimedWork;
import org.recupera.port.Lane;
import org.recupera.port.PortalId;
import org.recupera.port.QueueStatus;
import org.recupera.port.Settlement;
import org.recupera.port.Work;
import org.recupera.port.WorkQueue;

/**
 * The contract of {@link WorkQueue}, for whoever writes one.
 *
 * <p>Extend it in your own tests and hand over your queue, which has room for at least a hundred units:
 *
 * <pre>{@code
 * class BrokerWorkQueueTest extends WorkQueueSuite {
 *
 *     @Override
 *     protected WorkQueue queue() {
 *         return BrokerWorkQueue.over(CONNECTION);
 *     }
 *
 *     @Override
 *     protected WorkQueue another() {
 *         return BrokerWorkQueue.over(OTHER_CONNECTION);
 *     }
 * }
 * }</pre>
 *
 * <p>Each test uses portals of its own, so the storage need not be emptied between tests, and several builds may share
 * it. Time is what the suite says it is; nothing sleeps.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class WorkQueueSuite {

    private static final Instant T0 = Instant.parse("2026-03-02T14:05:06.123457Z");
    private static final Instant LATER = T0.plus(Duration.ofDays(1));
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration MICRO = Duration.ofNanos(1_000);
    private static final Settlement DONE = new Settlement.Done();

    private final PortalId portal = Fresh.portal();

    /** For the class that brings the queue. */
    protected WorkQueueSuite() {}

    /**
     * The queue under test; asked several times in a test, it is always one on the same storage.
     *
     * @return the queue
     */
    protected abstract WorkQueue queue();

    /**
     * A queue on the same storage, as another node of the portal has one.
     *
     * @return a second handle, with connections of its own; the same object as {@link #queue()} when nothing but one
     *     process can ever use the storage
     */
    protected abstract WorkQueue another();

    /**
     * Where the random sequence of calls starts from; override it to repeat one that failed.
     *
     * @return the seed; another each time unless overridden
     */
    protected long seed() {
        return Fresh.seed();
    }

    @Test
    void a_unit_is_claimed_by_any_node_as_it_was_put() {
        Work work = new Work(portal, "key", Lane.DELIVER, "kind", Fresh.bytes(300), T0.minusSeconds(9), T0);
        assertTrue(queue().put(work));
        ClaimedWork claimed = onlyOne(another().claim(portal, Lane.DELIVER, 10, T0, LEASE));
        assertEquals(work, claimed.work());
        assertEquals(0, claimed.attempts());
        assertEquals(T0.plus(LEASE), claimed.leasedUntil());
    }

    @Test
    void instants_survive_to_the_microsecond() {
        for (Instant at : Awkward.instants()) {
            Work work = new Work(portal, "key", Lane.DECIDE, "kind", new byte[0], at.minus(MICRO), at);
            assertTrue(queue().put(work));
            assertEquals(List.of(), claim(10, at.minus(MICRO)), () -> "due a microsecond before " + at);
            ClaimedWork claimed = onlyOne(claim(10, at));
            assertEquals(work, claimed.work());
            assertEquals(at.plus(LEASE), claimed.leasedUntil());
            assertEquals(at.minus(MICRO), queue().status(portal).oldest());
            assertTrue(queue().settle(claimed, DONE));
        }
    }

    @Test
    void payloads_keys_and_kinds_come_back_whole_at_their_bounds() {
        List<Work> works = List.of(
                new Work(portal, "e", Lane.DECIDE, "k", new byte[0], T0, T0),
                new Work(portal, "k".repeat(120), Lane.DECIDE, "K".repeat(40), allBytes(), T0, T0.plusSeconds(1)),
                new Work(portal, "b", Lane.DECIDE, "%_'\"\\;--", Fresh.bytes(8_192), T0, T0.plusSeconds(2)));
        works.forEach(work -> assertTrue(queue().put(work)));
        assertEquals(works, claim(10, LATER).stream().map(ClaimedWork::work).toList());
    }

    @Test
    void an_equal_unit_is_refused_while_the_first_waits_is_leased_or_is_to_be_retried() {
        Work first = work("key", T0);
        Work second = new Work(portal, "key", Lane.DELIVER, "other", Fresh.bytes(9), T0.plusSeconds(1), T0);
        assertTrue(queue().put(first));
        assertFalse(another().put(second), "while the first waits");
        ClaimedWork claimed = onlyOne(claim(10, T0));
        assertEquals(first, claimed.work(), "the first is what was kept");
        assertFalse(another().put(second), "while the first is leased");
        assertTrue(queue().settle(claimed, new Settlement.Retry(LATER, "later")));
        assertFalse(another().put(second), "while the first is to be retried");
        assertEquals(List.of(), queue().claim(portal, Lane.DELIVER, 10, LATER, LEASE));
        assertEquals(1, queue().status(portal).waiting());
    }

    @Test
    void the_key_is_free_again_after_done_and_after_dead_however_often() {
        for (int i = 0; i < 3; i++) {
            assertTrue(queue().put(work("key", T0)), "put again");
            assertTrue(queue().settle(onlyOne(claim(10, T0)), i == 0 ? DONE : new Settlement.Dead(T0, "gone")));
        }
        assertEquals(new QueueStatus(0, null, 2), another().status(portal));
        assertTrue(another().put(work("key", T0)));
        assertEquals(new QueueStatus(1, T0, 2), queue().status(portal));
    }

    @Test
    void keys_that_look_alike_are_different_work() {
        List<String> keys = Awkward.lookAlikes("password:" + Fresh.text(8));
        for (String key : keys) {
            assertTrue(queue().put(work(key, T0)), () -> "put " + key);
        }
        List<String> claimed =
                claim(100, T0).stream().map(one -> one.work().key()).toList();
        assertEquals(keys.size(), claimed.size());
        assertEquals(new HashSet<>(keys), new HashSet<>(claimed));
    }

    @Test
    void portals_and_lanes_do_not_see_each_others_units() {
        PortalId other = Fresh.portal();
        Work here = work("key", T0);
        Work there = new Work(other, "key", Lane.DELIVER, "kind", Fresh.bytes(3), T0, T0);
        assertTrue(queue().put(here));
        assertTrue(queue().put(there), "the same key in another portal is another unit");
        assertEquals(List.of(), queue().claim(portal, Lane.DELIVER, 10, T0, LEASE));
        assertEquals(List.of(), queue().claim(other, Lane.DECIDE, 10, T0, LEASE));
        assertEquals(here, onlyOne(claim(10, T0)).work());
        ClaimedWork claimed = onlyOne(queue().claim(other, Lane.DELIVER, 10, T0, LEASE));
        assertTrue(queue().settle(claimed, new Settlement.Dead(T0, "gone")));
        assertEquals(new QueueStatus(1, T0, 0), queue().status(portal));
        assertEquals(new QueueStatus(0, null, 1), queue().status(other));
        assertEquals(0, queue().purge(portal, LATER, 10));
        assertEquals(1, queue().purge(other, LATER, 10));
    }

    @Test
    void an_empty_queue_answers_with_nothing() {
        assertEquals(List.of(), claim(10, T0));
        assertEquals(new QueueStatus(0, null, 0), queue().status(portal));
        assertEquals(0, queue().purge(portal, LATER, 10));
    }

    @Test
    void the_longest_due_come_first_and_no_more_than_asked_for() {
        for (int second : new int[] {4, 1, 5, 3, 2, 7}) {
            assertTrue(queue().put(work("due-" + second, T0.plusSeconds(second))));
        }
        assertEquals(List.of("due-1", "due-2"), keys(claim(2, T0.plusSeconds(5))));
        assertEquals(List.of("due-3", "due-4", "due-5"), keys(claim(10, T0.plusSeconds(5))));
        assertEquals(List.of(), claim(10, T0.plusSeconds(5)), "what is not due yet");
    }

    @Test
    void a_leased_unit_is_free_when_its_lease_has_ended_and_not_a_microsecond_before() {
        assertTrue(queue().put(work("key", T0)));
        ClaimedWork first = onlyOne(claim(1, T0));
        assertEquals(
                List.of(),
                another().claim(portal, Lane.DECIDE, 10, first.leasedUntil().minus(MICRO), LEASE));
        ClaimedWork second = onlyOne(another().claim(portal, Lane.DECIDE, 10, first.leasedUntil(), LEASE));
        assertEquals(first.id(), second.id());
        assertEquals(1, second.attempts());
        assertTrue(second.fence() > first.fence(), "the fence counts the claims");
        assertEquals(first.leasedUntil().plus(LEASE), second.leasedUntil());
    }

    @Test
    void who_lost_the_lease_settles_nothing() {
        assertTrue(queue().put(work("key", T0)));
        ClaimedWork first = onlyOne(claim(1, T0));
        ClaimedWork second = onlyOne(another().claim(portal, Lane.DECIDE, 1, first.leasedUntil(), LEASE));
        assertFalse(queue().settle(first, DONE));
        assertFalse(queue().settle(first, new Settlement.Retry(T0, "again")));
        assertFalse(queue().settle(first, new Settlement.Dead(T0, "gone")));
        assertEquals(List.of(), claim(10, first.leasedUntil()), "the second lease still runs");
        assertEquals(new QueueStatus(1, T0, 0), queue().status(portal));
        assertTrue(another().settle(second, DONE));
    }

    @Test
    void a_lease_that_ended_unnoticed_may_still_be_settled() {
        assertTrue(queue().put(work("key", T0)));
        ClaimedWork claimed = onlyOne(claim(1, T0));
        assertEquals(List.of(), claim(10, claimed.leasedUntil().minus(MICRO)));
        assertTrue(queue().settle(claimed, DONE));
        assertEquals(List.of(), claim(10, LATER));
    }

    @Test
    void a_unit_is_settled_once() {
        for (Settlement first : List.of(DONE, new Settlement.Retry(T0, "again"), new Settlement.Dead(T0, "gone"))) {
            assertTrue(queue().put(work("key " + first.getClass().getSimpleName(), T0)));
            ClaimedWork claimed = onlyOne(claim(1, T0));
            assertTrue(another().settle(claimed, first));
            QueueStatus status = queue().status(portal);
            for (Settlement second : List.of(DONE, new Settlement.Retry(LATER, "x"), new Settlement.Dead(T0, "x"))) {
                assertFalse(queue().settle(claimed, second), () -> second + " after " + first);
            }
            assertEquals(status, queue().status(portal));
            queue().claim(portal, Lane.DECIDE, 10, T0, Duration.ofDays(9));
        }
    }

    @Test
    void a_unit_that_is_done_is_gone() {
        assertTrue(queue().put(work("key", T0)));
        assertTrue(queue().settle(onlyOne(claim(1, T0)), DONE));
        assertEquals(List.of(), another().claim(portal, Lane.DECIDE, 10, LATER, LEASE));
        assertEquals(new QueueStatus(0, null, 0), another().status(portal));
    }

    @Test
    void a_retried_unit_is_due_again_at_its_instant() {
        Work work = work("key", T0);
        assertTrue(queue().put(work));
        ClaimedWork first = onlyOne(claim(1, T0));
        Instant again = T0.plusSeconds(5);
        assertTrue(queue().settle(first, new Settlement.Retry(again, "mail server down")));
        assertEquals(List.of(), another().claim(portal, Lane.DECIDE, 10, again.minus(MICRO), LEASE));
        ClaimedWork second = onlyOne(another().claim(portal, Lane.DECIDE, 10, again, LEASE));
        assertEquals(1, second.attempts());
        assertTrue(second.fence() > first.fence());
        assertSameTask(work, second.work());
        assertTrue(queue().settle(second, new Settlement.Retry(T0.minusSeconds(60), "at once")));
        assertEquals(2, onlyOne(claim(10, again)).attempts());
    }

    @Test
    void a_retried_unit_takes_its_place_among_the_due() {
        assertTrue(queue().put(work("retried", T0)));
        ClaimedWork claimed = onlyOne(claim(1, T0));
        assertTrue(queue().put(work("before", T0.plusSeconds(4))));
        assertTrue(queue().put(work("after", T0.plusSeconds(6))));
        assertTrue(queue().settle(claimed, new Settlement.Retry(T0.plusSeconds(5), "later")));
        assertEquals(List.of("before", "retried", "after"), keys(claim(10, LATER)));
    }

    @Test
    void a_dead_unit_is_never_claimed_and_blocks_nothing() {
        assertTrue(queue().put(work("key", T0)));
        assertTrue(queue().settle(onlyOne(claim(1, T0)), new Settlement.Dead(T0, "rejected")));
        assertEquals(List.of(), another().claim(portal, Lane.DECIDE, 10, LATER, LEASE));
        assertEquals(new QueueStatus(0, null, 1), another().status(portal));
    }

    @Test
    void a_reason_that_is_too_long_is_cut_and_not_refused() {
        String endless = "a".repeat(199) + "🔑".repeat(2_000) + "' \"%\\";
        assertTrue(queue().put(work("key", T0)));
        assertTrue(queue().settle(onlyOne(claim(1, T0)), new Settlement.Retry(T0, endless)));
        assertTrue(queue().settle(onlyOne(claim(1, T0)), new Settlement.Dead(T0, endless)));
        assertEquals(new QueueStatus(0, null, 1), queue().status(portal));
    }

    @Test
    void the_status_counts_what_waits_and_tells_the_oldest() {
        for (int i = 1; i <= 4; i++) {
            Work work = new Work(portal, "key" + i, Lane.values()[i % 2], "k", new byte[1], T0.plusSeconds(i), T0);
            assertTrue(queue().put(work));
        }
        assertEquals(new QueueStatus(4, T0.plusSeconds(1), 0), another().status(portal));
        ClaimedWork second = queue().claim(portal, Lane.DECIDE, 2, T0, LEASE).stream()
                .filter(claimed -> claimed.work().key().equals("key2"))
                .findFirst()
                .orElseThrow();
        List<ClaimedWork> odd = queue().claim(portal, Lane.DELIVER, 2, T0, LEASE);
        assertEquals(new QueueStatus(4, T0.plusSeconds(1), 0), another().status(portal), "what is leased waits too");
        odd.forEach(claimed -> assertTrue(queue().settle(claimed, DONE)));
        assertEquals(new QueueStatus(2, T0.plusSeconds(2), 0), another().status(portal));
        assertTrue(queue().settle(second, new Settlement.Dead(T0, "gone")));
        assertEquals(new QueueStatus(1, T0.plusSeconds(4), 1), another().status(portal));
    }

    @Test
    void a_purge_forgets_the_dead_from_before_an_instant_a_batch_at_a_time() {
        for (int i = 0; i < 5; i++) {
            assertTrue(queue().put(work("key" + i, T0)));
            assertTrue(queue().settle(onlyOne(claim(1, T0)), new Settlement.Dead(T0.plusSeconds(i), "gone")));
        }
        assertTrue(queue().put(work("waits", T0.minusSeconds(99))));
        assertEquals(0, queue().purge(portal, T0, 10), "given up at the instant itself");
        assertEquals(2, queue().purge(portal, T0.plusSeconds(4), 2));
        assertEquals(2, another().purge(portal, T0.plusSeconds(4), 10));
        assertEquals(new QueueStatus(1, T0, 1), queue().status(portal));
        assertEquals(1, queue().purge(portal, T0.plusSeconds(4).plus(MICRO), 10));
        assertEquals(0, queue().purge(portal, LATER, 10));
        assertEquals("waits", onlyOne(claim(10, T0)).work().key());
    }

    @Test
    void of_sixteen_that_put_one_key_exactly_one_does() {
        for (int round = 0; round < Together.ROUNDS; round++) {
            String key = "round-" + round;
            assertEquals(1, Together.winners(Together.run(i -> node(i).put(work(key, T0)))));
            assertEquals(round + 1, queue().status(portal).waiting());
        }
    }

    @Test
    void sixteen_that_claim_at_once_share_the_units_and_none_twice() {
        List<String> keys = IntStream.range(0, 60).mapToObj(i -> "key-" + i).toList();
        for (String key : keys) {
            assertTrue(queue().put(work(key, T0)));
        }
        List<ClaimedWork> claimed = new ArrayList<>();
        Together.run(i -> node(i).claim(portal, Lane.DECIDE, 3, T0, LEASE)).forEach(claimed::addAll);
        for (List<ClaimedWork> rest = claim(7, T0); !rest.isEmpty(); rest = claim(7, T0)) {
            claimed.addAll(rest);
        }
        assertEquals(60, claimed.size(), "units claimed");
        assertEquals(new HashSet<>(keys), new HashSet<>(keys(claimed)));
    }

    @Test
    void of_sixteen_that_claim_one_abandoned_unit_exactly_one_gets_it() {
        assertTrue(queue().put(work("key", T0)));
        for (int round = 0; round < Together.ROUNDS; round++) {
            Instant now = T0.plus(LEASE.multipliedBy(round));
            List<List<ClaimedWork>> claims = Together.run(i -> node(i).claim(portal, Lane.DECIDE, 1, now, LEASE));
            assertEquals(1, claims.stream().mapToInt(List::size).sum(), "threads that hold the lease");
        }
        assertEquals(Together.ROUNDS, onlyOne(claim(1, LATER)).attempts(), "each time exactly one claim is counted");
    }

    @Test
    void of_sixteen_that_settle_one_claim_exactly_one_does() {
        for (int round = 0; round < Together.ROUNDS; round++) {
            assertTrue(queue().put(work("key", T0)));
            ClaimedWork claimed = onlyOne(claim(1, T0));
            List<Settlement> ways = List.of(DONE, new Settlement.Retry(LATER, "x"), new Settlement.Dead(T0, "x"));
            List<Boolean> settled = Together.run(i -> node(i).settle(claimed, ways.get(i % 3)));
            assertEquals(1, Together.winners(settled), "threads that were told they settled it");
            queue().claim(portal, Lane.DECIDE, 10, LATER, LEASE).forEach(left -> queue().settle(left, DONE));
        }
    }

    @Test
    void any_sequence_of_calls_is_answered_as_a_simple_model_answers() {
        new WorkQueueWalk(queue(), another(), seed()).run();
    }

    private WorkQueue node(int number) {
        return number % 2 == 0 ? queue() : another();
    }

    private List<ClaimedWork> claim(int limit, Instant now) {
        return queue().claim(portal, Lane.DECIDE, limit, now, LEASE);
    }

    private Work work(String key, Instant dueAt) {
        return new Work(portal, key, Lane.DECIDE, "kind", Fresh.bytes(20), T0, dueAt);
    }

    private static ClaimedWork onlyOne(List<ClaimedWork> claimed) {
        assertEquals(1, claimed.size(), () -> "claimed " + claimed);
        return claimed.get(0);
    }

    private static List<String> keys(List<ClaimedWork> claimed) {
        return claimed.stream().map(one -> one.work().key()).toList();
    }

    private static byte[] allBytes() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    /** Equal but for {@code dueAt}, of which the contract says nothing once a unit was claimed. */
    private static void assertSameTask(Work expected, Work actual) {
        assertEquals(
                expected,
                new Work(
                        actual.portal(),
                        actual.key(),
                        actual.lane(),
                        actual.kind(),
                        actual.payload(),
                        actual.acceptedAt(),
                        expected.dueAt()));
    }
}
