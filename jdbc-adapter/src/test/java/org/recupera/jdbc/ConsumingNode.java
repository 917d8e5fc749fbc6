package org.recupera.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recupera.port.Allowance;
import org.recupera.port.ClaimedWork;
import org.recupera.port.Lane;
import org.recupera.port.Link;
import org.recupera.port.LinkState;
import org.recupera.port.PortalId;
import org.recupera.port.Settlement;

/**
 * A process that tries to consume everything there is, on four threads, beside others that try the same.
 *
 * <p>Prints what it got of each kind: the number of every thing, as often as it was told that the thing was its own.
 */
final class ConsumingNode {

    static final PortalId PORTAL = new PortalId("load");
    static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

    private static final int THREADS = 4;
    private static final Duration LEASE = Duration.ofMinutes(30);

    private final JdbcStorage storage;

    private ConsumingNode(JdbcStorage storage) {
        this.storage = storage;
    }

    /** What can be consumed. */
    enum Kind {
        /** A link, by one change of the password. */
        LINK(1),
        /** A budget that has one unit. */
        BUDGET(1),
        /** The tries of a security question. */
        ANSWER(5),
        /** A unit of work, by one claim and one settlement. */
        WORK(1);

        /** How often one thing may be consumed. */
        final int units;

        Kind(int units) {
            this.units = units;
        }

        /** How often each of four processes tries to consume one thing. */
        int tries() {
            return units == 1 ? 1 : 2;
        }
    }

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try (TestDatabase database = new TestDatabase(arguments[0], arguments[1])) {
            ConsumingNode node = new ConsumingNode(database.storage());
            System.out.println("ready");
            int things = Integer.parseInt(in.readLine());
            Map<Kind, byte[]> got = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                got.put(kind, node.consume(kind, things));
            }
            got.forEach((kind, counts) ->
                    System.out.println(kind + " " + Base64.getEncoder().encodeToString(counts)));
        }
    }

    /** Goes through all things in the order in which the other processes do, too. */
    private byte[] consume(Kind kind, int things) {
        int all = things / kind.tries() * kind.tries();
        byte[][] counts = new byte[THREADS][things];
        Threads.together(THREADS, thread -> {
            for (int i = thread; i < all; i += THREADS) {
                int thing = i / kind.tries();
                one(kind, thing).ifPresent(consumed -> counts[thread][consumed]++);
            }
            return thread;
        });
        byte[] sum = new byte[things];
        for (byte[] ofThread : counts) {
            for (int i = 0; i < things; i++) {
                sum[i] += ofThread[i];
            }
        }
        return sum;
    }

    private Optional<Integer> one(Kind kind, int thing) {
        return switch (kind) {
            case LINK -> link(thing);
            case BUDGET -> attempt("budget-" + thing, new Allowance(1, Duration.ofHours(1)), thing);
            case ANSWER -> attempt("answer-" + thing, new Allowance(kind.units, Duration.ofHours(1)), thing);
            case WORK -> work();
        };
    }

    private Optional<Integer> link(int thing) {
        Link live = storage.tokens().find(PORTAL, "s" + thing).orElseThrow();
        return live.state() == LinkState.LIVE && storage.tokens().move(live, live.moved(LinkState.TAKEN, NOW))
                ? Optional.of(thing)
                : Optional.empty();
    }

    private Optional<Integer> attempt(String key, Allowance allowance, int thing) {
        return storage.attempts().take(PORTAL, key, allowance, NOW).isZero() ? Optional.of(thing) : Optional.empty();
    }

    private Optional<Integer> work() {
        List<ClaimedWork> claimed = storage.queue().claim(PORTAL, Lane.DECIDE, 1, NOW, LEASE);
        return claimed.stream()
                .filter(unit -> storage.queue().settle(unit, new Settlement.Done()))
                .map(unit -> Integer.valueOf(unit.work().key()))
                .findFirst();
    }
}
