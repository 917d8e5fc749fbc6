package org.recupera.work;

import java.time.Instant;

/** Something that is to be done from time to time, such as forgetting old rows. */
@FunctionalInterface
public interface Chore {

    /**
     * Does a bounded part of it.
     *
     * @param now the instant
     */
    void doSome(Instant now);
}
