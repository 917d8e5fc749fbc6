package org.recupera.timing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How many bits a timing tells of the class of its call.
 *
 * <p>Timings are sorted into 16 bins of equal count, in each process by itself. What chance alone gives is taken off: the
 * mean over labels that were permuted in blocks of 50 calls, so that slow drifts of the machine stay where they were.
 *
 * @param bits the estimate less what chance gives; may be below 0
 * @param upper below this with 95 % confidence: a bootstrap over the blocks, on the safe side, for resampling adds what
 *     chance gives once more
 */
record MutualInformation(double bits, double upper) {

    private static final int BINS = 16;
    private static final int BLOCK = 50;
    private static final int PERMUTATIONS = 50;
    private static final int RESAMPLES = 500;
    private static final double CONFIDENCE = 0.95;

    /**
     * Estimates it over several processes.
     *
     * @param pairs the timings of each
     * @param random for permutations and resampling
     */
    static MutualInformation of(List<Pair> pairs, Random random) {
        List<int[]> binned = pairs.stream().map(MutualInformation::binned).toList();
        List<int[]> blocks = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            blocks.addAll(blocks(pairs.get(i), binned.get(i)));
        }
        double chance = IntStream.range(0, PERMUTATIONS)
                .mapToDouble(i -> bits(permuted(pairs, binned, random)))
                .average()
                .orElse(0);
        double[] resampled = IntStream.range(0, RESAMPLES)
                .mapToDouble(i -> bits(resampled(blocks, random)))
                .sorted()
                .toArray();
        int[] total = new int[2 * BINS];
        blocks.forEach(block -> add(total, block));
        return new MutualInformation(bits(total) - chance, resampled[(int) (CONFIDENCE * RESAMPLES)] - chance);
    }

    /** Of a table of counts, first class then second class, a bin each. */
    static double bits(int[] table) {
        int bins = table.length / 2;
        double all = Arrays.stream(table).sum();
        double first = Arrays.stream(table, 0, bins).sum();
        double bits = 0;
        for (int bin = 0; bin < bins; bin++) {
            double both = table[bin] + table[bins + bin];
            bits += term(table[bin], first * both, all) + term(table[bins + bin], (all - first) * both, all);
        }
        return bits / Math.log(2);
    }

    private static double term(double count, double expected, double all) {
        return count == 0 ? 0 : count / all * Math.log(count * all / expected);
    }

    /** The table when blocks of labels have changed places. */
    private static int[] permuted(List<Pair> pairs, List<int[]> binned, Random random) {
        int[] table = new int[2 * BINS];
        for (int i = 0; i < pairs.size(); i++) {
            int[] labelled = shuffledBlocks(pairs.get(i).size(), random);
            for (int call = 0; call < labelled.length; call++) {
                count(table, binned.get(i)[call], pairs.get(i).isSecond(labelled[call]));
            }
        }
        return table;
    }

    private static int[] resampled(List<int[]> blocks, Random random) {
        int[] table = new int[2 * BINS];
        for (int i = 0; i < blocks.size(); i++) {
            add(table, blocks.get(random.nextInt(blocks.size())));
        }
        return table;
    }

    private static List<int[]> blocks(Pair pair, int[] binned) {
        List<int[]> blocks = new ArrayList<>();
        for (int call = 0; call < pair.size(); call++) {
            if (call % BLOCK == 0) {
                blocks.add(new int[2 * BINS]);
            }
            count(blocks.get(call / BLOCK), binned[call], pair.isSecond(call));
        }
        return blocks;
    }

    /** The bin of each call; equal timings share one. */
    private static int[] binned(Pair pair) {
        long[] sorted = pair.sorted();
        int[] binned = new int[pair.size()];
        for (int bin = 1; bin < BINS; bin++) {
            long limit = sorted[bin * sorted.length / BINS];
            for (int call = 0; call < binned.length; call++) {
                binned[call] += limit <= pair.nanos(call) ? 1 : 0;
            }
        }
        return binned;
    }

    /** Which call's label each call gets: blocks change places, and within a block all stays in its order. */
    private static int[] shuffledBlocks(int calls, Random random) {
        int[] starts = IntStream.iterate(0, start -> start < calls, start -> start + BLOCK)
                .toArray();
        for (int i = starts.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int start = starts[i];
            starts[i] = starts[other];
            starts[other] = start;
        }
        int[] shuffled = new int[calls];
        int call = 0;
        for (int start : starts) {
            for (int from = start; from < Math.min(start + BLOCK, calls); from++) {
                shuffled[call++] = from;
            }
        }
        return shuffled;
    }

    private static void count(int[] table, int bin, boolean second) {
        table[bin + (second ? BINS : 0)]++;
    }

    private static void add(int[] to, int[] more) {
        for (int i = 0; i < to.length; i++) {
            to[i] += more[i];
        }
    }
}
