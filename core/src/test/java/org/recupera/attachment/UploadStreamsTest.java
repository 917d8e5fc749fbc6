package org.recupera.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.recupera.attachment.AttachmentGateTest.accepted;
import static org.recupera.attachment.AttachmentGateTest.onlyFlaw;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.recupera.attachment.AttachmentGate.Outcome;
import org.recupera.profile.AttachmentSettings;

/** Streams that do not keep their word, and what becomes of them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class UploadStreamsTest {

    private static final long PAST_LIMIT = (3 << 20) + 1;

    private final AttachmentGate gate = AttachmentGate.withoutScanner(AttachmentSettings.standard());

    /** Counts what is read and how often it is closed. */
    private static final class Watched extends FilterInputStream {

        private long read;
        private int closed;

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            read += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            read += Math.max(0, count);
            return count;
        }

        @Override
        public void close() throws IOException {
            closed++;
            super.close();
        }
    }

    /** Begins like a document and never ends, whatever it says of its length. */
    @SuppressWarnings("InputStreamSlowMultibyteRead")
    private static InputStream endless() {
        return new InputStream() {
            private final byte[] head = MadeFiles.ascii("%PDF-1.7\n");
            private int at;

            @Override
            public int read() {
                return at < head.length ? head[at++] : 'x';
            }

            @Override
            public int available() {
                return 0;
            }
        };
    }

    private static InputStream failing(RuntimeException unchecked) {
        return new FilterInputStream(new ByteArrayInputStream(MadeFiles.pdf())) {
            private boolean begun;

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (begun && unchecked != null) {
                    throw unchecked;
                } else if (begun) {
                    throw new IOException("the client is gone");
                }
                begun = true;
                return super.read(into, offset, Math.min(length, 100));
            }
        };
    }

    @Test
    void an_endless_stream_is_read_to_its_limit_and_closed() {
        Watched stream = new Watched(endless());

        assertThat(onlyFlaw(gate.check(List.of(Upload.of("a.pdf", stream)))).code())
                .isEqualTo(AttachmentFlaw.TOO_LARGE);
        assertThat(stream.read).isEqualTo(PAST_LIMIT);
        assertThat(stream.closed).isEqualTo(1);
    }

    @Test
    void endless_streams_are_each_read_to_their_limit_and_closed() {
        List<Watched> streams =
                Stream.generate(() -> new Watched(endless())).limit(7).toList();

        Outcome outcome = gate.check(
                streams.stream().map(stream -> Upload.of("a.pdf", stream)).toList());

        assertThat(codes(outcome))
                .containsExactly(
                        AttachmentFlaw.TOO_LARGE,
                        AttachmentFlaw.TOO_LARGE,
                        AttachmentFlaw.TOO_LARGE,
                        AttachmentFlaw.TOO_LARGE,
                        AttachmentFlaw.TOO_LARGE,
                        AttachmentFlaw.TOO_MANY);
        assertThat(streams)
                .extracting(stream -> stream.read)
                .containsExactly(PAST_LIMIT, PAST_LIMIT, PAST_LIMIT, PAST_LIMIT, PAST_LIMIT, 0L, 0L);
        assertThat(streams).allSatisfy(stream -> assertThat(stream.closed).isPositive());
    }

    @Test
    void an_endless_stream_without_a_name_behind_the_last_file_is_hardly_read() {
        Watched nameless = new Watched(endless());
        List<Upload> uploads = Stream.concat(
                        Stream.generate(() -> Upload.of("a.pdf", new ByteArrayInputStream(MadeFiles.pdf())))
                                .limit(5),
                        Stream.of(Upload.of(null, nameless)))
                .toList();

        assertThat(codes(gate.check(uploads))).containsExactly(AttachmentFlaw.TOO_MANY);
        assertThat(nameless.read).isEqualTo(1);
    }

    @Test
    void files_that_are_too_large_keep_nothing_from_being_told_of_the_others() {
        byte[] large = MadeFiles.pdf(4 << 20);

        Outcome outcome = gate.check(Stream.of(large, large, large, MadeFiles.gifAndHtml())
                .map(content -> Upload.of("a", new ByteArrayInputStream(content)))
                .toList());

        assertThat(codes(outcome))
                .containsExactly(
                        AttachmentFlaw.TOO_LARGE,
                        AttachmentFlaw.TOO_LARGE,
                        AttachmentFlaw.TOO_LARGE,
                        AttachmentFlaw.WRONG_TYPE);
    }

    private static List<String> codes(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome)
                .flaws().stream().map(AttachmentFlaw::code).toList();
    }

    @Test
    void a_stream_that_throws_is_a_flaw_of_its_file() {
        for (RuntimeException unchecked : Arrays.asList(null, new IllegalStateException("request over"))) {
            Watched stream = new Watched(failing(unchecked));
            AttachmentFlaw flaw = onlyFlaw(gate.check(List.of(
                    Upload.of("a.pdf", stream), Upload.of("b.pdf", new ByteArrayInputStream(MadeFiles.pdf())))));

            assertThat(flaw.position()).isEqualTo(1);
            assertThat(flaw.code()).isEqualTo(AttachmentFlaw.INTERRUPTED);
            assertThat(stream.closed).isEqualTo(1);
        }
    }

    @Test
    void content_that_cannot_be_opened_is_a_flaw_of_its_file() {
        Upload.Content gone = () -> {
            throw new IOException("no such part");
        };
        Upload.Content broken = () -> {
            throw new IllegalStateException("request over");
        };

        assertThat(onlyFlaw(gate.check(List.of(Upload.of("a.pdf", gone)))).code())
                .isEqualTo(AttachmentFlaw.INTERRUPTED);
        assertThat(onlyFlaw(gate.check(List.of(Upload.of("a.pdf", broken)))).code())
                .isEqualTo(AttachmentFlaw.INTERRUPTED);
    }

    static Stream<byte[]> soundFiles() {
        return Stream.of(MadeFiles.png(), MadeFiles.jpeg(), MadeFiles.pdf());
    }

    @ParameterizedTest
    @MethodSource("soundFiles")
    void a_stream_that_ends_early_is_a_damaged_file_wherever_it_ends(byte[] content) {
        int body = content.length - 8; // Of a document, its last line may lack its end.
        IntStream.range(8, body)
                .filter(length -> length % 7 == 0 || length > body - 20)
                .forEach(length -> {
                    byte[] begin = Arrays.copyOf(content, length);
                    assertThat(onlyFlaw(gate.check(List.of(Upload.of("a", new ByteArrayInputStream(begin)))))
                                    .code())
                            .isEqualTo(AttachmentFlaw.DAMAGED);
                });
    }

    @Test
    void what_is_one_file_too_many_is_closed_unread_or_not_opened() {
        Watched open = new Watched(endless());
        List<Upload> uploads = Stream.concat(
                        Stream.generate(() -> Upload.of("a.pdf", new ByteArrayInputStream(MadeFiles.pdf())))
                                .limit(5),
                        Stream.of(Upload.of("b.pdf", open), Upload.of("c.pdf", (Upload.Content) () -> {
                            throw new AssertionError("opened");
                        })))
                .toList();

        assertThat(onlyFlaw(gate.check(uploads)).code()).isEqualTo(AttachmentFlaw.TOO_MANY);
        assertThat(open.read).isZero();
        assertThat(open.closed).isEqualTo(1);
    }

    @Test
    void streams_are_closed_when_the_check_itself_breaks_off() {
        Watched second = new Watched(new ByteArrayInputStream(MadeFiles.pdf()));
        Upload.Content broken = () -> {
            throw new StackOverflowError("as deep as it gets");
        };

        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> gate.check(List.of(Upload.of("a.pdf", broken), Upload.of("b.pdf", second))));
        assertThat(second.closed).isEqualTo(1);
    }

    @Test
    void a_stream_is_read_once_and_opened_once() {
        Upload upload = Upload.of("a.pdf", new ByteArrayInputStream(MadeFiles.pdf()));
        assertThat(accepted(gate.check(List.of(upload)))).hasSize(1);

        assertThatIllegalStateException().isThrownBy(() -> gate.check(List.of(upload)));
    }

    @Test
    void a_sound_file_is_read_to_its_end_and_closed_once() {
        Watched stream = new Watched(new ByteArrayInputStream(MadeFiles.pdf()));

        assertThat(accepted(gate.check(List.of(Upload.of("a.pdf", stream))))).hasSize(1);
        assertThat(stream.read).isEqualTo(MadeFiles.pdf().length);
        assertThat(stream.closed).isEqualTo(1);
    }
}
