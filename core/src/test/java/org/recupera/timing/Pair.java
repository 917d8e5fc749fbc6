package org.recupera.timing;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Timings of two classes of calls, in the order in which the calls were made. */
public final class Pair {

    private final boolean[] second;
    private final long[] nanos;

    private Pair(boolean[] second, long[] nanos) {
        this.second = second;
        this.nanos = nanos;
    }

    /**
     * Puts labels and timings together.
     *
     * @param second whether a call was of the second class
     * @param nanos how long it took
     * @return the pair
     * @throws IllegalArgumentException when there are more of one than of the other
     */
    public static Pair of(boolean[] second, long[] nanos) {
        if (second.length != nanos.length) {
            throw new IllegalArgumentException(second.length + " labels and " + nanos.length + " timings");
        }
        return new Pair(second.clone(), nanos.clone());
    }

    int size() {
        return nanos.length;
    }

    boolean isSecond(int call) {
        return second[call];
    }

    long nanos(int call) {
        return nanos[call];
    }

    /** The timings of both classes together, the shortest first. */
    long[] sorted() {
        long[] all = nanos.clone();
        Arrays.sort(all);
        return all;
    }

    /** The timings of one class, the shortest first. */
    long[] sorted(boolean ofSecond) {
        return IntStream.range(0, nanos.length)
                .filter(call -> second[call] == ofSecond)
                .mapToLong(call -> nanos[call])
                .sorted()
                .toArray();
    }

    /** By how many nanoseconds a quantile of the second class lies above that of the first. */
    double difference(double quantile) {
        return at(quantile, sorted(true)) - at(quantile, sorted(false));
    }

    /** Between two timings, the one or the other in proportion. */
    private static double at(double quantile, long[] sorted) {
        double place = quantile * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
