package org.recupera.password;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.recupera.port.PortException;

/** Memory shared by all the hashes under way: who finds none left waits its turn, and not for ever. */
final class MemoryBudget {

    private final int kib;
    private final Duration patience;
    private final Semaphore left;

    MemoryBudget(int kib, Duration patience) {
        this.kib = kib;
        this.patience = patience;
        this.left = new Semaphore(kib, true);
    }

    <T> T spend(int wantedKib, Supplier<T> work) {
        if (wantedKib > kib) {
            throw new PortException(
                    "password hash: a stored hash needs " + wantedKib + " KiB, the memory budget is " + kib, null);
        }
        await(wantedKib);
        try {
            return work.get();
        } catch (OutOfMemoryError full) {
            // The portal has filled the heap; what was taken of it here is free again.
            throw PortException.busy("password hash: the heap has no room for " + wantedKib + " KiB", full);
        } finally {
            left.release(wantedKib);
        }
    }

    private void await(int wantedKib) {
        try {
            if (!left.tryAcquire(wantedKib, TimeUnit.NANOSECONDS.convert(patience), TimeUnit.NANOSECONDS)) {
                throw PortException.busy("password hash: saturated, no memory came free within " + patience, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortException("password hash: interrupted while waiting for memory", e);
        }
    }
}
