package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.port.Filing;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;
import org.recupera.port.TicketDesk;

/**
 * What every {@link TicketDesk} promises, whoever keeps the cases in the end.
 *
 * <p>A desk that is a store is tested by {@link CaseStoreSuite}, which holds this suite too.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class TicketDeskSuite {

    /** Made by subclasses. */
    protected TicketDeskSuite() {}

    final PortalId portal = Fresh.portal();

    /**
     * The desk under test; asked several times in a test, it is always one that leads to the same place.
     *
     * @return the desk
     */
    protected abstract TicketDesk desk();

    /**
     * A desk that leads to the same place, as another node of the portal has one.
     *
     * @return a second handle; the same object as {@link #desk()} when nothing but one process can ever use the place
     */
    protected abstract TicketDesk anotherDesk();

    /**
     * Counts the cases with which the other side ended: where it tells repetitions by a message's id, different ids.
     *
     * @param filed what was filed; its portal and submission tell it from others
     * @return how many cases of that portal and submission there are
     */
    protected abstract int cases(SupportCase filed);

    TicketDesk deskOf(int number) {
        return number % 2 == 0 ? desk() : anotherDesk();
    }

    @Test
    void a_case_is_filed_with_all_that_is_attached() {
        Map<Integer, byte[]> files = Map.of(1, Fresh.bytes(70_000), 2, new byte[0], 3, Fresh.bytes(1));
        Attached contents = Attached.of(files);
        SupportCase filed = Cases.with(Cases.filled(portal), files);
        assertEquals(0, cases(filed), "before");
        assertFiled(desk().file(filed, contents));
        contents.assertReadWhole();
        contents.assertClosed();
        assertEquals(1, cases(filed));
    }

    @Test
    void the_same_case_again_is_no_second_case() {
        Map<Integer, byte[]> files = Map.of(1, Fresh.bytes(1_000));
        Attached contents = Attached.of(files);
        SupportCase filed = Cases.with(Cases.filled(portal), files);
        for (int i = 0; i < 4; i++) {
            assertTaken(deskOf(i).file(filed, contents));
            contents.assertClosed();
            assertEquals(1, cases(filed), "after calls: " + (i + 1));
        }
    }

    @Test
    void of_sixteen_that_file_one_case_all_are_told_so_and_there_is_one() {
        for (int round = 0; round < Together.ROUNDS; round++) {
            Map<Integer, byte[]> files = Map.of(1, Fresh.bytes(3_000));
            Attached contents = Attached.of(files);
            SupportCase filed = Cases.with(Cases.filled(portal), files);
            List<Filing> answers = Together.run(i -> deskOf(i).file(filed, contents));
            answers.forEach(TicketDeskSuite::assertTaken);
            contents.assertClosed();
            assertEquals(1, cases(filed));
        }
    }

    @Test
    void cases_of_different_submissions_are_different_cases() {
        SupportCase one = Cases.filled(portal).build();
        SupportCase other = Cases.filled(portal).build();
        assertFiled(desk().file(one, Attached.NOTHING));
        assertFiled(desk().file(other, Attached.NOTHING));
        assertEquals(1, cases(one));
        assertEquals(1, cases(other));
    }

    @Test
    void a_submission_of_another_portal_is_another_case() {
        SupportCase here = Cases.filled(portal).build();
        SupportCase there = Cases.filled(Fresh.portal(), here.number(), here.submission(), here.digest())
                .build();
        assertFiled(desk().file(here, Attached.NOTHING));
        assertFiled(desk().file(there, Attached.NOTHING));
        assertEquals(1, cases(here));
        assertEquals(1, cases(there));
    }

    @Test
    void a_file_that_breaks_midway_leaves_no_case_and_no_stream_open() {
        Map<Integer, byte[]> files = Map.of(1, Fresh.bytes(500_000), 2, Fresh.bytes(500_000));
        SupportCase filed = Cases.with(Cases.filled(portal), files);
        List<Throwable> faults = List.of(
                new IOException("the disk is gone"),
                new IllegalStateException("a bug of the portal's"),
                new StackOverflowError("an error"));
        for (Throwable fault : faults) {
            Attached breaking = Attached.breaking(files, 2, () -> fault);
            assertNotFiled(filed, breaking, fault);
            breaking.assertClosed();
            assertEquals(0, cases(filed), () -> "after " + fault);
        }
        Attached sound = Attached.of(files);
        assertFiled(anotherDesk().file(filed, sound));
        sound.assertReadWhole();
        assertEquals(1, cases(filed), "as soon as the files can be read");
    }

    private void assertNotFiled(SupportCase filed, Attached contents, Throwable fault) {
        try {
            Filing answer = desk().file(filed, contents);
            assertTrue(answer instanceof Filing.Deferred, () -> "not filed, worth another try: " + answer);
        } catch (PortException told) {
            // Nothing was filed, and the same call may be made again.
        } catch (IllegalStateException | StackOverflowError told) {
            assertEquals(fault, told, "what the portal threw comes as it was");
        }
    }

    static void assertFiled(Filing answer) {
        assertTrue(answer instanceof Filing.Filed, () -> "filed: " + answer);
    }

    private static void assertTaken(Filing answer) {
        assertTrue(
                answer instanceof Filing.Filed || answer instanceof Filing.Repeated,
                () -> "filed, now or before: " + answer);
    }
}
