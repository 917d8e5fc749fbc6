package org.recupera;

import java.io.Serial;
import java.security.SecureRandom;
import java.util.Random;

/** Gives the same bytes for the same seed, so that a random test can be run again. */
final class SeededRandom extends SecureRandom {

    @Serial
    private static final long serialVersionUID = 1;

    private final Random random;

    SeededRandom(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
