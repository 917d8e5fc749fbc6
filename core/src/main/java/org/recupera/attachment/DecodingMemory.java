package org.recupera.attachment;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.recupera.port.PortException;

/** Memory shared by all pictures that are being decoded: who finds none left waits its turn, and not for ever. */
final class DecodingMemory {

    private static final int KIB = 1024;

    private final int kib;
    private final Duration patience;
    private final Semaphore left;

    DecodingMemory(int kib, Duration patience) {
        this.kib = kib;
        this.patience = patience;
        this.left = new Semaphore(kib, true);
    }

    static int kib(long bytes) {
        return Math.toIntExact((bytes + KIB - 1) / KIB);
    }

    /** Does work that takes so much memory, which is never more than there is in all. */
    <T> T spend(long bytes, Supplier<T> work) {
        int wanted = kib(bytes);
        if (wanted > kib) {
            throw new IllegalArgumentException(wanted + " KiB are wanted of " + kib);
        }
        await(wanted);
        try {
            return work.get();
        } catch (OutOfMemoryError full) {
            // The portal has filled the heap; what was taken of it here is free again.
            throw PortException.busy("attachments: the heap has no room for a picture of " + wanted + " KiB", full);
        } finally {
            left.release(wanted);
        }
    }

    private void await(int wanted) {
        try {
            if (!left.tryAcquire(wanted, TimeUnit.NANOSECONDS.convert(patience), TimeUnit.NANOSECONDS)) {
                throw PortException.busy("attachments: no memory came free for a picture within " + patience, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortException("attachments: interrupted while waiting for memory", e);
        }
    }
}
