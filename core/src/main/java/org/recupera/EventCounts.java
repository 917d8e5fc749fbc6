package org.recupera;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.recupera.port.Event;
import org.recupera.port.EventListener;

/**
 * Counts what happened since it was made, for a page or a monitor of the portal's own.
 *
 * <p>Counts what this process did, in memory; the sum over all nodes is for whoever collects the numbers, and how full the
 * queue is tells {@link Recupera#queueStatus}. One for each portal keeps their numbers apart. A portal with Micrometer
 * takes {@link org.recupera.metrics.RecuperaMetrics} instead.
 *
 * <p>Safe for use by several threads at once.
 */
public final class EventCounts implements EventListener {

    private final Map<Event.Type, LongAdder> byType = new EnumMap<>(Event.Type.class);
    private final Map<String, LongAdder> byLimit = new ConcurrentHashMap<>();

    private EventCounts() {
        for (Event.Type type : Event.Type.values()) {
            byType.put(type, new LongAdder());
        }
    }

    /**
     * Starts at zero.
     *
     * @return a listener that has counted nothing yet
     */
    public static EventCounts create() {
        return new EventCounts();
    }

    @Override
    public void on(Event event) {
        adder(event.type()).increment();
        if (event.type() == Event.Type.LIMIT_REACHED) {
            String limit = event.details().getOrDefault("limit", "other");
            byLimit.computeIfAbsent(limit, first -> new LongAdder()).increment();
        }
    }

    /**
     * How often something happened.
     *
     * @param type what
     * @return how often, from 0
     */
    public long of(Event.Type type) {
        return adder(type).sum();
    }

    /**
     * Mails that a mail server has taken.
     *
     * @return how many
     */
    public long mailsSent() {
        return of(Event.Type.MAIL_ACCEPTED);
    }

    /**
     * Mails that a mail server has refused for good.
     *
     * @return how many
     */
    public long mailsRefused() {
        return of(Event.Type.MAIL_REJECTED);
    }

    /**
     * Units of work that were put aside as dead letters, refused mails among them.
     *
     * @return how many
     */
    public long givenUp() {
        return of(Event.Type.WORK_DEAD);
    }

    /**
     * How often each limit was hit.
     *
     * @return a copy by the names that {@link Event.Type#LIMIT_REACHED} lists, in alphabetical order; without those at 0
     */
    public Map<String, Long> limitsHit() {
        Map<String, Long> counts = new TreeMap<>();
        byLimit.forEach((limit, count) -> counts.put(limit, count.sum()));
        return Collections.unmodifiableMap(counts);
    }

    private LongAdder adder(Event.Type type) {
        LongAdder adder = byType.get(type);
        if (adder == null) {
            throw new IllegalStateException("every type has a count: " + type);
        }
        return adder;
    }
}
