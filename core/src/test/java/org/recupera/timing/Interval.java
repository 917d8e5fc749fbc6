package org.recupera.timing;

import java.util.Arrays;

/**
 * The mean of one figure over several processes, and within how much of it the true one lies with 95 % confidence.
 *
 * <p>Each process compiles and lays out the same code in its own way, so the processes are the sample, not the calls.
 *
 * @param mean the mean
 * @param margin half the width; infinite for a single process
 */
record Interval(double mean, double margin) {

    /** Two-sided 95 % points of Student's t, from one degree of freedom on (NIST/SEMATECH e-Handbook, 1.3.6.7.2). */
    private static final double[] STUDENT = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228};

    /** @throws IllegalArgumentException when there are none, or more than eleven */
    static Interval across(double... figures) {
        if (figures.length < 1 || figures.length > STUDENT.length + 1) {
            throw new IllegalArgumentException("from 1 to 11 processes, not " + figures.length);
        }
        double mean = Arrays.stream(figures).average().orElseThrow();
        if (figures.length == 1) {
            return new Interval(mean, Double.POSITIVE_INFINITY);
        }
        double squares = Arrays.stream(figures)
                .map(figure -> (figure - mean) * (figure - mean))
                .sum();
        double error = Math.sqrt(squares / (figures.length - 1) / figures.length);
        return new Interval(mean, STUDENT[figures.length - 2] * error);
    }

    boolean isWithin(double bound) {
        return Math.abs(mean) + margin <= bound;
    }
}
