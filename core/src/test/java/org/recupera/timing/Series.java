package org.recupera.timing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** The timings of one process: of which arm each call was, and how long it took. */
public final class Series {

    /** Instead of an arm: a call that is not counted, for whatever its arm it was disturbed. */
    public static final int DROPPED = -1;

    private final int[] arms;
    private final long[] nanos;

    private Series(int[] arms, long[] nanos) {
        this.arms = arms;
        this.nanos = nanos;
    }

    /**
     * Puts arms and timings together, in the order of the calls.
     *
     * @param arms of which arm a call was, or {@link #DROPPED}
     * @param nanos how long it took
     * @return the series
     * @throws IllegalArgumentException when there are more of one than of the other
     */
    public static Series of(int[] arms, long[] nanos) {
        if (arms.length != nanos.length) {
            throw new IllegalArgumentException(arms.length + " arms and " + nanos.length + " timings");
        }
        return new Series(arms.clone(), nanos.clone());
    }

    /**
     * The calls of two arms.
     *
     * @param first an arm
     * @param second another
     * @return their timings
     */
    public Pair pair(int first, int second) {
        int[] calls = IntStream.range(0, arms.length)
                .filter(call -> arms[call] == first || arms[call] == second)
                .toArray();
        boolean[] labels = new boolean[calls.length];
        long[] timings = new long[calls.length];
        for (int i = 0; i < calls.length; i++) {
            labels[i] = arms[calls[i]] == second;
            timings[i] = nanos[calls[i]];
        }
        return Pair.of(labels, timings);
    }

    /**
     * Writes the series for another process.
     *
     * @param file where to
     * @throws IOException when it cannot be written
     */
    public void write(Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(arms.length);
            for (int call = 0; call < arms.length; call++) {
                out.writeInt(arms[call]);
                out.writeLong(nanos[call]);
            }
        }
    }

    /**
     * Reads what another process wrote.
     *
     * @param file where from
     * @return the series
     * @throws IOException when it cannot be read
     */
    public static Series read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int[] arms = new int[in.readInt()];
            long[] nanos = new long[arms.length];
            for (int call = 0; call < arms.length; call++) {
                arms[call] = in.readInt();
                nanos[call] = in.readLong();
            }
            return new Series(arms, nanos);
        }
    }
}
