package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.recupera.memory.InMemoryCases;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseStore;
import org.recupera.port.CaseSummary;
import org.recupera.port.FileContents;
import org.recupera.port.Filing;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

/** Stores that answer otherwise than they promise when a case is filed. */
class BrokenFilingsTest {

    @Test
    void a_sound_store_passes_and_nothing_is_skipped() {
        Verdict verdict = Verdict.on(Sound.class);
        assertThat(verdict.failed()).isEmpty();
        assertThat(verdict.skipped()).isEmpty();
        assertThat(verdict.passed()).hasSizeGreaterThan(40);
    }

    @Test
    void a_store_that_keeps_nothing_fails() {
        assertThat(Verdict.on(NoOp.class).failed())
                .contains("a_filed_case_is_found_unchanged_by_every_node", "the_same_case_again_is_no_second_case");
    }

    @Test
    void a_store_that_looks_and_then_files_fails() {
        assertThat(Verdict.on(DoubleFiling.class).failed())
                .contains(
                        "of_sixteen_that_file_one_submission_exactly_one_is_filed_and_the_others_are_told_its_number");
    }

    @Test
    void a_store_that_tells_what_came_last_instead_of_first_fails() {
        assertThat(Verdict.on(LatestDigest.class).failed())
                .contains("a_repetition_is_told_whose_number_and_content_came_first");
    }

    @Test
    void a_store_that_asks_for_the_number_first_fails() {
        assertThat(Verdict.on(NumberFirst.class).failed())
                .contains("a_repetition_is_told_whose_number_and_content_came_first");
    }

    @Test
    void a_store_that_remembers_what_it_refused_fails() {
        assertThat(Verdict.on(Grudge.class).failed())
                .contains("a_number_that_is_taken_keeps_the_case_out_until_it_has_another");
    }

    @Test
    void a_store_that_ignores_case_in_submissions_fails() {
        assertThat(Verdict.on(LooseCollation.class).failed()).contains("submissions_that_look_alike_are_different");
    }

    @Test
    void a_store_that_mixes_portals_fails() {
        assertThat(Verdict.on(OnePortal.class).failed()).contains("portals_do_not_see_each_others_cases");
    }

    @Test
    void a_store_of_which_each_node_has_its_own_fails() {
        assertThat(Verdict.on(PerNode.class).failed()).contains("a_filed_case_is_found_unchanged_by_every_node");
    }

    static class Sound extends OverCaseStore {
        Sound() {
            super(new AroundCaseStore());
        }
    }

    static class NoOp extends OverCaseStore {
        NoOp() {
            super(new AroundCaseStore() {
                @Override
                public Filing file(SupportCase filed, FileContents contents) {
                    return new Filing.Filed(null);
                }
            });
        }
    }

    /** Keeps each submission under a key of its own, so that only its own look before tells repetitions. */
    static class DoubleFiling extends OverCaseStore {
        DoubleFiling() {
            super(new AroundCaseStore() {
                private final Map<String, Filing> known = new ConcurrentHashMap<>();
                private final AtomicInteger count = new AtomicInteger();

                @Override
                public Filing file(SupportCase filed, FileContents contents) {
                    Filing repeated = known.get(filed.portal() + filed.submission());
                    if (repeated != null) {
                        return repeated;
                    }
                    Window.open(5);
                    Filing answer = inner.file(
                            resubmitted(filed, filed.submission() + '_' + count.incrementAndGet()), contents);
                    if (answer instanceof Filing.Filed) {
                        known.putIfAbsent(
                                filed.portal() + filed.submission(),
                                new Filing.Repeated(filed.number(), filed.digest()));
                    }
                    return answer;
                }

                @Override
                public Optional<SupportCase> find(PortalId portal, CaseNumber number) {
                    return inner.find(portal, number)
                            .map(one -> resubmitted(
                                    one,
                                    one.submission()
                                            .substring(0, one.submission().lastIndexOf('_'))));
                }
            });
        }
    }

    static class LatestDigest extends OverCaseStore {
        LatestDigest() {
            super(new AroundCaseStore() {
                @Override
                public Filing file(SupportCase filed, FileContents contents) {
                    Filing answer = inner.file(filed, contents);
                    return answer instanceof Filing.Repeated repeated
                            ? new Filing.Repeated(repeated.number(), filed.digest())
                            : answer;
                }
            });
        }
    }

    static class NumberFirst extends OverCaseStore {
        NumberFirst() {
            super(new AroundCaseStore() {
                @Override
                public Filing file(SupportCase filed, FileContents contents) {
                    Optional<SupportCase> holder = inner.find(filed.portal(), filed.number());
                    boolean taken = holder.filter(one -> !one.submission().equals(filed.submission()))
                            .isPresent();
                    return taken ? new Filing.NumberTaken() : inner.file(filed, contents);
                }
            });
        }
    }

    static class Grudge extends OverCaseStore {
        Grudge() {
            super(new AroundCaseStore() {
                private final Map<String, Filing> refused = new ConcurrentHashMap<>();

                @Override
                public Filing file(SupportCase filed, FileContents contents) {
                    Filing former = refused.get(filed.submission());
                    Filing answer = former == null ? inner.file(filed, contents) : former;
                    if (answer instanceof Filing.NumberTaken) {
                        refused.put(filed.submission(), new Filing.Repeated(filed.number(), filed.digest()));
                    }
                    return answer;
                }
            });
        }
    }

    static class LooseCollation extends OverCaseStore {
        LooseCollation() {
            super(new AroundCaseStore() {
                @Override
                public Filing file(SupportCase filed, FileContents contents) {
                    return inner.file(resubmitted(filed, filed.submission().toLowerCase(Locale.ROOT)), contents);
                }
            });
        }
    }

    static class OnePortal extends OverCaseStore {
        OnePortal() {
            super(new AroundCaseStore() {
                private final Set<PortalId> portals = ConcurrentHashMap.newKeySet();

                @Override
                public Filing file(SupportCase filed, FileContents contents) {
                    portals.add(filed.portal());
                    return inner.file(filed, contents);
                }

                @Override
                public Optional<SupportCase> find(PortalId portal, CaseNumber number) {
                    return inner.find(portal, number)
                            .or(() -> portals.stream()
                                    .flatMap(other -> inner.find(other, number).stream())
                                    .findFirst());
                }

                @Override
                public List<CaseSummary> list(
                        PortalId portal, Set<CaseState> states, @Nullable CaseSummary after, int limit) {
                    return inner.list(portal, states, after, limit);
                }
            });
        }
    }

    static class PerNode extends OverCaseStore {

        private final CaseStore ofTheOther = InMemoryCases.create();

        PerNode() {
            super(InMemoryCases.create());
        }

        @Override
        protected CaseStore another() {
            return ofTheOther;
        }
    }
}
