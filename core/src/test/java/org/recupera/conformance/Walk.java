package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** A random sequence of calls whose answers are compared with those of a simple model; a failure tells the seed. */
abstract class Walk {

    static final Instant START = Instant.parse("2026-03-02T14:05:06.123457Z");

    private static final int STEPS = 300;
    private static final int REMEMBERED = 12;

    private final long seed;
    private final Random random;
    private final Deque<String> steps = new ArrayDeque<>();

    Walk(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** One call of the adapter and of the model. */
    abstract void step();

    final void run() {
        try {
            for (int i = 0; i < STEPS; i++) {
                step();
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ", last steps " + String.join("; ", steps), e);
        }
    }

    /** Remembers what is about to be done, for the message of a failure. */
    final void about(String step) {
        if (steps.size() == REMEMBERED) {
            steps.removeFirst();
        }
        steps.addLast(step);
    }

    final <T> void same(T expected, T actual) {
        assertEquals(expected, actual, () -> steps.getLast());
    }

    final int upTo(int bound) {
        return random.nextInt(bound);
    }

    final <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** An instant in the quarter of an hour after the start, so that collisions and reversals happen. */
    final Instant instant() {
        return START.plusMillis(random.nextInt(900) * 1_000L).plusNanos(random.nextInt(3) * 1_000L);
    }
}
