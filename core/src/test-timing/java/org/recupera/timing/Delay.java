package org.recupera.timing;

/** Takes a known time without asking a clock, which would take longer than what is planted. */
public final class Delay {

    private static final int PROBE = 200_000;
    private static final int PROBES = 50;

    private final double roundsPerNano;
    private long state = 88172645463325252L;

    private Delay(double roundsPerNano) {
        this.roundsPerNano = roundsPerNano;
    }

    /**
     * Measures how long a round takes on this machine when nothing disturbs it.
     *
     * @return a delay
     */
    public static Delay calibrated() {
        Delay probe = new Delay(1);
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < PROBES; i++) {
            long start = System.nanoTime();
            probe.take(PROBE);
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        return new Delay((double) PROBE / shortest);
    }

    /**
     * How many rounds take some time.
     *
     * @param nanos the time
     * @return the rounds
     */
    public int rounds(int nanos) {
        return (int) Math.round(nanos * roundsPerNano);
    }

    /**
     * Takes so many rounds; each needs the one before.
     *
     * @param rounds how many
     */
    public void take(int rounds) {
        long x = state;
        for (int i = 0; i < rounds; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        state = x;
    }
}
