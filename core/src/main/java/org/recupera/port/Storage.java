package org.recupera.port;

/**
 * The three ports that usually live in one place.
 *
 * <p>Adapters that keep links, work and counters together offer them as one; a portal may as well plug in each of the
 * three by itself. Making a storage contacts nothing.
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
     * What limits count with.
     *
     * @return the attempt log
     */
    AttemptLog attempts();
}
