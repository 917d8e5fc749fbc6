package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

/** Stores that change, list or forget cases otherwise than they promise. */
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

    @Test
    void a_store_that_forgets_nothing_fails() {
        assertThat(Verdict.on(Hoarding.class).failed())
                .contains("a_purge_forgets_the_person_and_keeps_what_is_counted");
    }

    @Test
    void a_store_that_forgets_what_a_case_is_about_fails() {
        assertThat(Verdict.on(ForgettingFields.class).failed())
                .contains("a_purge_forgets_the_person_and_keeps_what_is_counted");
    }

    @Test
    void a_store_that_forgets_a_moment_too_early_fails() {
        assertThat(Verdict.on(Early.class).failed()).contains("a_purge_forgets_the_person_and_keeps_what_is_counted");
    }

    @Test
    void a_store_that_purges_without_a_limit_fails() {
        assertThat(Verdict.on(Unlimited.class).failed()).contains("a_purge_goes_no_further_than_it_is_told_to");
    }

    @Test
    void a_store_that_purges_one_batch_and_no_more_fails() {
        assertThat(Verdict.on(OneBatch.class).failed()).contains("a_purge_of_more_than_a_batch_forgets_them_all");
    }

    @Test
    void a_store_that_purges_open_cases_fails() {
        assertThat(Verdict.on(PurgingOpen.class).failed()).contains("a_purge_leaves_cases_that_are_not_done_with");
    }

    @Test
    void a_store_that_takes_a_purged_submission_again_fails() {
        assertThat(Verdict.on(Amnesia.class).failed())
                .contains("a_purged_case_is_still_the_case_of_its_submission_and_number");
    }

    static class Coarse extends BrokenFilingsTest.Over {
        Coarse() {
            super(new AroundCaseStore() {
                @Override
                public Filing file(SupportCase filed, FileContents contents) {
                    return inner.file(bent(filed, at -> at.truncatedTo(ChronoUnit.MILLIS)), contents);
                }
            });
        }
    }

    static class Unversioned extends BrokenFilingsTest.Over {
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

    static class DoubleAppending extends BrokenFilingsTest.Over {
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

    static class ByInstant extends BrokenFilingsTest.Over {
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

    static class AlwaysChanged extends BrokenFilingsTest.Over {
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

    static class PagesByInstant extends BrokenFilingsTest.Over {
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

    static class PagesByLookUp extends BrokenFilingsTest.Over {
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

    static class AllStates extends BrokenFilingsTest.Over {
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

    static class NoFileCount extends BrokenFilingsTest.Over {
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

    /** Counts as others do, and shows every case as it was before. */
    static class Hoarding extends BrokenFilingsTest.Over {
        Hoarding() {
            super(new AroundCaseStore() {
                private final Map<CaseNumber, SupportCase> hoard = new ConcurrentHashMap<>();

                @Override
                public int purge(PortalId portal, Instant before, int limit) {
                    inner.list(portal, Set.of(CaseState.values()), null, Integer.MAX_VALUE)
                            .forEach(one -> hoard.put(
                                    one.number(), find(portal, one.number()).orElseThrow()));
                    return inner.purge(portal, before, limit);
                }

                @Override
                public Optional<SupportCase> find(PortalId portal, CaseNumber number) {
                    return inner.find(portal, number)
                            .map(one -> one.requester().isPresent() ? one : hoard.getOrDefault(number, one));
                }
            });
        }
    }

    static class ForgettingFields extends BrokenFilingsTest.Over {
        ForgettingFields() {
            super(new AroundCaseStore() {
                @Override
                public Optional<SupportCase> find(PortalId portal, CaseNumber number) {
                    return inner.find(portal, number)
                            .map(one -> one.requester().isPresent()
                                    ? one
                                    : copy(one).fields(List.of()).build());
                }
            });
        }
    }

    static class Early extends BrokenFilingsTest.Over {
        Early() {
            super(new AroundCaseStore() {
                @Override
                public int purge(PortalId portal, Instant before, int limit) {
                    return inner.purge(portal, before.plusNanos(1_000), limit);
                }
            });
        }
    }

    static class Unlimited extends BrokenFilingsTest.Over {
        Unlimited() {
            super(new AroundCaseStore() {
                @Override
                public int purge(PortalId portal, Instant before, int limit) {
                    return inner.purge(portal, before, Integer.MAX_VALUE);
                }
            });
        }
    }

    static class OneBatch extends BrokenFilingsTest.Over {
        OneBatch() {
            super(new AroundCaseStore() {
                @Override
                public int purge(PortalId portal, Instant before, int limit) {
                    return inner.purge(portal, before, Math.min(limit, 100));
                }
            });
        }
    }

    static class PurgingOpen extends BrokenFilingsTest.Over {
        PurgingOpen() {
            super(new AroundCaseStore() {
                @Override
                public int purge(PortalId portal, Instant before, int limit) {
                    for (CaseSummary one : inner.list(portal, Set.of(CaseState.values()), null, limit)) {
                        CaseMessage closing =
                                new CaseMessage(one.changedAt(), CaseMessage.Author.LIBRARY, "", CaseState.CLOSED);
                        inner.append(inner.find(portal, one.number()).orElseThrow(), closing);
                    }
                    return inner.purge(portal, before, limit);
                }
            });
        }
    }

    static class Amnesia extends BrokenFilingsTest.Over {
        Amnesia() {
            super(new AroundCaseStore() {
                private final Set<String> forgotten = new HashSet<>();

                @Override
                public synchronized Filing file(SupportCase filed, FileContents contents) {
                    return forgotten.contains(filed.submission())
                            ? inner.file(resubmitted(filed, "again-" + filed.number()), contents)
                            : inner.file(filed, contents);
                }

                @Override
                public synchronized int purge(PortalId portal, Instant before, int limit) {
                    int purged = inner.purge(portal, before, limit);
                    inner.list(portal, Set.of(CaseState.values()), null, Integer.MAX_VALUE).stream()
                            .map(one -> inner.find(portal, one.number()).orElseThrow())
                            .filter(one -> one.requester().isEmpty())
                            .forEach(one -> forgotten.add(one.submission()));
                    return purged;
                }
            });
        }
    }
}
