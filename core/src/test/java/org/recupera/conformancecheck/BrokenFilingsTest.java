package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.CaseStoreSuite;
import org.recupera.memory.InMemoryCases;
import org.recupera.port.CaseField;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseStore;
import org.recupera.port.CaseSummary;
import org.recupera.port.FileContents;
import org.recupera.port.Filing;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

/** Stores that take cases in, or give them back, otherwise than they promise. */
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

    @Test
    void a_store_that_keeps_a_case_whose_file_broke_fails() {
        assertThat(Verdict.on(HalfFiled.class).failed())
                .contains("a_file_that_breaks_midway_leaves_no_case_and_no_stream_open");
    }

    @Test
    void a_store_that_leaves_streams_open_fails() {
        assertThat(Verdict.on(Leaking.class).failed())
                .contains(
                        "a_case_is_filed_with_all_that_is_attached",
                        "a_file_that_is_shorter_or_longer_than_it_says_keeps_the_case_out");
    }

    @Test
    void a_store_that_leaves_streams_open_only_when_they_break_fails() {
        assertThat(Verdict.on(LeakingWhenBroken.class).failed())
                .containsExactly("a_file_that_breaks_midway_leaves_no_case_and_no_stream_open");
    }

    @Test
    void a_store_that_makes_files_as_long_as_they_say_fails() {
        assertThat(Verdict.on(Padding.class).failed())
                .containsExactly("a_file_that_is_shorter_or_longer_than_it_says_keeps_the_case_out");
    }

    @Test
    void a_store_that_gives_back_part_of_a_file_fails() {
        assertThat(Verdict.on(PartOfAFile.class).failed()).contains("bytes_come_back_as_they_were_sent");
    }

    @Test
    void a_store_that_closes_what_it_writes_to_fails() {
        assertThat(Verdict.on(Closing.class).failed())
                .contains("what_the_receiver_of_a_file_throws_comes_as_it_was_and_the_receiver_stays_open");
    }

    @Test
    void a_store_that_takes_the_receivers_failure_for_its_own_fails() {
        assertThat(Verdict.on(Wrapping.class).failed())
                .containsExactly("what_the_receiver_of_a_file_throws_comes_as_it_was_and_the_receiver_stays_open");
    }

    @Test
    void a_store_that_drops_trailing_spaces_fails() {
        assertThat(Verdict.on(Trimming.class).failed())
                .contains("texts_of_fields_come_back_as_they_were_typed")
                .doesNotContain("a_filed_case_is_found_unchanged_by_every_node");
    }

    @Test
    void a_store_that_knows_only_the_first_plane_of_unicode_fails() {
        assertThat(Verdict.on(ThreeBytes.class).failed())
                .contains(
                        "texts_of_fields_come_back_as_they_were_typed",
                        "a_filed_case_is_found_unchanged_by_every_node");
    }

    abstract static class Over extends CaseStoreSuite {

        private final CaseStore store;

        Over(CaseStore store) {
            this.store = store;
        }

        @Override
        protected CaseStore store() {
            return store;
        }

        @Override
        protected CaseStore another() {
            return store;
        }
    }

    static class Sound extends Over {
        Sound() {
            super(new AroundCaseStore());
        }
    }

    static class NoOp extends Over {
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
    static class DoubleFiling extends Over {
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
                    Window.open(20);
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

    static class LatestDigest extends Over {
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

    static class NumberFirst extends Over {
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

    static class Grudge extends Over {
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

    static class LooseCollation extends Over {
        LooseCollation() {
            super(new AroundCaseStore() {
                @Override
                public Filing file(SupportCase filed, FileContents contents) {
                    return inner.file(resubmitted(filed, filed.submission().toLowerCase(Locale.ROOT)), contents);
                }
            });
        }
    }

    static class OnePortal extends Over {
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

    static class PerNode extends Over {

        private final CaseStore ofTheOther = InMemoryCases.create();

        PerNode() {
            super(InMemoryCases.create());
        }

        @Override
        protected CaseStore another() {
            return ofTheOther;
        }
    }

    static class HalfFiled extends Over {
        HalfFiled() {
            super(new AroundCaseStore() {
                @Override
                public Filing file(SupportCase filed, FileContents contents) {
                    try {
                        return inner.file(filed, contents);
                    } catch (PortException e) {
                        inner.file(copy(filed).files(List.of()).build(), contents);
                        throw e;
                    }
                }
            });
        }
    }

    static class Leaking extends Over {
        Leaking() {
            super(new AroundCaseStore() {
                @Override
                public Filing file(SupportCase filed, FileContents contents) {
                    return inner.file(
                            filed,
                            file -> new ByteArrayInputStream(contents.open(file).readAllBytes()));
                }
            });
        }
    }

    static class LeakingWhenBroken extends Over {
        LeakingWhenBroken() {
            super(new AroundCaseStore() {
                @Override
                public Filing file(SupportCase filed, FileContents contents) {
                    return inner.file(filed, file -> {
                        InputStream stream = contents.open(file);
                        byte[] bytes = stream.readAllBytes();
                        stream.close();
                        return new ByteArrayInputStream(bytes);
                    });
                }
            });
        }
    }

    static class Padding extends Over {
        Padding() {
            super(new AroundCaseStore() {
                @Override
                public Filing file(SupportCase filed, FileContents contents) {
                    return inner.file(filed, file -> {
                        try (InputStream stream = contents.open(file)) {
                            return new ByteArrayInputStream(Arrays.copyOf(stream.readAllBytes(), (int) file.size()));
                        }
                    });
                }
            });
        }
    }

    static class PartOfAFile extends Over {
        PartOfAFile() {
            super(new AroundCaseStore() {
                @Override
                public boolean copy(PortalId portal, CaseNumber number, int place, OutputStream to) throws IOException {
                    return inner.copy(portal, number, place, new FilterOutputStream(to) {
                        @Override
                        public void write(byte[] bytes) throws IOException {
                            out.write(bytes, 0, Math.min(bytes.length, 256 * 1024));
                        }
                    });
                }
            });
        }
    }

    static class Closing extends Over {
        Closing() {
            super(new AroundCaseStore() {
                @Override
                public boolean copy(PortalId portal, CaseNumber number, int place, OutputStream to) throws IOException {
                    try (to) {
                        return inner.copy(portal, number, place, to);
                    }
                }
            });
        }
    }

    static class Wrapping extends Over {
        Wrapping() {
            super(new AroundCaseStore() {
                @Override
                public boolean copy(PortalId portal, CaseNumber number, int place, OutputStream to) {
                    try {
                        return inner.copy(portal, number, place, to);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
        }
    }

    static class Trimming extends Rewriting {
        Trimming() {
            super(" +$", "");
        }
    }

    static class ThreeBytes extends Rewriting {
        ThreeBytes() {
            super("[\\x{10000}-\\x{10FFFF}]", "?");
        }
    }

    abstract static class Rewriting extends Over {
        Rewriting(String what, String by) {
            super(new AroundCaseStore() {
                @Override
                public Optional<SupportCase> find(PortalId portal, CaseNumber number) {
                    return inner.find(portal, number).map(one -> {
                        List<CaseField> fields = new ArrayList<>();
                        one.fields()
                                .forEach(field -> fields.add(new CaseField(
                                        field.name(),
                                        field.role(),
                                        field.label(),
                                        field.value().replaceAll(what, by),
                                        field.text())));
                        return copy(one).fields(fields).build();
                    });
                }
            });
        }
    }
}
