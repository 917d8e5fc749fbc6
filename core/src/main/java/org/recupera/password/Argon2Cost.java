package org.recupera.password;

import java.util.Optional;

/**
 * What one Argon2id hash costs.
 *
 * <p>The ceilings are far above what anybody uses, and keep a damaged or planted hash from being tried.
 *
 * @param memoryKib memory in KiB, at least 8 for each lane
 * @param iterations passes over the memory
 * @param lanes degree of parallelism
 */
record Argon2Cost(int memoryKib, int iterations, int lanes) {

    /** What the OWASP Password Storage Cheat Sheet asks for at least. */
    static final Argon2Cost FLOOR = new Argon2Cost(19_456, 2, 1);

    /** The second recommendation of RFC 9106, with the one lane that Bouncy Castle makes use of. */
    static final Argon2Cost PREFERRED = new Argon2Cost(65_536, 3, 1);

    /** For each lane: RFC 9106, 3.1. */
    private static final int LEAST_MEMORY_KIB = 8;

    private static final int MOST_MEMORY_KIB = 1 << 20;
    private static final int MOST_ITERATIONS = 64;
    private static final int MOST_LANES = 64;

    Argon2Cost {
        if (lanes < 1 || lanes > MOST_LANES) {
            throw new IllegalArgumentException("argon2id lanes " + lanes + " are not 1 to " + MOST_LANES);
        }
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException(
                    "argon2id iterations " + iterations + " are not 1 to " + MOST_ITERATIONS);
        }
        if (memoryKib < LEAST_MEMORY_KIB * lanes || memoryKib > MOST_MEMORY_KIB) {
            throw new IllegalArgumentException("argon2id memory " + memoryKib + " KiB is not "
                    + LEAST_MEMORY_KIB * lanes + " to " + MOST_MEMORY_KIB);
        }
    }

    /**
     * What to spend after a cheaper hash so that both together take as long as one at this cost.
     *
     * <p>Time goes with memory times passes; lanes run one after the other here.
     *
     * @return nothing when that hash was not cheaper
     */
    Optional<Argon2Cost> missingAfter(Argon2Cost spent) {
        long missing = work() - spent.work();
        if (missing < LEAST_MEMORY_KIB) {
            return Optional.empty();
        }
        int passes = (int) ((missing + memoryKib - 1) / memoryKib);
        return Optional.of(new Argon2Cost((int) Math.max(missing / passes, LEAST_MEMORY_KIB), passes, 1));
    }

    long work() {
        return (long) memoryKib * iterations;
    }

    /** Whether any of memory and iterations is lower; lanes make a hash quicker, not stronger. */
    boolean isBelow(Argon2Cost other) {
        return memoryKib < other.memoryKib || iterations < other.iterations;
    }
}
