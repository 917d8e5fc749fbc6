package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.recupera.port.ClaimedWork;
import org.recupera.port.Lane;
import org.recupera.port.PortalId;
import org.recupera.port.Settlement;
import org.recupera.port.Work;
import org.recupera.port.WorkQueue;

/** The queue under test, and work to fill it with. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class WorkQueueFixture {

    static final Instant T0 = Instant.parse("2026-03-02T14:05:06.123457Z");
    static final Instant LATER = T0.plus(Duration.ofDays(1));
    static final Duration LEASE = Duration.ofSeconds(30);
    static final Duration MICRO = Duration.ofNanos(1_000);
    static final Settlement DONE = new Settlement.Done();

    final PortalId portal = Fresh.portal();

    /**
     * The queue under test; asked several times in a test, it is always one on the same storage.
     *
     * @return the queue
     */
    protected abstract WorkQueue queue();

    /**
     * A queue on the same storage, as another node of the portal has one.
     *
     * @return a second handle, with connections of its own; the same object as {@link #queue()} when nothing but one
     *     process can ever use the storage
     */
    protected abstract WorkQueue another();

    /**
     * Where the random sequence of calls starts from; override it to repeat one that failed.
     *
     * @return the seed; another each time unless overridden
     */
    protected long seed() {
        return Fresh.seed();
    }

    WorkQueue node(int number) {
        return number % 2 == 0 ? queue() : another();
    }

    List<ClaimedWork> claim(int limit, Instant now) {
        return queue().claim(portal, Lane.DECIDE, limit, now, LEASE);
    }

    Work work(String key, Instant dueAt) {
        return new Work(portal, key, Lane.DECIDE, "kind", Fresh.bytes(20), T0, dueAt);
    }

    static ClaimedWork onlyOne(List<ClaimedWork> claimed) {
        assertEquals(1, claimed.size(), () -> "claimed " + claimed);
        return claimed.get(0);
    }

    static List<String> keys(List<ClaimedWork> claimed) {
        return claimed.stream().map(one -> one.work().key()).toList();
    }

    static byte[] allBytes() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
