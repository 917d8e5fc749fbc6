package org.recupera;

import java.util.List;
import org.recupera.port.Event;
import org.recupera.port.EventListener;
import org.recupera.work.LoggedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every listener; one that throws is logged and harms neither the others nor the flow. */
final class GuardedListeners implements EventListener {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedListeners.class);

    private final List<EventListener> listeners;

    GuardedListeners(List<EventListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void on(Event event) {
        for (EventListener listener : listeners) {
            try {
                listener.on(event);
            } catch (Throwable failure) {
                // An error in somebody's metrics must not undo or hide what happened.
                LOG.warn(
                        "{}: the listener {} failed on {}",
                        event.portal(),
                        listener.getClass().getName(),
                        event.type(),
                        LoggedFailure.of(failure));
            }
        }
    }
}
