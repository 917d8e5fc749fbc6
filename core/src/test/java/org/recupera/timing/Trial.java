package org.recupera.timing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.recupera.timing.Arm.Role;

/** What came of timing one call under one condition, in several processes. */
public final class Trial {

    /** What a trial tells. */
    public enum Verdict {
        /** The harness sees what is planted, and nothing else. */
        ALIKE,
        /** The harness sees what is planted, and a difference that is not. */
        LEAK,
        /** Classes that are the same differ, or something planted does not show: this proves nothing. */
        CANNOT_TELL
    }

    private final String name;
    private final Gate gate;
    private final List<Arm> arms;
    private final List<Comparison> compared = new ArrayList<>();
    private final Comparison.Range p90;
    private final Comparison.Range p99;
    private final int calls;

    private Trial(String name, Gate gate, List<Arm> arms, List<Series> processes) {
        this.name = name;
        this.gate = gate;
        this.arms = arms;
        List<Pair> same = new ArrayList<>();
        for (int arm = 1; arm < arms.size(); arm++) {
            int second = arm;
            List<Pair> pairs =
                    processes.stream().map(series -> series.pair(0, second)).toList();
            if (arms.get(arm).role() == Role.SAME) {
                same.addAll(pairs);
            }
            compared.add(Comparison.of(arms.get(arm).name(), pairs, arm));
        }
        this.p90 = Comparison.range(same, Comparison.P90);
        this.p99 = Comparison.range(same, Comparison.P99);
        this.calls = same.stream().mapToInt(Pair::size).sum()
                / (int) arms.stream().filter(arm -> arm.role() == Role.SAME).count();
    }

    /**
     * Judges what was timed.
     *
     * @param name the call and the condition
     * @param gate what has to hold
     * @param arms the arms that the series speak of
     * @param processes a series of each process
     * @return what came of it
     */
    public static Trial of(String name, Gate gate, List<Arm> arms, List<Series> processes) {
        return new Trial(name, gate, arms, processes);
    }

    /**
     * What the trial tells.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        boolean sees = all(Role.SAME, true) && all(Role.PLANTED, false);
        if (!sees) {
            return Verdict.CANNOT_TELL;
        }
        return all(Role.ASKED, true) ? Verdict.ALIKE : Verdict.LEAK;
    }

    private boolean all(Role role, boolean expected) {
        return IntStream.range(1, arms.size())
                .filter(arm -> arms.get(arm).role() == role)
                .allMatch(arm -> passes(compared.get(arm - 1)) == expected);
    }

    private boolean passes(Comparison comparison) {
        return gate.passes(comparison, p90, p99);
    }

    /**
     * The trial as rows of a Markdown table under {@link #HEADING}.
     *
     * @return a row for each arm but the reference
     */
    public List<String> rows() {
        return compared.stream().map(this::row).toList();
    }

    /** What stands above the rows. */
    public static final String HEADING = """
            | call | against unknown | calls | worst t | median, ns | p90, ns | p99, ns | bits, upper | |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |""";

    private String row(Comparison comparison) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %.1f | %s | %s | %s | %.5f | %s |",
                name,
                comparison.name(),
                calls,
                comparison.worstT(),
                written(comparison.median()),
                written(comparison.ninetieth()),
                written(comparison.ninetyNinth()),
                comparison.information().upper(),
                passes(comparison) ? "alike" : "differs");
    }

    private static String written(Interval interval) {
        return Double.isInfinite(interval.margin())
                ? String.format(Locale.ROOT, "%.0f", interval.mean())
                : String.format(Locale.ROOT, "%.0f ± %.0f", interval.mean(), interval.margin());
    }
}
