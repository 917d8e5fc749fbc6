package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.recupera.port.CaseField;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseSummary;
import org.recupera.port.SupportCase;

/** What every {@link org.recupera.port.CaseStore} promises; it is a {@link org.recupera.port.TicketDesk} too. */
public abstract class CaseStoreSuite extends CaseStoreChanges {

    /** Made by subclasses. */
    protected CaseStoreSuite() {}

    @Test
    void a_list_tells_what_each_case_is_about() {
        Map<Integer, byte[]> files = Map.of(1, Fresh.bytes(2), 2, Fresh.bytes(3));
        SupportCase filed = filed(Cases.with(Cases.filled(portal), files), files);
        CaseSummary summary =
                new CaseSummary(filed.number(), CaseState.OPEN, T0, T0, "Recuperación de usuario", files.size());
        assertEquals(List.of(summary), list(portal));
        appended(filed, Cases.said(T0.plusSeconds(1), "", CaseState.CLOSED));
        CaseSummary closed = new CaseSummary(
                filed.number(), CaseState.CLOSED, T0, T0.plusSeconds(1), "Recuperación de usuario", files.size());
        assertEquals(List.of(closed), list(portal));
        store().purge(portal, T0.plusSeconds(2), MANY);
        assertEquals(List.of(closed), list(portal), "after a purge");
    }

    @Test
    void a_case_without_a_subject_is_listed_with_none_and_one_with_two_with_the_first() {
        SupportCase without =
                filed(Cases.bare(portal, Cases.number(), Cases.key(), "d", T0).build());
        SupportCase withTwo = filed(Cases.bare(portal, Cases.number(), Cases.key(), "d", T0.plusSeconds(1))
                .fields(List.of(
                        Cases.field(CaseField.Role.NAME, "María"),
                        Cases.field(CaseField.Role.SUBJECT, "uno"),
                        Cases.field(CaseField.Role.SUBJECT, "dos")))
                .build());
        assertEquals(
                List.of(
                        new CaseSummary(without.number(), CaseState.OPEN, T0, T0, "", 0),
                        new CaseSummary(
                                withTwo.number(), CaseState.OPEN, T0.plusSeconds(1), T0.plusSeconds(1), "uno", 0)),
                list(portal));
    }

    @Test
    void a_list_has_the_longest_filed_first_and_those_of_one_instant_by_number() {
        List<CaseSummary> filed = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            filed.add(filedIn(state(i), T0.plusNanos(i % 3 * 1_000L)));
        }
        filed.add(summaryOf(filed(Cases.bare(
                        portal, CaseNumber.of("A0", 2026, Fresh.text(8).toUpperCase(Locale.ROOT)), "a", "d", T0)
                .build())));
        filed.sort(Comparator.comparing(CaseSummary::filedAt)
                .thenComparing(summary -> summary.number().value()));
        assertEquals(filed, list(portal));
        assertEquals(filed, store().list(portal, ALL, null, 31));
        assertEquals(filed.subList(0, 30), store().list(portal, ALL, null, 30));
        assertEquals(filed.subList(0, 1), store().list(portal, ALL, null, 1));
        assertEquals(filed.subList(0, 2), store().list(portal, ALL, null, 2));
        assertEquals(filed, store().list(portal, ALL, null, 31), "more than the call before");
        for (int size : List.of(1, 2, 7, 31, 32)) {
            assertEquals(filed, paged(ALL, size), () -> "in pages of " + size);
        }
    }

    @Test
    void a_list_has_the_states_that_were_asked_for() {
        List<CaseSummary> filed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            filed.add(filedIn(state(i), T0.plusSeconds(i)));
        }
        assertEquals(List.of(), store().list(portal, Set.of(), null, MANY));
        for (Set<CaseState> states : List.of(
                Set.of(CaseState.OPEN),
                EnumSet.of(CaseState.ANSWERED, CaseState.CLOSED),
                EnumSet.range(CaseState.IN_PROGRESS, CaseState.HANDED_OVER))) {
            List<CaseSummary> expected = filed.stream()
                    .filter(summary -> states.contains(summary.state()))
                    .toList();
            assertEquals(expected, store().list(portal, states, null, MANY));
            assertEquals(expected, paged(states, 3));
        }
    }

    @Test
    void pages_miss_no_case_and_repeat_none_while_others_come_and_go() {
        List<CaseSummary> filed = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            filed.add(filedIn(CaseState.OPEN, T0.plusSeconds(i)));
        }
        List<CaseSummary> first = store().list(portal, Set.of(CaseState.OPEN), null, 3);
        CaseSummary last = first.get(2);
        filedIn(CaseState.OPEN, T0.minusSeconds(1));
        CaseSummary young = filedIn(CaseState.OPEN, T0.plusSeconds(50));
        appended(find(portal, last.number()).orElseThrow(), Cases.said(T0, "", CaseState.CLOSED));
        List<CaseSummary> rest = another().list(portal, Set.of(CaseState.OPEN), last, MANY);
        List<CaseSummary> expected = new ArrayList<>(filed.subList(3, 9));
        expected.add(young);
        assertEquals(expected, rest);
        CaseSummary never = new CaseSummary(
                Cases.number(), CaseState.OPEN, T0.plusSeconds(7).plusNanos(1_000), T0, "", 0);
        assertEquals(List.of(filed.get(8), young), another().list(portal, Set.of(CaseState.OPEN), never, MANY));
    }

    @Test
    void any_sequence_of_calls_is_answered_as_a_simple_model_answers() {
        new CaseStoreWalk(store(), another(), seed()).run();
    }

    private List<CaseSummary> paged(Set<CaseState> states, int size) {
        List<CaseSummary> all = new ArrayList<>();
        @Nullable CaseSummary after = null;
        List<CaseSummary> page;
        do {
            page = another().list(portal, states, after, size);
            all.addAll(page);
            after = page.isEmpty() ? after : page.get(page.size() - 1);
        } while (page.size() == size);
        return all;
    }

    private CaseSummary filedIn(CaseState state, Instant at) {
        return summaryOf(filed(Cases.bare(portal, Cases.number(), Cases.key(), "d", at)
                .standing(state, at.plusSeconds(100), 0, List.of())
                .build()));
    }

    private static CaseSummary summaryOf(SupportCase one) {
        return new CaseSummary(one.number(), one.state(), one.filedAt(), one.changedAt(), "", 0);
    }
}
