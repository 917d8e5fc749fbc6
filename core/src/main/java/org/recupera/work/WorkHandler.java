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
}
