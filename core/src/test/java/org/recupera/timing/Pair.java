package org.recupera.timing;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Timings of two classes of calls, in the order in which the calls were made. */
public final class Pair {

    /** Of both classes together: few enough for the machine to be the same one from the first to the last. */
    private static final int BLOCK = 100;

    private static final double MEDIAN = 0.5;

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
        return at(quantile, figures(true)) - at(quantile, figures(false));
    }

    /**
     * By how many nanoseconds a call of the second class usually takes longer than one of the first that was made about
     * the same time: the median, over blocks of calls, of how far the two medians of a block lie apart.
     *
     * <p>A machine has slower and faster minutes, and the median of all calls lies now in the ones and now in the others.
     *
     * @throws IllegalStateException when no block has calls of both classes
     */
    double shift() {
        double[] shifts = IntStream.iterate(0, from -> from < nanos.length, from -> from + BLOCK)
                .mapToObj(from -> block(from, Math.min(from + BLOCK, nanos.length)))
                .filter(block -> block.hasBoth())
                .mapToDouble(block -> block.difference(MEDIAN))
                .sorted()
                .toArray();
        if (shifts.length == 0) {
            throw new IllegalStateException("no block has calls of both classes");
        }
        return at(MEDIAN, shifts);
    }

    private double[] figures(boolean ofSecond) {
        return Arrays.stream(sorted(ofSecond)).asDoubleStream().toArray();
    }

    private Pair block(int from, int to) {
        return new Pair(Arrays.copyOfRange(second, from, to), Arrays.copyOfRange(nanos, from, to));
    }

    private boolean hasBoth() {
        return sorted(true).length > 0 && sorted(false).length > 0;
    }

    /** Between two figures, the one or the other in proportion. */
    private static double at(double quantile, double[] sorted) {
        double place = quantile * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
