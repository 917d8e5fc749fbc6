package org.recupera.examples.portal;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The clock of all processes of a test: the system's, put forward by what a file says that all have mapped.
 *
 * <p>So that nobody waits for a lease. Only the test puts it forward, and never while a page is being asked for: a jump
 * looks like a process that stood still so long.
 */
final class SharedClock extends Clock {

    private final MappedByteBuffer ahead;
    private final ReadWriteLock pages = new ReentrantReadWriteLock(true);

    private SharedClock(MappedByteBuffer ahead) {
        this.ahead = ahead;
    }

    static SharedClock in(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new SharedClock(channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES));
        }
    }

    /** How far it is put forward. */
    Duration ahead() {
        return Duration.ofMillis(ahead.getLong(0));
    }

    void advance(Duration by) {
        pages.writeLock().lock();
        try {
            ahead.putLong(0, ahead().plus(by).toMillis());
        } finally {
            pages.writeLock().unlock();
        }
    }

    /** Does something during which nobody puts the clock forward. */
    <T> T unmoved(Callable<T> action) throws Exception {
        pages.readLock().lock();
        try {
            return action.call();
        } finally {
            pages.readLock().unlock();
        }
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the portal never asks for a zone");
    }
}
