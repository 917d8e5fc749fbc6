package org.recupera.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Allowance;
import org.recupera.port.AttemptLog;
import org.recupera.port.PortalId;

/**
 * Counts attempts in memory, for a number of keys.
 *
 * <p>A log that is full forgets marks that have passed. When none has, keys that it does not hold are counted together:
 * one budget for each portal and allowance, so that a flood of new keys spends that budget and gives back no other.
 * Counts are lost when the process ends.
 *
 * <p>Safe for use by several threads at once.
 */
public final class InMemoryAttemptLog implements AttemptLog {

    /** How many keys a log holds unless told otherwise. */
    public static final int DEFAULT_CAPACITY = 100_000;

    private static final Comparator<Mark> FIRST_PASSED_FIRST = Comparator.comparing(Mark::at)
            .thenComparing(mark -> mark.budget().portal())
            .thenComparing(mark -> mark.budget().key())
            .thenComparing(
                    mark -> mark.budget().shared(),
                    Comparator.nullsFirst(
                            Comparator.comparingInt(Allowance::attempts).thenComparing(Allowance::window)));

    private final Capacity capacity;
    private final Map<Budget, Mark> marks = new HashMap<>();
    private final NavigableSet<Mark> byInstant = new TreeSet<>(FIRST_PASSED_FIRST);

    private InMemoryAttemptLog(Capacity capacity) {
        this.capacity = capacity;
    }

    /**
     * Makes an empty log of {@link #DEFAULT_CAPACITY}.
     *
     * @return the log
     */
    public static InMemoryAttemptLog create() {
        return ofCapacity(DEFAULT_CAPACITY);
    }

    /**
     * Makes an empty log.
     *
     * @param keys the most keys it holds, of all portals together; at least 1
     * @return the log
     * @throws IllegalArgumentException when {@code keys} is less
     */
    public static InMemoryAttemptLog ofCapacity(int keys) {
        return new InMemoryAttemptLog(new Capacity(keys));
    }

    @Override
    public synchronized Duration take(PortalId portal, String key, Allowance allowance, Instant at) {
        Budget budget = budget(portal, key, allowance, at);
        Mark former = marks.get(budget);
        Instant mark = former == null || former.at().isBefore(at) ? at : former.at();
        Instant next = mark.plus(allowance.cost());
        Instant limit = at.plus(allowance.window());
        if (next.isAfter(limit)) {
            return Duration.between(limit, next);
        }
        if (former != null) {
            byInstant.remove(former);
        }
        keep(new Mark(next, budget));
        return Duration.ZERO;
    }

    @Override
    public synchronized void giveBack(PortalId portal, String key, Allowance allowance, Instant at) {
        Mark former = marks.get(new Budget(portal, key, null));
        if (former == null || !former.at().isAfter(at)) {
            return;
        }
        Instant back = former.at().minus(allowance.cost());
        byInstant.remove(former);
        keep(new Mark(back.isAfter(at) ? back : at, former.budget()));
    }

    @Override
    public synchronized int purge(PortalId portal, Instant before, int limit) {
        List<Mark> passed = byInstant.stream()
                .takeWhile(mark -> mark.at().isBefore(before))
                .filter(mark -> mark.budget().portal().equals(portal))
                .limit(limit)
                .toList();
        passed.forEach(this::forget);
        return passed.size();
    }

    private Budget budget(PortalId portal, String key, Allowance allowance, Instant at) {
        Budget own = new Budget(portal, key, null);
        if (marks.containsKey(own) || !capacity.isReachedBy(marks.size())) {
            return own;
        }
        Mark first = byInstant.first();
        if (first.at().isAfter(at)) {
            return new Budget(portal, "", allowance);
        }
        forget(first);
        return own;
    }

    private void keep(Mark mark) {
        marks.put(mark.budget(), mark);
        byInstant.add(mark);
    }

    private void forget(Mark mark) {
        marks.remove(mark.budget());
        byInstant.remove(mark);
    }

    /** What is counted together: one key, or the keys for which there was no room. */
    private record Budget(
            PortalId portal, String key, @Nullable Allowance shared) {}

    private record Mark(Instant at, Budget budget) {}
}
