package org.recupera.conformancecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.AttachmentScannerSuite;
import org.recupera.port.AttachmentScanner;

class BrokenScannersTest {

    @Test
    void a_sound_scanner_passes() {
        assertThat(Verdict.on(Sound.class).failed()).isEmpty();
        assertThat(Verdict.on(Sound.class).passed()).hasSize(7);
    }

    @Test
    void a_scanner_that_finds_nothing_fails() {
        assertThat(Verdict.on(FindsNothing.class).failed())
                .containsExactly("malware_is_found", "sixteen_at_once_get_a_verdict_each_of_their_own");
    }

    @Test
    void a_scanner_that_finds_everything_fails() {
        assertThat(Verdict.on(FindsEverything.class).failed()).contains("harmless_content_is_clean");
    }

    @Test
    void a_scanner_that_waves_through_what_is_too_large_fails() {
        assertThat(Verdict.on(WavesThrough.class).failed())
                .containsExactly("the_largest_content_is_looked_at_and_none_beyond_it");
    }

    @Test
    void a_scanner_that_believes_the_size_fails() {
        assertThat(Verdict.on(Believes.class).failed())
                .containsExactly("content_of_another_size_than_told_is_undecided");
    }

    @Test
    void a_scanner_that_throws_fails() {
        assertThat(Verdict.on(Throws.class).failed()).containsExactly("content_that_cannot_be_read_is_undecided");
    }

    @Test
    void a_scanner_that_closes_what_is_not_its_own_fails() {
        assertThat(Verdict.on(Closes.class).failed()).containsExactly("content_is_left_open");
    }

    @Test
    void a_scanner_that_mixes_calls_up_fails() {
        assertThat(Verdict.on(MixesUp.class).failed())
                .containsExactly("sixteen_at_once_get_a_verdict_each_of_their_own");
    }

    /** Knows the test file; each of the others breaks one promise of its. */
    private static class Scanner implements AttachmentScanner {

        @Override
        public long maxBytes() {
            return 200_000;
        }

        @Override
        public AttachmentScanner.Verdict scan(InputStream content, long size) {
            try {
                return judge(content.readAllBytes(), size);
            } catch (IOException torn) {
                return new AttachmentScanner.Verdict.Undecided("torn", torn);
            }
        }

        AttachmentScanner.Verdict judge(byte[] content, long size) {
            if (size > maxBytes() || content.length != size) {
                return new AttachmentScanner.Verdict.Undecided("not all of it", null);
            }
            return isKnown(content)
                    ? new AttachmentScanner.Verdict.Infected("Eicar")
                    : new AttachmentScanner.Verdict.Clean();
        }

        boolean isKnown(byte[] content) {
            return Arrays.equals(content, Sound.known());
        }
    }

    static class Sound extends AttachmentScannerSuite {

        static byte[] known() {
            return eicar();
        }

        @Override
        protected AttachmentScanner scanner() {
            return new Scanner();
        }
    }

    static class FindsNothing extends AttachmentScannerSuite {

        @Override
        protected AttachmentScanner scanner() {
            return new Scanner() {
                @Override
                boolean isKnown(byte[] content) {
                    return false;
                }
            };
        }
    }

    static class FindsEverything extends AttachmentScannerSuite {

        @Override
        protected AttachmentScanner scanner() {
            return new Scanner() {
                @Override
                boolean isKnown(byte[] content) {
                    return true;
                }
            };
        }
    }

    static class WavesThrough extends AttachmentScannerSuite {

        @Override
        protected AttachmentScanner scanner() {
            return new Scanner() {
                @Override
                AttachmentScanner.Verdict judge(byte[] content, long size) {
                    return size > maxBytes() ? new AttachmentScanner.Verdict.Clean() : super.judge(content, size);
                }
            };
        }
    }

    static class Believes extends AttachmentScannerSuite {

        @Override
        protected AttachmentScanner scanner() {
            return new Scanner() {
                @Override
                AttachmentScanner.Verdict judge(byte[] content, long size) {
                    return super.judge(content, size > maxBytes() ? size : content.length);
                }
            };
        }
    }

    static class Throws extends AttachmentScannerSuite {

        @Override
        protected AttachmentScanner scanner() {
            return new Scanner() {
                @Override
                public AttachmentScanner.Verdict scan(InputStream content, long size) {
                    try {
                        return judge(content.readAllBytes(), size);
                    } catch (IOException torn) {
                        throw new UncheckedIOException(torn);
                    }
                }
            };
        }
    }

    static class Closes extends AttachmentScannerSuite {

        @Override
        protected AttachmentScanner scanner() {
            return new Scanner() {
                @Override
                public AttachmentScanner.Verdict scan(InputStream content, long size) {
                    try (content) {
                        return super.scan(content, size);
                    } catch (IOException torn) {
                        return new AttachmentScanner.Verdict.Undecided("torn", torn);
                    }
                }
            };
        }
    }

    static class MixesUp extends AttachmentScannerSuite {

        private final AttachmentScanner mixed = new Scanner() {
            private byte[] last = {};

            @Override
            AttachmentScanner.Verdict judge(byte[] content, long size) {
                AttachmentScanner.Verdict before = super.judge(last, last.length);
                last = content;
                AttachmentScanner.Verdict now = super.judge(content, size);
                return Thread.currentThread().getName().startsWith("pool") ? before : now;
            }
        };

        @Override
        protected AttachmentScanner scanner() {
            return mixed;
        }
    }
}
