package org.recupera.timing;

import java.util.stream.IntStream;

/**
 * Welch's t on all timings and on a hundred sets of the shortest of them.
 *
 * <p>What holds a call up (a collection, another process) makes the mean of all useless on a JVM; the shortest calls are
 * hardly disturbed. The hundred places to crop at are those of dudect (Reparaz, Balasch and Verbauwhede, 2017).
 */
final class CroppedT {

    private static final int CROPS = 100;

    /** Of each class; below that, t is far from normal. */
    private static final int LEAST = 100;

    private CroppedT() {}

    /**
     * The largest t in absolute value, with its sign.
     *
     * @return positive when the second class takes longer; 0 when there is too little to compare
     */
    static double worst(Pair pair) {
        // The label in the lowest bit lets one sort order both; equal timings are never parted by it, see below.
        long[] sorted = IntStream.range(0, pair.size())
                .mapToLong(call -> pair.nanos(call) << 1 | (pair.isSecond(call) ? 1 : 0))
                .sorted()
                .toArray();
        long middle = sorted.length == 0 ? 0 : sorted[sorted.length / 2] >> 1;
        Moments first = new Moments();
        Moments second = new Moments();
        double worst = 0;
        int taken = 0;
        for (int crop = 1; crop <= CROPS + 1; crop++) {
            int end = end(sorted, crop);
            for (; taken < end; taken++) {
                ((sorted[taken] & 1) == 0 ? first : second).add((double) ((sorted[taken] >> 1) - middle));
            }
            double t = first.count < LEAST || second.count < LEAST ? 0 : t(first, second);
            worst = Math.abs(t) > Math.abs(worst) ? t : worst;
        }
        return worst;
    }

    /** How many timings are left, all that equal the longest of them included. */
    private static int end(long[] sorted, int crop) {
        if (crop > CROPS) {
            return sorted.length;
        }
        int end = (int) (sorted.length * (1 - Math.pow(0.5, 10.0 * crop / CROPS)));
        while (end > 0 && end < sorted.length && sorted[end] >> 1 == sorted[end - 1] >> 1) {
            end++;
        }
        return end;
    }

    private static double t(Moments first, Moments second) {
        double difference = second.mean() - first.mean();
        double error = Math.sqrt(first.variance() / first.count + second.variance() / second.count);
        return difference == 0 ? 0 : difference / error;
    }

    /** Sums of numbers near 0, which lose nothing. */
    private static final class Moments {

        private int count;
        private double sum;
        private double squares;

        void add(double value) {
            count++;
            sum += value;
            squares += value * value;
        }

        double mean() {
            return sum / count;
        }

        double variance() {
            return Math.max(squares - sum * sum / count, 0) / (count - 1);
        }
    }
}
