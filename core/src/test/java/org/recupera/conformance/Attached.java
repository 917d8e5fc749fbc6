package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.recupera.port.CaseFile;
import org.recupera.port.FileContents;

/** The bytes of a case's files, and who opened, read and closed them. */
final class Attached implements FileContents {

    static final Attached NOTHING = of(Map.of());

    private static final int NONE = 0;

    private final Map<Integer, byte[]> contents;
    private final int breaking;
    private final Supplier<? extends Throwable> fault;
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger stillOpen = new AtomicInteger();
    private final Map<Integer, Integer> mostRead = new ConcurrentHashMap<>();

    private Attached(Map<Integer, byte[]> contents, int breaking, Supplier<? extends Throwable> fault) {
        this.contents = contents;
        this.breaking = breaking;
        this.fault = fault;
    }

    /** Bytes by place. */
    static Attached of(Map<Integer, byte[]> contents) {
        return new Attached(contents, NONE, IllegalStateException::new);
    }

    /** The same, but the file at a place throws when half of it was read. */
    static Attached breaking(Map<Integer, byte[]> contents, int place, Supplier<? extends Throwable> fault) {
        return new Attached(contents, place, fault);
    }

    @Override
    public InputStream open(CaseFile file) {
        byte[] bytes = Objects.requireNonNull(contents.get(file.place()), "no such file was attached");
        opened.incrementAndGet();
        stillOpen.incrementAndGet();
        return new Tracked(file.place(), bytes);
    }

    int opened() {
        return opened.get();
    }

    void assertClosed() {
        assertEquals(0, stillOpen.get(), "streams that nobody closed");
    }

    void assertReadWhole() {
        contents.forEach((place, bytes) ->
                assertEquals(bytes.length, mostRead.getOrDefault(place, 0), () -> "bytes read of the file " + place));
    }

    /** Counts what is read; gives short answers, as streams may. */
    private final class Tracked extends FilterInputStream {

        private static final int MOST_AT_ONCE = 100_000;

        private final int place;
        private final int readable;
        private int read;
        private boolean closed;

        Tracked(int place, byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
            this.place = place;
            this.readable = place == breaking ? bytes.length / 2 : Integer.MAX_VALUE;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (read >= readable) {
                raise(fault.get());
            }
            int got = super.read(into, offset, Math.min(Math.min(length, MOST_AT_ONCE), readable - read));
            read += Math.max(0, got);
            mostRead.merge(place, read, Math::max);
            return got;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                stillOpen.decrementAndGet();
            }
            super.close();
        }
    }

    private static void raise(Throwable fault) throws IOException {
        if (fault instanceof IOException broken) {
            throw broken;
        }
        if (fault instanceof RuntimeException broken) {
            throw broken;
        }
        throw (Error) fault;
    }
}
