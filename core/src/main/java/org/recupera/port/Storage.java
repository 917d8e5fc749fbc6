package org.recupera.port;

/**
 * The ports that usually live in one place.
 *
 * <p>Adapters that keep links, work and counters together offer them as one; a portal may as well plug in each of them
 * by itself. Making a storage contacts nothing.
 */
public interface Storage {

    /**
     * Where links are kept.
     *
     * @return the token store
     */
    TokenStore tokens();

    /**
     * Where accepted work waits.
     *
     * @return the work queue
     */
    WorkQueue queue();

    /**
     * What the work queue gave up.
     *
     * @return the dead letters of {@link #queue}
     */
    DeadLetters deadLetters();

    /**
     * What limits count with.
     *
     * @return the attempt log
     */
    AttemptLog attempts();
}
