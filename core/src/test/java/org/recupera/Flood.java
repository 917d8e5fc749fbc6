package org.recupera;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.recupera.memory.InMemoryAttemptLog;
import org.recupera.memory.InMemoryTokenStore;
import org.recupera.memory.InMemoryWorkQueue;
import org.recupera.port.AccountId;
import org.recupera.port.Allowance;
import org.recupera.port.Lane;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.Work;

/** Five million names that nobody has seen before, each asked for once; {@link SmallHeapTest} runs it. */
final class Flood {

    private static final int NAMES = 5_000_000;
    private static final PortalId PORTAL = new PortalId("flooded");
    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
    private static final Allowance FIVE = new Allowance(5, Duration.ofHours(1));
    private static final Allowance HUNDRED = new Allowance(100, Duration.ofHours(1));

    private Flood() {}

    static String ofAll() {
        return ofAttempts() + ofQueue() + ofTokens() + "heapMiB="
                + (Runtime.getRuntime().maxMemory() >> 20);
    }

    /** Those for which there is room have a budget each; the others share one of the same size. */
    private static String ofAttempts() {
        InMemoryAttemptLog log = InMemoryAttemptLog.create();
        IntStream.range(0, 5).forEach(i -> log.take(PORTAL, "victim", FIVE, NOW));
        String before = state(log);
        long taken = count(i -> log.take(PORTAL, "n" + i, HUNDRED, NOW).isZero());
        return "attempts: before=" + before + " taken=" + taken + " after=" + state(log) + "\n";
    }

    private static String state(InMemoryAttemptLog log) {
        return log.take(PORTAL, "victim", FIVE, NOW).isZero() ? "FREE" : "LIMITED";
    }

    private static String ofQueue() {
        InMemoryWorkQueue queue = InMemoryWorkQueue.create();
        queue.put(work("first"));
        long refused = count(i -> isRefused(() -> queue.put(work("n" + i))));
        boolean claimed = queue.claim(PORTAL, Lane.DECIDE, 1, NOW, Duration.ofMinutes(1)).stream()
                .anyMatch(unit -> unit.work().key().equals("first"));
        return "queue: refused=" + refused + " first=" + (claimed ? "claimed" : "lost") + "\n";
    }

    private static String ofTokens() {
        InMemoryTokenStore tokens = InMemoryTokenStore.create();
        tokens.keep(link("first"), NOW);
        long refused = count(i -> isRefused(() -> tokens.keep(link("n" + i), NOW)));
        boolean found = tokens.find(PORTAL, "first").isPresent();
        return "tokens: refused=" + refused + " first=" + (found ? "found" : "lost") + "\n";
    }

    private static long count(IntPredicate name) {
        return IntStream.range(0, NAMES).filter(name).count();
    }

    private static boolean isRefused(Runnable call) {
        try {
            call.run();
            return false;
        } catch (PortException full) {
            return true;
        }
    }

    private static Work work(String key) {
        return new Work(PORTAL, key, Lane.DECIDE, "kind", new byte[600], NOW, NOW);
    }

    private static Link link(String name) {
        return Link.made(PORTAL, name, "k1", LinkPurpose.PASSWORD, new AccountId(name), "binding", NOW);
    }
}
