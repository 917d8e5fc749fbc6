package org.recupera.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.recupera.port.ClaimedWork;
import org.recupera.port.Lane;
import org.recupera.port.PortalId;
import org.recupera.port.Settlement;
import org.recupera.port.Work;
import org.recupera.port.WorkQueue;

/** Two nodes that serve two portals, in a random sequence of calls. */
final class WorkQueueWalk extends Walk {

    private static final int MANY = 1_000;

    private final List<WorkQueue> nodes;
    private final WorkQueue model = new WorkQueueModel();
    private final List<PortalId> portals = List.of(Fresh.portal(), Fresh.portal());
    private final List<String> keys = List.of("a", "b", "c", "d", "e");
    private final List<Pair> claims = new ArrayList<>();

    WorkQueueWalk(WorkQueue one, WorkQueue other, long seed) {
        super(seed);
        nodes = List.of(one, other);
    }

    @Override
    void step() {
        WorkQueue queue = oneOf(nodes);
        PortalId portal = oneOf(portals);
        switch (upTo(12)) {
            case 0, 1, 2 -> put(queue, portal);
            case 3, 4, 5 -> claim(queue, portal);
            case 6 -> {
                about("status of " + portal);
                same(model.status(portal), queue.status(portal));
            }
            case 7 -> {
                Instant before = instant();
                about("purge " + portal + " before " + before);
                same(model.purge(portal, before, MANY), queue.purge(portal, before, MANY));
            }
            default -> {
                if (!claims.isEmpty()) {
                    settle(queue, oneOf(claims.subList(Math.max(0, claims.size() - 8), claims.size())));
                }
            }
        }
    }

    private void put(WorkQueue queue, PortalId portal) {
        Work work = work(portal);
        about("put " + work + " in " + work.lane() + " due " + work.dueAt());
        same(model.put(work), queue.put(work));
    }

    private Work work(PortalId portal) {
        return new Work(
                portal, oneOf(keys), oneOf(List.of(Lane.values())), "kind", Fresh.bytes(9), instant(), instant());
    }

    private void claim(WorkQueue queue, PortalId portal) {
        Lane lane = oneOf(List.of(Lane.values()));
        Instant now = instant();
        Duration lease = Duration.ofSeconds(1 + upTo(120));
        about("claim " + lane + " of " + portal + " at " + now + " for " + lease);
        List<ClaimedWork> expected = byKey(model.claim(portal, lane, MANY, now, lease));
        List<ClaimedWork> actual = byKey(queue.claim(portal, lane, MANY, now, lease));
        same(
                expected.stream().map(WorkQueueWalk::promised).toList(),
                actual.stream().map(WorkQueueWalk::promised).toList());
        for (int i = 0; i < expected.size(); i++) {
            claims.add(new Pair(expected.get(i), actual.get(i)));
        }
    }

    private void settle(WorkQueue queue, Pair claim) {
        PortalId portal = claim.actual().work().portal();
        Settlement settlement = oneOf(List.of(
                new Settlement.Done(),
                new Settlement.Done(List.of(work(portal))),
                new Settlement.Done(List.of(work(portal), work(portal))),
                new Settlement.Retry(instant(), "again"),
                new Settlement.Dead(instant(), "no")));
        about("settle " + claim.actual() + " as " + settlement);
        same(model.settle(claim.expected(), settlement), queue.settle(claim.actual(), settlement));
    }

    private static List<ClaimedWork> byKey(List<ClaimedWork> claimed) {
        return claimed.stream()
                .sorted(Comparator.comparing(one -> one.work().key()))
                .toList();
    }

    /** What every queue answers alike; ids and fences are its own. */
    private static List<Object> promised(ClaimedWork claimed) {
        Work work = claimed.work();
        return List.of(
                work.portal(),
                work.key(),
                work.lane(),
                work.kind(),
                HexFormat.of().formatHex(work.payload()),
                work.acceptedAt(),
                work.dueAt(),
                claimed.attempts(),
                claimed.leasedUntil());
    }

    /** One claim, as the model and as the queue gave it. */
    private record Pair(ClaimedWork expected, ClaimedWork actual) {}
}
