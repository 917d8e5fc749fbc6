package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.recupera.port.ClaimedWork;
import org.recupera.port.DeadLetter;
import org.recupera.port.DeadLetters;
import org.recupera.port.Lane;
import org.recupera.port.PortalId;
import org.recupera.port.QueueStatus;
import org.recupera.port.Settlement;
import org.recupera.port.Work;

/**
 * The contract of {@link DeadLetters}, for whoever writes a queue.
 *
 * <p>Extend it beside {@link WorkQueueSuite}, and hand over the queue and its dead letters.
 */
public abstract class DeadLettersSuite extends WorkQueueFixture {

    /** For the class that brings the queue. */
    protected DeadLettersSuite() {}

    /**
     * The dead letters of {@link #queue()}.
     *
     * @return what was given up
     */
    protected abstract DeadLetters deadLetters();

    /**
     * The same dead letters, as another node of the portal has them.
     *
     * @return those of {@link #another()}
     */
    protected abstract DeadLetters otherDeadLetters();

    @Test
    void what_was_given_up_is_listed_with_its_reason_and_its_instants() {
        for (Instant at : Awkward.instants()) {
            PortalId own = Fresh.portal();
            Work work = new Work(own, "a key '%_", Lane.DELIVER, "k\"ind", Fresh.bytes(9), at, at);
            assertTrue(queue().put(work));
            ClaimedWork first = onlyOne(queue().claim(own, Lane.DELIVER, 1, at, LEASE));
            assertTrue(queue().settle(first, new Settlement.Retry(at, "not yet")));
            ClaimedWork second = onlyOne(queue().claim(own, Lane.DELIVER, 1, at, LEASE));
            assertEquals(List.of(), deadLetters().list(own, null, 10), "while it is under way");
            assertTrue(queue().settle(second, new Settlement.Dead(at.plus(MICRO), "550 no such mailbox ñ 🔑")));
            DeadLetter letter = only(otherDeadLetters().list(own, null, 10));
            assertEquals(
                    new DeadLetter(
                            letter.id(), own, "k\"ind", "a key '%_", 2, "550 no such mailbox ñ 🔑", at, at.plus(MICRO)),
                    letter);
        }
    }

    @Test
    void pages_are_in_the_order_of_giving_up_and_show_each_unit_once() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            // Three at a time share an instant.
            bury("key-" + i, T0.plusSeconds(i / 3));
            expected.add("key-" + i);
        }
        for (int size : new int[] {1, 2, 5, 12, 50}) {
            List<String> seen = new ArrayList<>();
            DeadLetter last = null;
            List<DeadLetter> page = page(last, size);
            while (!page.isEmpty()) {
                assertTrue(page.size() <= size, "no more than asked for");
                page.forEach(letter -> seen.add(letter.key()));
                last = page.get(page.size() - 1);
                page = page(last, size);
            }
            assertEquals(new HashSet<>(expected), new HashSet<>(seen), "in pages of " + size);
            assertEquals(expected.size(), seen.size(), "in pages of " + size);
            for (int i = 0; i < expected.size(); i++) {
                int second = i / 3;
                assertEquals(second, Integer.parseInt(seen.get(i).substring(4)) / 3, "the first given up comes first");
            }
        }
    }

    @Test
    void a_page_begins_behind_a_unit_that_is_gone_by_now() {
        for (int i = 0; i < 4; i++) {
            bury("key-" + i, T0.plusSeconds(i));
        }
        List<DeadLetter> first = page(null, 2);
        assertTrue(deadLetters().requeue(first.get(1), T0));
        assertEquals(1, queue().purge(portal, T0.plusSeconds(1), 10));
        assertEquals(
                List.of("key-2", "key-3"),
                page(first.get(1), 10).stream().map(DeadLetter::key).toList());
    }

    @Test
    void portals_do_not_see_each_others_dead_letters() {
        bury("key", T0);
        PortalId other = Fresh.portal();
        assertEquals(List.of(), deadLetters().list(other, null, 10));
        DeadLetter letter = only(page(null, 10));
        DeadLetter forged = new DeadLetter(letter.id(), other, letter.kind(), letter.key(), 1, "gone", T0, T0);
        assertFalse(deadLetters().requeue(forged, T0), "under another portal's name");
        assertEquals(new QueueStatus(0, null, 1), queue().status(portal));
    }

    @Test
    void a_requeued_unit_is_under_way_as_it_was_put_but_for_when_it_is_due() {
        Work work = work("key", T0);
        assertTrue(queue().put(work));
        ClaimedWork before = onlyOne(claim(1, T0));
        assertTrue(queue().settle(before, new Settlement.Dead(T0, "gone")));
        assertTrue(otherDeadLetters().requeue(only(page(null, 10)), LATER));
        assertEquals(List.of(), page(null, 10));
        assertEquals(new QueueStatus(1, T0, 0), queue().status(portal));
        assertEquals(List.of(), claim(10, LATER.minus(MICRO)), "before it is due");
        ClaimedWork again = onlyOne(claim(10, LATER));
        assertEquals(
                new Work(portal, "key", Lane.DECIDE, "kind", work.payload(), work.acceptedAt(), LATER), again.work());
        assertEquals(1, again.attempts(), "attempts go on counting");
        assertTrue(again.fence() > before.fence(), "so does the fence");
        assertFalse(queue().settle(before, DONE), "a claim from before settles nothing");
        assertTrue(queue().settle(again, DONE));
    }

    @Test
    void a_requeued_unit_may_be_given_up_and_requeued_again() {
        bury("key", T0);
        for (int i = 1; i <= 3; i++) {
            assertTrue(deadLetters().requeue(only(page(null, 10)), T0.plusSeconds(i)));
            ClaimedWork claimed = onlyOne(claim(10, T0.plusSeconds(i)));
            assertEquals(i, claimed.attempts());
            assertTrue(queue().settle(claimed, new Settlement.Dead(T0.plusSeconds(i), "again " + i)));
            assertEquals("again " + i, only(page(null, 10)).reason());
        }
    }

    @Test
    void a_unit_is_requeued_once_and_not_when_it_is_gone() {
        bury("key", T0);
        bury("other", T0);
        DeadLetter letter = page(null, 1).get(0);
        assertTrue(deadLetters().requeue(letter, T0));
        assertFalse(otherDeadLetters().requeue(letter, T0), "while it is under way");
        assertTrue(queue().settle(onlyOne(claim(10, T0)), DONE));
        assertFalse(otherDeadLetters().requeue(letter, T0), "once it is done");
        DeadLetter purged = only(page(null, 10));
        assertEquals(1, queue().purge(portal, LATER, 10));
        assertFalse(deadLetters().requeue(purged, T0), "once it is purged");
        DeadLetter strange = new DeadLetter("no-id", portal, "kind", "key", 1, "gone", T0, T0);
        assertFalse(deadLetters().requeue(strange, T0), "what never was");
        assertEquals(new QueueStatus(0, null, 0), queue().status(portal));
    }

    @Test
    void a_unit_stays_given_up_while_another_of_its_key_is_under_way() {
        bury("key", T0);
        DeadLetter letter = only(page(null, 10));
        Work newer = work("key", T0);
        assertTrue(queue().put(newer));
        assertFalse(deadLetters().requeue(letter, T0), "while the newer one waits");
        ClaimedWork claimed = onlyOne(claim(10, T0));
        assertEquals(newer, claimed.work());
        assertFalse(otherDeadLetters().requeue(letter, T0), "while the newer one is leased");
        assertEquals(letter, only(page(null, 10)), "and is still listed");
        assertTrue(queue().settle(claimed, DONE));
        assertTrue(deadLetters().requeue(letter, T0));
        assertFalse(another().put(newer), "now the old one is under way");
    }

    @Test
    void of_sixteen_that_requeue_one_unit_exactly_one_does() {
        for (int round = 0; round < Together.ROUNDS; round++) {
            bury("key-" + round, T0.plusSeconds(round));
            DeadLetter letter = only(page(null, 10));
            assertEquals(1, Together.winners(Together.run(i -> dead(i).requeue(letter, T0))));
            assertTrue(queue().settle(onlyOne(claim(10, T0)), DONE));
        }
    }

    @Test
    void of_sixteen_that_requeue_units_of_one_key_or_put_another_exactly_one_does() {
        for (int round = 0; round < Together.ROUNDS; round++) {
            String key = "key-" + round;
            IntStream.range(0, 8).forEach(i -> bury(key, T0));
            List<DeadLetter> letters = page(null, 10);
            assertEquals(8, letters.size());
            List<Boolean> won = Together.run(i -> i % 2 == 0
                    ? dead(i / 2).requeue(letters.get(i / 2), T0)
                    : node(i / 2).put(work(key, T0)));
            assertEquals(1, Together.winners(won), "threads that were told theirs is under way");
            assertTrue(queue().settle(onlyOne(claim(10, T0)), DONE));
            assertTrue(queue().purge(portal, LATER, 10) >= 7);
        }
    }

    private DeadLetters dead(int number) {
        return number % 2 == 0 ? deadLetters() : otherDeadLetters();
    }

    private List<DeadLetter> page(@Nullable DeadLetter after, int size) {
        return otherDeadLetters().list(portal, after, size);
    }

    private void bury(String key, Instant at) {
        assertTrue(queue().put(work(key, T0)));
        assertTrue(queue().settle(onlyOne(claim(1, T0)), new Settlement.Dead(at, "gone")));
    }

    private static DeadLetter only(List<DeadLetter> letters) {
        assertEquals(1, letters.size(), () -> "listed " + letters);
        return letters.get(0);
    }
}
