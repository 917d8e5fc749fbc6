package org.recupera.port;

import java.time.Instant;
import java.util.List;

/** What became of a claimed unit of work. */
public sealed interface Settlement {

    /**
     * Carried out, or found to be needless: the unit is erased, and what follows from it is put in the same step.
     *
     * @param next what follows; each as {@link WorkQueue#put} would put it once the unit is erased
     */
    record Done(List<Work> next) implements Settlement {

        /** Copies what follows. */
        public Done {
            next = List.copyOf(next);
        }

        /** Nothing follows. */
        public Done() {
            this(List.of());
        }
    }

    /**
     * Not carried out yet.
     *
     * @param at from when on it may be claimed again
     * @param reason a short code for people who look at the queue, without secrets; at most 200 characters are kept
     */
    record Retry(Instant at, String reason) implements Settlement {}

    /**
     * Given up: the unit is kept aside with its reason and blocks nothing.
     *
     * @param at when it was given up
     * @param reason a short code for people who look at the queue, without secrets; at most 200 characters are kept
     */
    record Dead(Instant at, String reason) implements Settlement {}
}
