package org.recupera.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.recupera.port.Event;
import org.recupera.port.EventListener;
import org.recupera.port.PortalId;
import org.recupera.port.QueueStatus;

/**
 * Counts what happens, and shows how full the queue is, in a Micrometer registry.
 *
 * <p>Add it to the builder as a listener, then let it watch what was built:
 *
 * <pre>{@code
 * RecuperaMetrics metrics = RecuperaMetrics.in(registry);
 * Recupera recupera = Recupera.forPortal(profile)....listener(metrics).build().start();
 * metrics.watchQueue(profile.portal(), recupera::queueStatus);
 * }</pre>
 *
 * <table>
 *   <caption>The meters; all have the tag {@code portal}</caption>
 *   <tr><th>name</th><th>kind</th><th>other tags</th></tr>
 *   <tr><td>{@code recupera.events}</td><td>counter</td><td>{@code type}</td></tr>
 *   <tr><td>{@code recupera.mails}</td><td>counter</td>
 *       <td>{@code mail}; {@code outcome}: accepted, deferred, rejected, dropped</td></tr>
 *   <tr><td>{@code recupera.dead}</td><td>counter: work that was given up</td><td>{@code work}</td></tr>
 *   <tr><td>{@code recupera.limits}</td><td>counter</td><td>{@code limit}</td></tr>
 *   <tr><td>{@code recupera.queue.waiting}</td><td>gauge, units</td><td></td></tr>
 *   <tr><td>{@code recupera.queue.age}</td><td>gauge, seconds: the age of the oldest waiting unit</td><td></td></tr>
 *   <tr><td>{@code recupera.queue.dead}</td><td>gauge, units</td><td></td></tr>
 * </table>
 *
 * <p>No tag holds a name, an address, a pseudonym or a text of a mail server, so their number is bounded. These numbers
 * are for operators: how much waits may tell whoever just asked for a link that an account exists.
 *
 * <p>Safe for use by several threads; one serves several portals.
 */
// Whoever uses this has Micrometer himself; nobody else is to need its module.
@SuppressWarnings("exports")
public final class RecuperaMetrics implements EventListener {

    private final MeterRegistry registry;

    private RecuperaMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Counts in a registry.
     *
     * @param registry the portal's registry
     * @return a listener that has counted nothing yet
     */
    public static RecuperaMetrics in(MeterRegistry registry) {
        return new RecuperaMetrics(registry);
    }

    /**
     * Adds the gauges of a portal's queue.
     *
     * <p>The queue is asked once in five seconds at most, when somebody reads a gauge. While it cannot be asked they read
     * {@code NaN}.
     *
     * @param portal the value of the tag
     * @param status such as {@code recupera::queueStatus}
     */
    public void watchQueue(PortalId portal, Supplier<QueueStatus> status) {
        WatchedQueue queue = new WatchedQueue(status, registry.config().clock());
        gauge("recupera.queue.waiting", portal, queue, WatchedQueue::waiting, "units of work that wait");
        gauge("recupera.queue.age", portal, queue, WatchedQueue::ageSeconds, "seconds that the oldest one has waited");
        gauge("recupera.queue.dead", portal, queue, WatchedQueue::dead, "units that were given up and are kept");
    }

    @Override
    public void on(Event event) {
        String portal = event.portal().value();
        count("recupera.events", "portal", portal, "type", lower(event.type()));
        switch (event.type()) {
            case MAIL_ACCEPTED, MAIL_DEFERRED, MAIL_REJECTED, MAIL_DROPPED ->
                count(
                        "recupera.mails",
                        "portal",
                        portal,
                        "mail",
                        detail(event, "mail"),
                        "outcome",
                        lower(event.type()).substring("mail_".length()));
            case LIMIT_REACHED -> count("recupera.limits", "portal", portal, "limit", detail(event, "limit"));
            case WORK_DEAD -> count("recupera.dead", "portal", portal, "work", detail(event, "work"));
            default -> {
                // Counted among all events.
            }
        }
    }

    private void count(String name, String... tags) {
        registry.counter(name, tags).increment();
    }

    private void gauge(
            String name,
            PortalId portal,
            WatchedQueue queue,
            ToDoubleFunction<WatchedQueue> value,
            String description) {
        // A strong reference: nobody but the registry holds the queue.
        Gauge.builder(name, queue, value)
                .tag("portal", portal.value())
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private static String detail(Event event, String name) {
        return event.details().getOrDefault(name, "other");
    }

    private static String lower(Event.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
