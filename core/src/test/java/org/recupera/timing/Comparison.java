package org.recupera.timing;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * All that is computed of two classes of calls, over several processes.
 *
 * @param name the second class
 * @param t the worst cropped t of each process
 * @param median by how many nanoseconds the median of the second class is above that of the first, as {@link Pair#shift}
 *     tells
 * @param ninetieth the same of the 90th percentile, of all calls
 * @param ninetyNinth the same of the 99th percentile, of all calls
 * @param information what a timing tells of the class, of all processes together
 */
public record Comparison(
        String name,
        List<Double> t,
        Interval median,
        Interval ninetieth,
        Interval ninetyNinth,
        MutualInformation information) {

    static final double P90 = 0.9;
    static final double P99 = 0.99;

    /**
     * Compares.
     *
     * @param name the second class
     * @param pairs the timings of each process
     * @param seed of what is resampled
     * @return what came of it
     */
    public static Comparison of(String name, List<Pair> pairs, long seed) {
        return new Comparison(
                name,
                pairs.stream().map(CroppedT::worst).toList(),
                Interval.across(pairs.stream().mapToDouble(Pair::shift).toArray()),
                difference(pairs, P90),
                difference(pairs, P99),
                MutualInformation.of(pairs, new Random(seed)));
    }

    double worstT() {
        return t.stream().mapToDouble(Math::abs).max().orElse(0);
    }

    /** In how many processes t stays below a bound. */
    long below(double bound) {
        return t.stream().filter(value -> Math.abs(value) < bound).count();
    }

    private static Interval difference(List<Pair> pairs, double quantile) {
        return Interval.across(
                pairs.stream().mapToDouble(pair -> pair.difference(quantile)).toArray());
    }

    /** The least and the greatest difference that one process showed between classes that are the same. */
    static Range range(List<Pair> same, double quantile) {
        double[] differences =
                same.stream().mapToDouble(pair -> pair.difference(quantile)).toArray();
        return new Range(
                Arrays.stream(differences).min().orElse(0),
                Arrays.stream(differences).max().orElse(0));
    }

    /**
     * From one number to another, in nanoseconds.
     *
     * @param least the lower
     * @param greatest the upper
     */
    public record Range(double least, double greatest) {

        boolean holds(Interval figure) {
            return least <= figure.mean() && figure.mean() <= greatest;
        }
    }
}
