package org.recupera.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recupera.port.ClaimedWork;
import org.recupera.port.DeadLetter;
import org.recupera.port.DeadLetters;
import org.recupera.port.Lane;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.QueueStatus;
import org.recupera.port.Settlement;
import org.recupera.port.Work;
import org.recupera.port.WorkQueue;

/**
 * Keeps work in memory, up to a number of units.
 *
 * <p>Nothing accepted is ever dropped to make room: a queue that is full refuses new work with a
 * {@link PortException}, and a unit that was given up counts until it is purged. Work is lost when the process ends.
 *
 * <p>Safe for use by several threads at once.
 */
public final class InMemoryWorkQueue implements WorkQueue, DeadLetters {

    /** How many units a queue holds unless told otherwise. */
    public static final int DEFAULT_CAPACITY = 10_000;

    private static final int MAX_REASON = 200;
    private static final Comparator<Unit> LONGEST_DUE_FIRST =
            Comparator.comparing(Unit::claimableAt).thenComparing(Unit::number);
    private static final Comparator<Grave> OLDEST_FIRST =
            Comparator.comparing(Grave::at).thenComparing(Grave::number);

    private final Capacity capacity;
    private final Map<Key, Unit> underWay = new HashMap<>();
    private final Map<Shelf, NavigableSet<Unit>> shelves = new HashMap<>();
    private final NavigableSet<Grave> graves = new TreeSet<>(OLDEST_FIRST);
    private long lastNumber;

    private InMemoryWorkQueue(Capacity capacity) {
        this.capacity = capacity;
    }

    /**
     * Makes an empty queue of {@link #DEFAULT_CAPACITY}.
     *
     * @return the queue
     */
    public static InMemoryWorkQueue create() {
        return ofCapacity(DEFAULT_CAPACITY);
    }

    /**
     * Makes an empty queue.
     *
     * @param units the most units it holds, of all portals together; at least 1
     * @return the queue
     * @throws IllegalArgumentException when {@code units} is less
     */
    public static InMemoryWorkQueue ofCapacity(int units) {
        return new InMemoryWorkQueue(new Capacity(units));
    }

    @Override
    public synchronized boolean put(Work work) {
        if (underWay.containsKey(Key.of(work))) {
            return false;
        }
        if (!hasRoomFor(1)) {
            throw new PortException("work queue, put: it is full", null);
        }
        lastNumber++;
        shelve(new Unit(lastNumber, work, work.dueAt(), 0, false));
        return true;
    }

    @Override
    public synchronized List<ClaimedWork> claim(PortalId portal, Lane lane, int limit, Instant now, Duration lease) {
        NavigableSet<Unit> shelf = shelves.get(new Shelf(portal, lane));
        if (shelf == null) {
            return List.of();
        }
        List<Unit> due = shelf.stream()
                .takeWhile(unit -> !unit.claimableAt().isAfter(now))
                .limit(limit)
                .toList();
        Instant leasedUntil = now.plus(lease);
        return due.stream().map(unit -> lease(unit, leasedUntil)).toList();
    }

    @Override
    public synchronized boolean settle(ClaimedWork claimed, Settlement settlement) {
        Unit unit = underWay.get(Key.of(claimed.work()));
        if (unit == null || !unit.isLeasedAs(claimed)) {
            return false;
        }
        unshelve(unit);
        if (settlement instanceof Settlement.Done done) {
            if (!hasRoomFor(done.next().size())) {
                shelve(unit);
                throw new PortException("work queue, settle: it is full", null);
            }
            done.next().forEach(this::put);
        } else if (settlement instanceof Settlement.Retry retry) {
            shelve(new Unit(unit.number(), unit.work(), retry.at(), unit.claims(), false));
        } else if (settlement instanceof Settlement.Dead dead) {
            graves.add(new Grave(unit.number(), dead.at(), unit.work(), unit.claims(), shortened(dead.reason())));
        }
        return true;
    }

    @Override
    public synchronized QueueStatus status(PortalId portal) {
        List<Instant> accepted = underWay.values().stream()
                .filter(unit -> unit.work().portal().equals(portal))
                .map(unit -> unit.work().acceptedAt())
                .toList();
        @Nullable
        Instant oldest = accepted.stream().min(Comparator.naturalOrder()).orElse(null);
        return new QueueStatus(accepted.size(), oldest, gravesOf(portal).count());
    }

    @Override
    public synchronized int purge(PortalId portal, Instant before, int limit) {
        List<Grave> old = graves.stream()
                .takeWhile(grave -> grave.at().isBefore(before))
                .filter(grave -> grave.work().portal().equals(portal))
                .limit(limit)
                .toList();
        old.forEach(graves::remove);
        return old.size();
    }

    @Override
    public synchronized List<DeadLetter> list(PortalId portal, @Nullable DeadLetter after, int limit) {
        return gravesOf(portal)
                .filter(grave -> after == null || grave.isAfter(after))
                .limit(limit)
                .map(Grave::letter)
                .toList();
    }

    @Override
    public synchronized boolean requeue(DeadLetter letter, Instant at) {
        Optional<Grave> dead = gravesOf(letter.portal())
                .filter(grave -> grave.id().equals(letter.id()))
                .findFirst()
                .filter(grave -> !underWay.containsKey(Key.of(grave.work())));
        dead.ifPresent(grave -> {
            graves.remove(grave);
            shelve(new Unit(grave.number(), grave.workDueAt(at), at, grave.claims(), false));
        });
        return dead.isPresent();
    }

    private boolean hasRoomFor(int units) {
        return units == 0 || !capacity.isReachedBy(underWay.size() + graves.size() + units - 1);
    }

    private Stream<Grave> gravesOf(PortalId portal) {
        return graves.stream().filter(grave -> grave.work().portal().equals(portal));
    }

    private ClaimedWork lease(Unit unit, Instant until) {
        unshelve(unit);
        Unit leased = new Unit(unit.number(), unit.work(), until, unit.claims() + 1, true);
        shelve(leased);
        return new ClaimedWork(leased.id(), leased.work(), unit.claims(), leased.claims(), until);
    }

    private void shelve(Unit unit) {
        underWay.put(Key.of(unit.work()), unit);
        shelves.computeIfAbsent(Shelf.of(unit), shelf -> new TreeSet<>(LONGEST_DUE_FIRST))
                .add(unit);
    }

    private void unshelve(Unit unit) {
        underWay.remove(Key.of(unit.work()));
        shelves.computeIfPresent(Shelf.of(unit), (shelf, units) -> {
            units.remove(unit);
            return units.isEmpty() ? null : units;
        });
    }

    private static String shortened(String reason) {
        if (reason.length() <= MAX_REASON) {
            return reason;
        }
        boolean splitsPair = Character.isHighSurrogate(reason.charAt(MAX_REASON - 1));
        return reason.substring(0, splitsPair ? MAX_REASON - 1 : MAX_REASON);
    }

    private record Key(PortalId portal, String key) {
        static Key of(Work work) {
            return new Key(work.portal(), work.key());
        }
    }

    private record Shelf(PortalId portal, Lane lane) {
        static Shelf of(Unit unit) {
            return new Shelf(unit.work().portal(), unit.work().lane());
        }
    }

    /** A unit under way; how often it was claimed is its fence. */
    private record Unit(long number, Work work, Instant claimableAt, int claims, boolean leased) {
        String id() {
            return Long.toString(number);
        }

        boolean isLeasedAs(ClaimedWork claimed) {
            return leased && id().equals(claimed.id()) && claims == claimed.fence();
        }
    }

    private record Grave(long number, Instant at, Work work, int claims, String reason) {
        String id() {
            return Long.toString(number);
        }

        boolean isAfter(DeadLetter letter) {
            return at.isAfter(letter.deadAt()) || (at.equals(letter.deadAt()) && number > Long.parseLong(letter.id()));
        }

        Work workDueAt(Instant due) {
            return new Work(
                    work.portal(), work.key(), work.lane(), work.kind(), work.payload(), work.acceptedAt(), due);
        }

        DeadLetter letter() {
            return new DeadLetter(id(), work.portal(), work.kind(), work.key(), claims, reason, work.acceptedAt(), at);
        }
    }
}
