package org.recupera.work;

import java.time.Instant;

/**
 * Something that is to be done from time to time, such as forgetting old rows.
 *
 * <p>Done once a minute on every node whose worker was started, on one thread, one after another: a chore that blocks keeps
 * the library's own forgetting waiting on that node. Of nodes that do it at the same time none knows of the others. With
 * {@code Recupera.drain()} it is done at each call.
 */
@FunctionalInterface
public interface Chore {

    /**
     * Does a bounded part of it.
     *
     * <p>What is thrown is logged, and the chore done again a minute later; out of {@code drain()} it comes, once all
     * chores were done.
     *
     * @param now the instant
     */
    void doSome(Instant now);
}
