package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.port.CaseSequence;
import org.recupera.port.PortalId;

/** What every {@link CaseSequence} promises. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class CaseSequenceSuite {

    private static final int YEAR = 2026;
    private static final int EACH = 5;

    private final PortalId portal = Fresh.portal();

    /** Made by subclasses. */
    protected CaseSequenceSuite() {}

    /**
     * The sequence under test; asked several times in a test, it is always one on the same storage.
     *
     * @return the sequence
     */
    protected abstract CaseSequence sequence();

    /**
     * A sequence on the same storage, as another node of the portal has one.
     *
     * @return a second handle; the same object as {@link #sequence()} when nothing but one process can ever use the storage
     */
    protected abstract CaseSequence another();

    @Test
    void a_year_begins_with_one_and_every_node_counts_on() {
        assertEquals(1, sequence().next(portal, YEAR));
        long before = 1;
        for (int i = 0; i < 10; i++) {
            long next = (i % 2 == 0 ? another() : sequence()).next(portal, YEAR);
            assertTrue(next > before, next + " after " + before);
            before = next;
        }
    }

    @Test
    void years_and_portals_count_for_themselves() {
        PortalId other = Fresh.portal();
        sequence().next(portal, YEAR);
        sequence().next(portal, YEAR);
        assertEquals(1, another().next(portal, YEAR + 1));
        assertEquals(1, another().next(portal, YEAR - 1));
        assertEquals(1, another().next(other, YEAR));
        assertTrue(sequence().next(portal, YEAR) > 2, "this year and portal");
    }

    @Test
    void of_sixteen_that_count_at_once_no_two_get_the_same() {
        for (int round = 0; round < Together.ROUNDS; round++) {
            int year = YEAR + round;
            List<List<Long>> given = Together.run(i -> LongStream.range(0, EACH)
                    .map(any -> (i % 2 == 0 ? sequence() : another()).next(portal, year))
                    .boxed()
                    .toList());
            List<Long> all = given.stream().flatMap(Collection::stream).toList();
            Set<Long> distinct = new HashSet<>(all);
            assertEquals(Together.THREADS * EACH, distinct.size());
            assertTrue(distinct.contains(1L), "the first of a year is 1");
            assertTrue(all.stream().allMatch(value -> value >= 1), "counted from 1");
        }
    }
}
