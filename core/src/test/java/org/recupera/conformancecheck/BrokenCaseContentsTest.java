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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recupera.port.CaseField;
import org.recupera.port.CaseNumber;
import org.recupera.port.FileContents;
import org.recupera.port.Filing;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

/** Stores that read files, or give back texts and files, otherwise than they promise. */
class BrokenCaseContentsTest {

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

    static class HalfFiled extends OverCaseStore {
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

    static class Leaking extends OverCaseStore {
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

    static class LeakingWhenBroken extends OverCaseStore {
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

    static class Padding extends OverCaseStore {
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

    static class PartOfAFile extends OverCaseStore {
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

    static class Closing extends OverCaseStore {
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

    static class Wrapping extends OverCaseStore {
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

    abstract static class Rewriting extends OverCaseStore {
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
