package org.recupera.timing;

import java.util.List;

/**
 * When two classes of calls count as alike.
 *
 * @param usualT what the worst cropped t stays below in all processes but one
 * @param mostT what it exceeds in none
 * @param margin of the median's difference with its 95 % interval, in nanoseconds
 * @param mostBits of the upper bound of what a timing tells
 */
public record Gate(double usualT, double mostT, double margin, double mostBits) {

    /** For a change, in minutes: t alone, with room for a machine that does other things too. */
    public static final Gate QUICK = new Gate(20, 20, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** For calls that look an account up at once, as they have to: the medians differ by this at most. */
    public static final Gate LOOK_UP =
            new Gate(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 20_000, Double.POSITIVE_INFINITY);

    /** At 0.003 bits, ten timed calls make a guess right in 60 of 100 cases. */
    private static final double BITS = 0.003;

    /**
     * For the long run.
     *
     * @param margin by how many nanoseconds medians may differ
     * @return the gate
     */
    public static Gate full(double margin) {
        return new Gate(10, 20, margin, BITS);
    }

    /**
     * Whether nobody could tell the classes apart.
     *
     * @param compared what was computed
     * @param p90 differences of the 90th percentile that classes showed which are the same
     * @param p99 the same of the 99th
     */
    boolean passes(Comparison compared, Comparison.Range p90, Comparison.Range p99) {
        boolean tails = mostBits == Double.POSITIVE_INFINITY
                || (p90.holds(compared.ninetieth()) && p99.holds(compared.ninetyNinth()));
        return compared.below(usualT) >= least(compared.t())
                && compared.worstT() <= mostT
                && (margin == Double.POSITIVE_INFINITY || compared.median().isWithin(margin))
                && tails
                && compared.information().upper() <= mostBits;
    }

    /** A single process has nobody to be outvoted by. */
    private static long least(List<Double> processes) {
        return Math.max(processes.size() - 1, 1);
    }
}
