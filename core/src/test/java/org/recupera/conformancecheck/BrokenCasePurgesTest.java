package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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

/** Stores that forget too little, too much or too early. */
class BrokenCasePurgesTest {

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
    void a_store_that_forgets_how_many_files_there_were_fails() {
        assertThat(Verdict.on(ForgettingTheCount.class).failed())
                .contains("a_purge_forgets_the_person_and_keeps_what_is_counted");
        assertThat(Verdict.on(ListingNoFiles.class).failed()).contains("a_list_tells_what_each_case_is_about");
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

    /** Counts as others do, and shows every case as it was before. */
    static class Hoarding extends OverCaseStore {
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

    static class ForgettingFields extends OverCaseStore {
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

    static class ForgettingTheCount extends OverCaseStore {
        ForgettingTheCount() {
            super(new AroundCaseStore() {
                @Override
                public Optional<SupportCase> find(PortalId portal, CaseNumber number) {
                    return inner.find(portal, number)
                            .map(one -> copy(one).fileCount(0).build());
                }
            });
        }
    }

    static class ListingNoFiles extends OverCaseStore {
        ListingNoFiles() {
            super(new AroundCaseStore() {
                @Override
                public List<CaseSummary> list(
                        PortalId portal, Set<CaseState> states, @Nullable CaseSummary after, int limit) {
                    return inner.list(portal, states, after, limit).stream()
                            .map(one -> new CaseSummary(
                                    one.number(),
                                    one.state(),
                                    one.filedAt(),
                                    one.changedAt(),
                                    one.subject(),
                                    find(portal, one.number())
                                            .orElseThrow()
                                            .files()
                                            .size()))
                            .toList();
                }
            });
        }
    }

    static class Early extends OverCaseStore {
        Early() {
            super(new AroundCaseStore() {
                @Override
                public int purge(PortalId portal, Instant before, int limit) {
                    return inner.purge(portal, before.plusNanos(1_000), limit);
                }
            });
        }
    }

    static class Unlimited extends OverCaseStore {
        Unlimited() {
            super(new AroundCaseStore() {
                @Override
                public int purge(PortalId portal, Instant before, int limit) {
                    return inner.purge(portal, before, Integer.MAX_VALUE);
                }
            });
        }
    }

    static class OneBatch extends OverCaseStore {
        OneBatch() {
            super(new AroundCaseStore() {
                @Override
                public int purge(PortalId portal, Instant before, int limit) {
                    return inner.purge(portal, before, Math.min(limit, 100));
                }
            });
        }
    }

    static class PurgingOpen extends OverCaseStore {
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

    static class Amnesia extends OverCaseStore {
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
