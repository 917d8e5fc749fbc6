package org.recupera.timing;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Times calls in batches.
 *
 * <p>Between two readings of the clock nothing happens that depends on an arm, but for what is planted: inputs, arms and
 * delays were laid out before, and answers are looked at after the batch.
 */
public final class Stopwatch {

    /** The first calls of a batch find the caches as the rest left them. */
    private static final int DISTURBED = 5;

    private final TimedCalls calls;
    private final Schedule schedule;
    private final Delay delay = Delay.calibrated();
    private final int batch;

    private Stopwatch(TimedCalls calls, Schedule schedule, int batch) {
        this.calls = calls;
        this.schedule = schedule;
        this.batch = batch;
    }

    /**
     * Sets a stopwatch up.
     *
     * @param calls what is timed
     * @param schedule of which arm each call is
     * @param batch how many calls are made in a row
     * @return the stopwatch
     */
    public static Stopwatch of(TimedCalls calls, Schedule schedule, int batch) {
        return new Stopwatch(calls, schedule, batch);
    }

    /**
     * Times every call.
     *
     * @return the calls behind the warm-up
     * @throws InterruptedException when told to stop
     */
    public Series each() throws InterruptedException {
        int[] rounds = schedule.rounds(delay);
        long[] nanos = new long[rounds.length];
        Object[] answers = new Object[rounds.length];
        int[] arms = new int[rounds.length];
        for (int start = 0; start < rounds.length; start += batch) {
            int end = Math.min(start + batch, rounds.length);
            calls.rest();
            time(start, end, rounds, nanos, answers);
            check(start, end, answers);
            for (int call = start; call < end; call++) {
                arms[call] = call < start + DISTURBED ? Series.DROPPED : schedule.arm(call);
            }
        }
        int first = schedule.warmUp();
        return Series.of(Arrays.copyOfRange(arms, first, arms.length), Arrays.copyOfRange(nanos, first, nanos.length));
    }

    private void time(int start, int end, int[] rounds, long[] nanos, Object[] answers) {
        long before = System.nanoTime();
        for (int call = start; call < end; call++) {
            answers[call] = calls.call(call);
            delay.take(rounds[call]);
            long after = System.nanoTime();
            nanos[call] = after - before;
            before = after;
        }
    }

    /**
     * Makes every call, waits, and times one that is the same whatever the arm.
     *
     * @param waits one for each call, in nanoseconds
     * @param probes where the input of the first probe lies among the calls
     * @return the probes, in the order of the calls
     * @throws InterruptedException when told to stop
     */
    public Series next(long[] waits, int probes) throws InterruptedException {
        int[] rounds = schedule.rounds(delay);
        long[] nanos = new long[waits.length];
        Object[] answers = new Object[waits.length];
        int[] arms = new int[waits.length];
        for (int call = 0; call < waits.length; call++) {
            calls.call(call);
            if (waits[call] > 0) {
                LockSupport.parkNanos(waits[call]);
            }
            long before = System.nanoTime();
            answers[call] = calls.call(probes + call);
            delay.take(rounds[call]);
            nanos[call] = System.nanoTime() - before;
            arms[call] = schedule.arm(call);
        }
        check(0, waits.length, answers);
        int first = schedule.warmUp();
        return Series.of(Arrays.copyOfRange(arms, first, arms.length), Arrays.copyOfRange(nanos, first, nanos.length));
    }

    /** Answers that differ need no stopwatch. */
    private void check(int start, int end, Object[] answers) {
        for (int call = start; call < end; call++) {
            if (!answers[call].equals(answers[0])) {
                throw new AssertionError("answered " + answers[call] + " to " + schedule.subject(call) + ", and "
                        + answers[0] + " to " + schedule.subject(0));
            }
            answers[call] = answers[0];
        }
    }
}
