package org.recupera.work;

import java.time.Instant;

/**
 * Carries out the orders of one kind.
 *
 * <p>Called at least once for each order, by one thread at a time for each order and by several for different ones, so
 * carrying an order out twice must come to the same as once. What it throws counts as {@link WorkResult.Failed}.
 */
@FunctionalInterface
public interface WorkHandler {

    /**
     * Carries an order out.
     *
     * @param order what to do
     * @param now the instant of this try
     * @return what came of it
     */
    WorkResult carryOut(Order order, Instant now);

    /**
     * Is told that a try failed, after each one that did.
     *
     * @param order what was tried
     * @param reason why it failed: one line without secrets
     * @param last whether it is not tried again, and kept as a dead letter
     * @param now the instant
     */
    default void failed(Order order, String reason, boolean last, Instant now) {}
}
