package org.recupera.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    /**
     * Looks whether everything is there that the ports need, such as tables and their columns.
     *
     * @return what is wrong; nothing unless the storage can tell
     * @throws PortException when the storage cannot be asked
     */
    default List<Finding> findings() {
        return List.of();
    }

    /**
     * Reads the clock of the server that keeps all this.
     *
     * <p>For the check alone, which compares it with this node's: no port acts by it.
     *
     * @return the server's time; nothing where there is no server, so that its clock is this node's
     * @throws PortException when the storage cannot be asked
     */
    default Optional<Instant> now() {
        return Optional.empty();
    }
}
