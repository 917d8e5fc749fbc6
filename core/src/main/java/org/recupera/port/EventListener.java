package org.recupera.port;

/**
 * Is told what happened; the only place that learns that an account was unknown.
 *
 * <p>Called on the thread on which it happened, from several threads at once. A listener that blocks delays that
 * thread; one that throws is logged and otherwise ignored.
 */
@FunctionalInterface
public interface EventListener {

    /**
     * Takes note of an event.
     *
     * @param event what happened
     */
    void on(Event event);
}
