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
import org.junit.jupiter.api.Test;
import org.recupera.port.ClaimedWork;
import org.recupera.port.Lane;
import org.recupera.port.QueueStatus;
import org.recupera.port.Settlement;
import org.recupera.port.Work;
import org.recupera.port.WorkQueue;

/** What {@link WorkQueue#claim} and {@link WorkQueue#settle} promise, to one caller and to sixteen. */
abstract class WorkQueueClaims extends WorkQueueFixture {

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
        assertFalse(queue().settle(first, new Settlement.Done(List.of(work("next", T0)))));
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
    void a_claim_settles_no_later_unit_of_the_same_key() {
        assertTrue(queue().put(work("key", T0)));
        ClaimedWork former = onlyOne(claim(1, T0));
        assertTrue(queue().settle(former, DONE));
        assertTrue(queue().put(work("key", T0)));
        ClaimedWork latter = onlyOne(claim(1, T0));
        assertFalse(another().settle(former, DONE));
        assertTrue(another().settle(latter, DONE));
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
        assertEquals(work, second.work(), "as it was put, dueAt included");
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
    void sixteen_that_claim_at_once_share_the_units_and_none_twice() {
        List<String> keys = IntStream.range(0, 60).mapToObj(i -> "key-" + i).toList();
        for (String key : keys) {
            assertTrue(queue().put(work(key, T0)));
        }
        List<ClaimedWork> claimed = new ArrayList<>();
        Together.run(i -> node(i).claim(portal, Lane.DECIDE, 3, T0, LEASE)).forEach(claimed::addAll);
        claimed.addAll(claim(60, T0));
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
}
