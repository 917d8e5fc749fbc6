package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
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
public abstract class WorkQueueSuite extends WorkQueueClaims {

    /** For the class that brings the queue. */
    protected WorkQueueSuite() {}

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
    void what_follows_is_there_as_soon_as_the_unit_is_gone() {
        Work unit = work("key", T0);
        Work waits = work("waits", T0.plusSeconds(1));
        assertTrue(queue().put(unit));
        ClaimedWork claimed = onlyOne(claim(10, T0));
        assertTrue(queue().put(waits));
        Work again = new Work(portal, "key", Lane.DELIVER, "mail", Fresh.bytes(300), T0.minusSeconds(9), T0);
        Work another = work("another", T0.plusSeconds(2));
        List<Work> next = List.of(again, work("waits", T0), another);
        assertTrue(queue().settle(claimed, new Settlement.Done(next)));

        assertEquals(3, another().status(portal).waiting());
        assertEquals(
                again,
                onlyOne(another().claim(portal, Lane.DELIVER, 10, T0, LEASE)).work());
        assertEquals(
                List.of(waits, another),
                claim(10, LATER).stream().map(ClaimedWork::work).toList(),
                "of one key the first");
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
    void the_status_counts_what_waits_and_tells_the_oldest() {
        for (int i = 1; i <= 4; i++) {
            Work work = new Work(
                    portal,
                    "key" + i,
                    i % 2 == 0 ? Lane.DECIDE : Lane.DELIVER,
                    "k",
                    new byte[1],
                    T0.plusSeconds(i),
                    T0);
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
    void any_sequence_of_calls_is_answered_as_a_simple_model_answers() {
        new WorkQueueWalk(queue(), another(), seed()).run();
    }
}
