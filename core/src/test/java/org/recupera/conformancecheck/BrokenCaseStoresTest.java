package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseSummary;
import org.recupera.port.FileContents;
import org.recupera.port.Filing;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

/** Stores that change or list cases otherwise than they promise. */
class BrokenCaseStoresTest {

    @Test
    void a_store_that_loses_microseconds_fails() {
        assertThat(Verdict.on(Coarse.class).failed()).contains("instants_survive_to_the_microsecond");
    }

    @Test
    void a_store_that_ignores_versions_fails() {
        assertThat(Verdict.on(Unversioned.class).failed())
                .contains(
                        "a_message_to_a_case_that_was_seen_as_it_no_longer_is_changes_nothing",
                        "of_sixteen_messages_to_a_case_as_it_was_seen_exactly_one_is_added");
    }

    @Test
    void a_store_that_compares_and_then_adds_fails() {
        assertThat(Verdict.on(DoubleAppending.class).failed())
                .containsExactly("of_sixteen_messages_to_a_case_as_it_was_seen_exactly_one_is_added");
    }

    @Test
    void a_store_that_sorts_messages_by_instant_fails() {
        assertThat(Verdict.on(ByInstant.class).failed())
                .contains("messages_stay_in_the_order_in_which_they_were_added");
    }

    @Test
    void a_store_that_takes_every_message_for_a_change_of_state_fails() {
        assertThat(Verdict.on(AlwaysChanged.class).failed())
                .contains("a_message_is_seen_by_every_node_and_moves_the_case");
    }

    @Test
    void a_store_whose_pages_begin_behind_the_instant_fails() {
        assertThat(Verdict.on(PagesByInstant.class).failed())
                .contains("a_list_has_the_longest_filed_first_and_those_of_one_instant_by_number");
    }

    @Test
    void a_store_that_looks_the_last_case_of_a_page_up_fails() {
        assertThat(Verdict.on(PagesByLookUp.class).failed())
                .contains("pages_miss_no_case_and_repeat_none_while_others_come_and_go");
    }

    @Test
    void a_store_that_lists_every_state_fails() {
        assertThat(Verdict.on(AllStates.class).failed()).contains("a_list_has_the_states_that_were_asked_for");
    }

    @Test
    void a_store_that_counts_no_files_fails() {
        assertThat(Verdict.on(NoFileCount.class).failed()).contains("a_list_tells_what_each_case_is_about");
    }

    static class Coarse extends OverCaseStore {
        Coarse() {
            super(new AroundCaseStore() {
                @Override
                public Filing file(SupportCase filed, FileContents contents) {
                    return inner.file(bent(filed, at -> at.truncatedTo(ChronoUnit.MILLIS)), contents);
                }
            });
        }
    }

    static class Unversioned extends OverCaseStore {
        Unversioned() {
            super(new AroundCaseStore() {
                @Override
                public boolean append(SupportCase seen, CaseMessage message) {
                    boolean added = false;
                    Optional<SupportCase> stored = inner.find(seen.portal(), seen.number());
                    while (stored.isPresent() && !added) {
                        added = inner.append(stored.get(), message);
                        stored = inner.find(seen.portal(), seen.number());
                    }
                    return added;
                }
            });
        }
    }

    static class DoubleAppending extends OverCaseStore {
        DoubleAppending() {
            super(new AroundCaseStore() {
                @Override
                public boolean append(SupportCase seen, CaseMessage message) {
                    Optional<SupportCase> stored = inner.find(seen.portal(), seen.number());
                    if (stored.isEmpty() || stored.get().version() != seen.version()) {
                        return false;
                    }
                    Window.open(5);
                    boolean added = false;
                    while (!added) {
                        added = inner.append(
                                inner.find(seen.portal(), seen.number()).orElseThrow(), message);
                    }
                    return true;
                }
            });
        }
    }

    static class ByInstant extends OverCaseStore {
        ByInstant() {
            super(new AroundCaseStore() {
                @Override
                public Optional<SupportCase> find(PortalId portal, CaseNumber number) {
                    return inner.find(portal, number).map(one -> {
                        List<CaseMessage> sorted = new ArrayList<>(one.messages());
                        sorted.sort(Comparator.comparing(CaseMessage::at));
                        return copy(one)
                                .standing(one.state(), one.changedAt(), one.version(), sorted)
                                .build();
                    });
                }
            });
        }
    }

    static class AlwaysChanged extends OverCaseStore {
        AlwaysChanged() {
            super(new AroundCaseStore() {
                @Override
                public Optional<SupportCase> find(PortalId portal, CaseNumber number) {
                    return inner.find(portal, number).map(one -> {
                        List<CaseMessage> said = one.messages();
                        Instant last = said.isEmpty()
                                ? one.changedAt()
                                : said.get(said.size() - 1).at();
                        return copy(one)
                                .standing(one.state(), last, one.version(), said)
                                .build();
                    });
                }
            });
        }
    }

    static class PagesByInstant extends OverCaseStore {
        PagesByInstant() {
            super(new AroundCaseStore() {
                @Override
                public List<CaseSummary> list(
                        PortalId portal, Set<CaseState> states, @Nullable CaseSummary after, int limit) {
                    return inner.list(portal, states, after, Integer.MAX_VALUE).stream()
                            .filter(one -> after == null || one.filedAt().isAfter(after.filedAt()))
                            .limit(limit)
                            .toList();
                }
            });
        }
    }

    static class PagesByLookUp extends OverCaseStore {
        PagesByLookUp() {
            super(new AroundCaseStore() {
                @Override
                public List<CaseSummary> list(
                        PortalId portal, Set<CaseState> states, @Nullable CaseSummary after, int limit) {
                    boolean known = after == null
                            || inner.list(portal, states, null, Integer.MAX_VALUE).stream()
                                    .anyMatch(one -> one.number().equals(after.number()));
                    return inner.list(portal, states, known ? after : null, limit);
                }
            });
        }
    }

    static class AllStates extends OverCaseStore {
        AllStates() {
            super(new AroundCaseStore() {
                @Override
                public List<CaseSummary> list(
                        PortalId portal, Set<CaseState> states, @Nullable CaseSummary after, int limit) {
                    return inner.list(portal, Set.of(CaseState.values()), after, limit);
                }
            });
        }
    }

    static class NoFileCount extends OverCaseStore {
        NoFileCount() {
            super(new AroundCaseStore() {
                @Override
                public List<CaseSummary> list(
                        PortalId portal, Set<CaseState> states, @Nullable CaseSummary after, int limit) {
                    return inner.list(portal, states, after, limit).stream()
                            .map(one -> new CaseSummary(
                                    one.number(), one.state(), one.filedAt(), one.changedAt(), one.subject(), 0))
                            .toList();
                }
            });
        }
    }
}
