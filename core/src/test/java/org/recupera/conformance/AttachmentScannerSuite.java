package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.port.AttachmentScanner;
import org.recupera.port.AttachmentScanner.Verdict;

/**
 * What every {@link AttachmentScanner} promises.
 *
 * <p>The scanner that is tested must know the EICAR test file, as every real one does.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
public abstract class AttachmentScannerSuite {

    private static final int MOST_TO_SEND = 3 << 20;

    /** For adapters' own tests to extend. */
    protected AttachmentScannerSuite() {}

    /**
     * The scanner that is tested.
     *
     * @return the same or another one at every call
     */
    protected abstract AttachmentScanner scanner();

    /**
     * The file that every scanner takes for malware.
     *
     * @return EICAR's 68 bytes, put together here: no source file may hold them as they are
     */
    protected static byte[] eicar() {
        return ("X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!" + "$H+H*")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void harmless_content_is_clean() {
        for (int size : new int[] {0, 1, 68, 100_000}) {
            assertEquals(new Verdict.Clean(), scan(harmless(size)), () -> size + " bytes");
        }
    }

    @Test
    void malware_is_found() {
        Verdict.Infected found = assertInstanceOf(Verdict.Infected.class, scan(eicar()));
        assertFalse(found.signature().isBlank());
    }

    @Test
    void the_largest_content_is_looked_at_and_none_beyond_it() {
        long largest = scanner().maxBytes();
        assertTrue(largest > 0);
        assertEquals(largest, scanner().maxBytes());
        if (largest <= MOST_TO_SEND) {
            assertEquals(new Verdict.Clean(), scan(harmless((int) largest)));
            assertUndecided(scan(harmless((int) largest + 1)));
        } else {
            // Too much to send; it is refused by its size alone.
            assertUndecided(scanner().scan(InputStream.nullInputStream(), largest + 1));
        }
    }

    @Test
    void content_of_another_size_than_told_is_undecided() {
        byte[] content = harmless(1_000);

        assertUndecided(scanner().scan(new ByteArrayInputStream(content), content.length + 1L));
        assertUndecided(scanner().scan(new ByteArrayInputStream(content), content.length - 1L));
        assertUndecided(scanner().scan(new ByteArrayInputStream(eicar()), 0));
    }

    @Test
    void content_that_cannot_be_read_is_undecided() {
        InputStream broken = new FilterInputStream(new ByteArrayInputStream(harmless(500))) {
            @Override
            public int read() throws IOException {
                return failAtEnd(super.read());
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return failAtEnd(super.read(into, offset, length));
            }

            private static int failAtEnd(int read) throws IOException {
                if (read < 0) {
                    throw new IOException("torn");
                }
                return read;
            }
        };

        assertUndecided(scanner().scan(broken, 1_000));
    }

    @Test
    void content_is_left_open() {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream content = new ByteArrayInputStream(harmless(1_000)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        assertEquals(new Verdict.Clean(), scanner().scan(content, 1_000));
        assertFalse(closed.get());
    }

    @Test
    void sixteen_at_once_get_a_verdict_each_of_their_own() {
        AttachmentScanner shared = scanner();
        List<Verdict> verdicts = Together.run(i -> {
            byte[] content = i % 2 == 0 ? eicar() : harmless(50_000 + i);
            return shared.scan(new ByteArrayInputStream(content), content.length);
        });

        for (int i = 0; i < verdicts.size(); i++) {
            Class<? extends Verdict> wanted = i % 2 == 0 ? Verdict.Infected.class : Verdict.Clean.class;
            assertEquals(wanted, verdicts.get(i).getClass());
        }
    }

    private Verdict scan(byte[] content) {
        return scanner().scan(new ByteArrayInputStream(content), content.length);
    }

    private static void assertUndecided(Verdict verdict) {
        assertInstanceOf(Verdict.Undecided.class, verdict);
    }

    private static byte[] harmless(int size) {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) 'a');
        return content;
    }
}
