package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.recupera.port.CaseField;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseState;
import org.recupera.port.Filing;
import org.recupera.port.SupportCase;

/** What a message and a purge change, and what they leave. */
abstract class CaseStoreChanges extends CaseStoreContents {

    @Test
    void a_message_is_seen_by_every_node_and_moves_the_case() {
        SupportCase stands = filed(Cases.filled(portal).build());
        CaseState before = CaseState.OPEN;
        int second = 0;
        List<CaseMessage> said = new ArrayList<>();
        for (CaseState next : List.of(
                CaseState.IN_PROGRESS,
                CaseState.IN_PROGRESS,
                CaseState.ANSWERED,
                CaseState.CLOSED,
                CaseState.CLOSED,
                CaseState.OPEN,
                CaseState.HANDED_OVER)) {
            second++;
            CaseMessage message =
                    new CaseMessage(T0.plusSeconds(second), CaseMessage.Author.LIBRARY, "mensaje " + second, next);
            said.add(message);
            assertTrue(store().append(stands, message), () -> "to " + next);
            SupportCase expected = Cases.filled(portal, stands.number(), stands.submission(), stands.digest())
                    .standing(next, next == before ? stands.changedAt() : message.at(), second, said)
                    .build();
            stands = find(stands);
            assertUnchanged(expected, stands);
            assertUnchanged(expected, store().find(portal, stands.number()).orElseThrow());
            before = next;
        }
    }

    @Test
    void messages_stay_in_the_order_in_which_they_were_added() {
        SupportCase stands = filed(Cases.filled(portal).build());
        List<Long> seconds = List.of(5L, 3L, 9L, -20L, 9L);
        for (long second : seconds) {
            stands = appended(stands, Cases.said(T0.plusSeconds(second), "", CaseState.OPEN));
        }
        assertEquals(
                seconds.stream().map(T0::plusSeconds).toList(),
                stands.messages().stream().map(CaseMessage::at).toList());
    }

    @Test
    void a_message_to_a_case_that_was_seen_as_it_no_longer_is_changes_nothing() {
        SupportCase seen = filed(Cases.filled(portal).build());
        SupportCase stands = appended(seen, Cases.said(T0.plusSeconds(1), "primero", CaseState.ANSWERED));
        assertFalse(another().append(seen, Cases.said(T0.plusSeconds(2), "segundo", CaseState.CLOSED)));
        assertUnchanged(stands, find(stands));
        SupportCase ahead = Cases.filled(portal, seen.number(), seen.submission(), seen.digest())
                .standing(CaseState.OPEN, T0, 2, List.of())
                .build();
        assertFalse(store().append(ahead, Cases.said(T0.plusSeconds(2), "segundo", CaseState.CLOSED)));
        assertUnchanged(stands, find(stands));
    }

    @Test
    void a_case_that_is_not_there_takes_no_message() {
        SupportCase never = Cases.filled(portal).build();
        assertFalse(store().append(never, Cases.said(T0, "nadie lo lee", CaseState.CLOSED)));
        assertEquals(Optional.empty(), find(portal, never.number()));
        SupportCase here = filed(never);
        SupportCase elsewhere = Cases.filled(Fresh.portal(), here.number(), here.submission(), here.digest())
                .build();
        assertFalse(store().append(elsewhere, Cases.said(T0, "en otro portal", CaseState.CLOSED)));
        assertUnchanged(here, find(here));
    }

    @Test
    void of_sixteen_messages_to_a_case_as_it_was_seen_exactly_one_is_added() {
        SupportCase stands = filed(Cases.filled(portal).build());
        for (int round = 0; round < Together.ROUNDS; round++) {
            SupportCase seen = stands;
            List<Boolean> added =
                    Together.run(i -> node(i).append(seen, Cases.said(T0.plusSeconds(i), "hilo " + i, state(i))));
            assertEquals(1, Together.winners(added));
            stands = find(seen);
            assertEquals(round + 1, stands.version());
            assertEquals(round + 1, stands.messages().size());
            assertEquals(
                    "hilo " + added.indexOf(true), stands.messages().get(round).text());
            assertEquals(stands.messages().get(round).state(), stands.state());
        }
    }

    @Test
    void a_purge_forgets_the_person_and_keeps_what_is_counted() {
        Map<Integer, byte[]> files = Map.of(1, Fresh.bytes(300_000), 2, new byte[0]);
        for (CaseState last : List.of(CaseState.CLOSED, CaseState.HANDED_OVER, CaseState.ANSWERED)) {
            SupportCase filed = filed(Cases.with(Cases.filled(portal), files), files);
            SupportCase begun = appended(filed, Cases.said(T0.plusSeconds(1), "Ya está.", CaseState.IN_PROGRESS));
            SupportCase done = appended(begun, Cases.said(T0.plusSeconds(2), "Adiós.", last));
            assertEquals(0, store().purge(portal, T0.plusSeconds(2), MANY), "not before the change lies before");
            assertUnchanged(done, find(done));
            assertEquals(1, store().purge(portal, T0.plusSeconds(2).plusNanos(1_000), MANY));
            SupportCase rest = Cases.bare(portal, done.number(), done.submission(), done.digest(), T0)
                    .reason("username.not-found")
                    .fields(Cases.fields().stream()
                            .filter(field -> field.role().isKept())
                            .toList())
                    .fileCount(files.size())
                    .standing(
                            last,
                            T0.plusSeconds(2),
                            2,
                            List.of(
                                    Cases.said(T0.plusSeconds(1), "", CaseState.IN_PROGRESS),
                                    Cases.said(T0.plusSeconds(2), "", last)))
                    .build();
            assertUnchanged(rest, find(done));
            for (int place : files.keySet()) {
                assertFalse(copied(done, place, new ByteArrayOutputStream()), () -> "file " + place);
            }
            assertEquals(0, another().purge(portal, T0.plusSeconds(99), MANY), "a second time");
            assertUnchanged(rest, find(done));
        }
    }

    @Test
    void a_purged_case_is_still_the_case_of_its_submission_and_number() {
        SupportCase done = closed(T0);
        assertEquals(1, store().purge(portal, T0.plusSeconds(1), MANY));
        assertEquals(
                new Filing.Repeated(done.number(), done.digest()),
                another()
                        .file(
                                Cases.filled(portal, Cases.number(), done.submission(), Cases.key())
                                        .build(),
                                Attached.NOTHING));
        assertEquals(
                new Filing.NumberTaken(),
                another()
                        .file(
                                Cases.filled(portal, done.number(), Cases.key(), Cases.key())
                                        .build(),
                                Attached.NOTHING));
        assertEquals(Optional.empty(), find(done).requester());
    }

    @Test
    void a_message_to_a_purged_case_is_forgotten_by_a_later_purge() {
        SupportCase done = closed(T0);
        assertEquals(1, store().purge(portal, T0.plusSeconds(1), MANY));
        SupportCase again = appended(find(done), Cases.said(T0.plusSeconds(5), "Era María.", CaseState.CLOSED));
        assertEquals(List.of(Optional.empty(), T0), List.of(again.requester(), again.changedAt()));
        assertEquals(1, store().purge(portal, T0.plusSeconds(1), MANY));
        assertEquals("", find(done).messages().get(1).text());
        SupportCase open = appended(find(done), Cases.said(T0.plusSeconds(6), "Otra vez.", CaseState.OPEN));
        assertEquals(0, store().purge(portal, T0.plusSeconds(99), MANY));
        assertUnchanged(open, find(done));
    }

    @Test
    void a_purge_leaves_cases_that_are_not_done_with() {
        List<SupportCase> open = List.of(CaseState.OPEN, CaseState.IN_PROGRESS).stream()
                .map(state -> appended(
                        appended(filed(Cases.filled(portal).build()), Cases.said(T0, "cerrado", CaseState.CLOSED)),
                        Cases.said(T0, "y abierto", state)))
                .collect(Collectors.toList());
        open.add(filed(Cases.filled(portal).build()));
        assertEquals(0, store().purge(portal, T0.plusSeconds(99), MANY));
        open.forEach(one -> assertUnchanged(one, find(one)));
    }

    @Test
    void a_purge_goes_no_further_than_it_is_told_to() {
        for (int i = 0; i < 5; i++) {
            closed(T0);
        }
        assertEquals(2, store().purge(portal, T0.plusSeconds(1), 2));
        assertEquals(2, store().purge(portal, T0.plusSeconds(1), 2));
        assertEquals(
                1,
                list(portal).stream()
                        .filter(summary -> find(portal, summary.number())
                                .flatMap(SupportCase::requester)
                                .isPresent())
                        .count());
        assertEquals(1, store().purge(portal, T0.plusSeconds(1), 2));
        assertEquals(0, store().purge(portal, T0.plusSeconds(1), 2));
    }

    @Test
    void a_purge_of_more_than_a_batch_forgets_them_all() {
        for (int i = 0; i < 120; i++) {
            filed(Cases.bare(portal, Cases.number(), Cases.key(), "d", T0)
                    .fields(List.of(Cases.field(CaseField.Role.NAME, "María")))
                    .standing(CaseState.CLOSED, T0, 0, List.of())
                    .build());
        }
        assertEquals(120, store().purge(portal, T0.plusSeconds(1), MANY));
        list(portal)
                .forEach(summary -> assertEquals(
                        List.of(), find(portal, summary.number()).orElseThrow().fields()));
    }

    @Test
    void a_purge_of_one_portal_leaves_the_others() {
        SupportCase here = closed(T0);
        assertEquals(0, store().purge(Fresh.portal(), T0.plusSeconds(99), MANY));
        assertUnchanged(here, find(here));
        SupportCase twin = Cases.filled(Fresh.portal(), here.number(), here.submission(), here.digest())
                .standing(CaseState.CLOSED, T0, 0, List.of())
                .build();
        filed(twin);
        assertEquals(1, store().purge(portal, T0.plusSeconds(99), MANY));
        assertUnchanged(twin, find(twin));
    }

    @Test
    void sixteen_that_purge_at_once_count_each_case_once() {
        for (int i = 0; i < 40; i++) {
            closed(T0);
        }
        List<Integer> purged = Together.run(i -> node(i).purge(portal, T0.plusSeconds(1), 3));
        int together = purged.stream().mapToInt(Integer::intValue).sum();
        assertEquals(40, together + store().purge(portal, T0.plusSeconds(1), MANY));
    }

    private SupportCase closed(Instant at) {
        return appended(filed(Cases.filled(portal).build()), Cases.said(at, "Adiós.", CaseState.CLOSED));
    }
}
