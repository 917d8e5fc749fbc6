package org.recupera.work;

import java.time.Instant;
import java.util.List;

/** What came of carrying out an order. */
public sealed interface WorkResult {

    /**
     * Carried out, or found to be needless.
     *
     * @param next what is placed in the same step, unless its key is under way: it follows however this process ends
     */
    record Done(List<Order> next) implements WorkResult {

        /** Copies what follows. */
        public Done {
            next = List.copyOf(next);
        }
    }

    /**
     * Nothing failed, but it is too early.
     *
     * @param at from when on it makes sense to try again
     * @param reason a short code without secrets
     */
    record TooEarly(Instant at, String reason) implements WorkResult {}

    /**
     * It failed, and may succeed later: tried again after a back-off, for a day from the first try.
     *
     * @param reason a short text without secrets
     */
    record Failed(String reason) implements WorkResult {}

    /**
     * It will never succeed: kept as a dead letter with its reason.
     *
     * @param reason a short text without secrets
     */
    record Dead(String reason) implements WorkResult {}

    /**
     * Says that there is nothing left to do.
     *
     * @return the result
     */
    static WorkResult done() {
        return new Done(List.of());
    }

    /**
     * Says what is left to do.
     *
     * @param next what follows
     * @return the result
     */
    static WorkResult followedBy(List<Order> next) {
        return new Done(next);
    }
}
