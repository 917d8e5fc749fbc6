package org.recupera.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.recupera.port.ClaimedWork;
import org.recupera.port.Lane;
import org.recupera.port.PortalId;
import org.recupera.port.QueueStatus;
import org.recupera.port.Settlement;
import org.recupera.port.Work;
import org.recupera.port.WorkQueue;

/** The contract of {@link WorkQueue} in its plainest form: lists, one thread; in no promised order. */
final class WorkQueueModel implements WorkQueue {

    private final List<Unit> units = new ArrayList<>();
    private final List<Grave> graves = new ArrayList<>();
    private int puts;

    @Override
    public boolean put(Work work) {
        if (units.stream().anyMatch(unit -> unit.isOf(work))) {
            return false;
        }
        puts++;
        return units.add(new Unit("put-" + puts, work, work.dueAt(), 0, false));
    }

    @Override
    public List<ClaimedWork> claim(PortalId portal, Lane lane, int limit, Instant now, Duration lease) {
        List<ClaimedWork> claimed = new ArrayList<>();
        units.replaceAll(unit -> {
            boolean due = !unit.free().isAfter(now);
            if (!due || unit.work().lane() != lane || !unit.work().portal().equals(portal)) {
                return unit;
            }
            int fence = unit.claims() + 1;
            claimed.add(new ClaimedWork(unit.id(), unit.work(), unit.claims(), fence, now.plus(lease)));
            return new Unit(unit.id(), unit.work(), now.plus(lease), fence, true);
        });
        return claimed;
    }

    @Override
    public boolean settle(ClaimedWork claimed, Settlement settlement) {
        Optional<Unit> held = units.stream()
                .filter(unit -> unit.id().equals(claimed.id()) && unit.leased() && unit.claims() == claimed.fence())
                .findFirst();
        held.ifPresent(unit -> settle(unit, settlement));
        return held.isPresent();
    }

    private void settle(Unit unit, Settlement settlement) {
        units.remove(unit);
        if (settlement instanceof Settlement.Done done) {
            done.next().forEach(this::put);
        } else if (settlement instanceof Settlement.Retry retry) {
            units.add(new Unit(unit.id(), unit.work(), retry.at(), unit.claims(), false));
        } else if (settlement instanceof Settlement.Dead dead) {
            graves.add(new Grave(unit.work().portal(), dead.at()));
        }
    }

    @Override
    public QueueStatus status(PortalId portal) {
        List<Instant> accepted = units.stream()
                .map(Unit::work)
                .filter(work -> work.portal().equals(portal))
                .map(Work::acceptedAt)
                .sorted(Comparator.naturalOrder())
                .toList();
        long dead =
                graves.stream().filter(grave -> grave.portal().equals(portal)).count();
        return new QueueStatus(accepted.size(), accepted.isEmpty() ? null : accepted.get(0), dead);
    }

    @Override
    public int purge(PortalId portal, Instant before, int limit) {
        List<Grave> old = graves.stream()
                .filter(grave -> grave.portal().equals(portal) && grave.at().isBefore(before))
                .toList();
        graves.removeAll(old);
        return old.size();
    }

    private record Unit(String id, Work work, Instant free, int claims, boolean leased) {
        boolean isOf(Work other) {
            return work.portal().equals(other.portal()) && work.key().equals(other.key());
        }
    }

    /** Not a record: two that are equal are still two. */
    private static final class Grave {

        private final PortalId portal;
        private final Instant at;

        Grave(PortalId portal, Instant at) {
            this.portal = portal;
            this.at = at;
        }

        PortalId portal() {
            return portal;
        }

        Instant at() {
            return at;
        }
    }
}
