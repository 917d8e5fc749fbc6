package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.CaseSequenceSuite;
import org.recupera.conformance.TicketDeskSuite;
import org.recupera.memory.InMemoryCases;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseSequence;
import org.recupera.port.FileContents;
import org.recupera.port.Filing;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;
import org.recupera.port.TicketDesk;

class BrokenDesksAndSequencesTest {

    @Test
    void a_desk_that_hands_the_same_message_over_again_passes() {
        Verdict verdict = Verdict.on(ByMessageId.class);
        assertThat(verdict.failed()).isEmpty();
        assertThat(verdict.skipped()).isEmpty();
        assertThat(verdict.passed()).hasSizeGreaterThan(5);
    }

    @Test
    void a_desk_that_hands_every_case_over_as_a_new_one_fails() {
        assertThat(Verdict.on(Doubling.class).failed())
                .contains(
                        "the_same_case_again_is_no_second_case",
                        "of_sixteen_that_file_one_case_all_are_told_so_and_there_is_one");
    }

    @Test
    void a_desk_that_takes_portals_together_fails() {
        assertThat(Verdict.on(BySubmission.class).failed()).contains("a_submission_of_another_portal_is_another_case");
    }

    @Test
    void a_desk_that_reads_no_files_fails() {
        assertThat(Verdict.on(WithoutFiles.class).failed()).contains("a_case_is_filed_with_all_that_is_attached");
    }

    @Test
    void a_desk_that_says_it_filed_what_broke_fails() {
        assertThat(Verdict.on(Cheerful.class).failed())
                .contains("a_file_that_breaks_midway_leaves_no_case_and_no_stream_open");
    }

    @Test
    void a_sound_sequence_passes() {
        Verdict verdict = Verdict.on(SoundSequence.class);
        assertThat(verdict.failed()).isEmpty();
        assertThat(verdict.passed()).hasSize(3);
    }

    @Test
    void a_sequence_that_reads_and_then_writes_fails() {
        assertThat(Verdict.on(DoubleCounting.class).failed())
                .contains("of_sixteen_that_count_at_once_no_two_get_the_same");
    }

    @Test
    void a_sequence_that_goes_on_into_the_next_year_fails() {
        assertThat(Verdict.on(OneForAll.class).failed()).contains("years_and_portals_count_for_themselves");
    }

    @Test
    void a_sequence_that_begins_with_zero_fails() {
        assertThat(Verdict.on(FromZero.class).failed()).contains("a_year_begins_with_one_and_every_node_counts_on");
    }

    @Test
    void a_sequence_of_which_each_node_has_its_own_fails() {
        assertThat(Verdict.on(PerNode.class).failed())
                .contains(
                        "a_year_begins_with_one_and_every_node_counts_on",
                        "of_sixteen_that_count_at_once_no_two_get_the_same");
    }

    /** Hands over messages that another side tells apart by an id. */
    abstract static class HandingOver extends TicketDeskSuite {

        private final Set<String> ids = Collections.synchronizedSet(new HashSet<>());
        private final List<String> handed = Collections.synchronizedList(new ArrayList<>());

        abstract String id(SupportCase filed);

        void read(CaseFile file, FileContents contents) throws IOException {
            try (InputStream stream = contents.open(file)) {
                stream.readAllBytes();
            }
        }

        @Override
        protected TicketDesk desk() {
            return (filed, contents) -> {
                for (CaseFile file : filed.files()) {
                    try {
                        read(file, contents);
                    } catch (IOException e) {
                        throw new PortException("the desk cannot be reached", e);
                    }
                }
                if (ids.add(id(filed))) {
                    handed.add(filed.portal() + " " + filed.submission());
                }
                return new Filing.Filed(null);
            };
        }

        @Override
        protected TicketDesk anotherDesk() {
            return desk();
        }

        @Override
        protected int cases(SupportCase filed) {
            return Collections.frequency(List.copyOf(handed), filed.portal() + " " + filed.submission());
        }
    }

    static class ByMessageId extends HandingOver {
        @Override
        String id(SupportCase filed) {
            return filed.portal() + "." + filed.submission();
        }
    }

    static class Doubling extends HandingOver {

        private final AtomicLong count = new AtomicLong();

        @Override
        String id(SupportCase filed) {
            return filed.submission() + count.incrementAndGet();
        }
    }

    static class BySubmission extends HandingOver {
        @Override
        String id(SupportCase filed) {
            return filed.submission();
        }
    }

    static class WithoutFiles extends ByMessageId {
        @Override
        void read(CaseFile file, FileContents contents) {}
    }

    static class Cheerful extends ByMessageId {
        @Override
        void read(CaseFile file, FileContents contents) throws IOException {
            try {
                super.read(file, contents);
            } catch (IOException ignored) {
                // Handed over without it.
            }
        }
    }

    abstract static class Over extends CaseSequenceSuite {

        private final CaseSequence sequence;

        Over(CaseSequence sequence) {
            this.sequence = sequence;
        }

        @Override
        protected CaseSequence sequence() {
            return sequence;
        }

        @Override
        protected CaseSequence another() {
            return sequence;
        }
    }

    static class SoundSequence extends Over {
        SoundSequence() {
            super(InMemoryCases.create());
        }
    }

    static class DoubleCounting extends Over {

        DoubleCounting() {
            super(new CaseSequence() {
                private final Map<String, Long> counts = new ConcurrentHashMap<>();

                @Override
                public long next(PortalId portal, int year) {
                    long next = counts.getOrDefault(portal + "/" + year, 0L) + 1;
                    Window.open(5);
                    counts.put(portal + "/" + year, next);
                    return next;
                }
            });
        }
    }

    static class OneForAll extends Over {
        OneForAll() {
            super(new CaseSequence() {
                private final AtomicLong count = new AtomicLong();

                @Override
                public long next(PortalId portal, int year) {
                    return count.incrementAndGet();
                }
            });
        }
    }

    static class FromZero extends Over {
        FromZero() {
            super(new CaseSequence() {
                private final CaseSequence inner = InMemoryCases.create();

                @Override
                public long next(PortalId portal, int year) {
                    return inner.next(portal, year) - 1;
                }
            });
        }
    }

    static class PerNode extends Over {

        private final CaseSequence ofTheOther = InMemoryCases.create();

        PerNode() {
            super(InMemoryCases.create());
        }

        @Override
        protected CaseSequence another() {
            return ofTheOther;
        }
    }
}
