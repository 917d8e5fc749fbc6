package org.recupera.work;

import java.time.Instant;
import java.util.Map;
import org.recupera.port.Lane;

/**
 * Something to be carried out later, in the clear.
 *
 * @param key tells equal orders apart from new ones; at most 120 ASCII characters, never what was typed
 * @param lane which of the worker's threads carry it out
 * @param kind which handler carries it out
 * @param details what with; sealed before it is stored
 * @param acceptedAt when what led to it was accepted
 */
public record Order(String key, Lane lane, String kind, Map<String, String> details, Instant acceptedAt) {

    /** Copies the details. */
    public Order {
        details = Map.copyOf(details);
    }

    /**
     * A detail that the order was placed with.
     *
     * @param name its name
     * @return its value
     * @throws IllegalArgumentException when the order has no such detail
     */
    public String detail(String name) {
        String value = details.get(name);
        if (value == null) {
            throw new IllegalArgumentException("an order of kind " + kind + " needs the detail " + name);
        }
        return value;
    }

    /** Leaves the details out: they may hold what was typed. */
    @Override
    public String toString() {
        return "Order[" + kind + ' ' + key + ']';
    }
}
