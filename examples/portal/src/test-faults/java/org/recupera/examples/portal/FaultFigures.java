package org.recupera.examples.portal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** What a run came to, for the table at its end. */
final class FaultFigures {

    /** One line of the table. */
    private static final String LINE =
            "| %-10s | %9s | %7s | %9s | %8s | %6s | %4s | %7s | %7s | %5s | %13s | %13s |%n";

    private final long seed;
    private final Set<Trial.Place> allSteps = ConcurrentHashMap.newKeySet();
    private final Set<Trial.Place> allDeadly = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Object>> lines = new ConcurrentSkipListMap<>();

    FaultFigures(long seed) {
        this.seed = seed;
    }

    /** Adds the line of one database. */
    void add(
            String database,
            Set<Trial.Place> steps,
            Set<Trial.Place> deadly,
            int byStep,
            int atRandom,
            Ledger ledger,
            List<Duration> starts,
            List<Duration> carriedOn) {
        allSteps.addAll(steps);
        allDeadly.addAll(deadly);
        int requests =
                ledger.of(Flow.PASSWORD).size() + ledger.of(Flow.USERNAME).size();
        List<Object> line =
                new ArrayList<>(List.of(database, deadly.size() + " of " + steps.size(), byStep, atRandom, requests));
        line.addAll(List.of(ledger.mails().size(), ledger.lost(), ledger.doubled()));
        line.addAll(
                List.of(ledger.of(Flow.CASE).size(), ledger.of(Flow.PASSWORD).size()));
        line.addAll(List.of(spread(starts), spread(carriedOn)));
        lines.put(database, line);
    }

    @Override
    public String toString() {
        return "Faults, seed " + seed + "; times in seconds, median / longest" + System.lineSeparator()
                + String.format(
                        LINE,
                        "database",
                        "steps",
                        "by step",
                        "at random",
                        "requests",
                        "mails",
                        "lost",
                        "doubled",
                        "cases",
                        "chg.",
                        "restart",
                        "carried on")
                + lines.values().stream()
                        .map(line -> String.format(LINE, line.toArray()))
                        .collect(Collectors.joining())
                + "Killed at " + allDeadly.size() + " of " + allSteps.size() + " steps on one database or the other";
    }

    private static String spread(List<Duration> durations) {
        List<Duration> sorted = durations.stream().sorted().toList();
        return sorted.isEmpty()
                ? "-"
                : seconds(sorted.get(sorted.size() / 2)) + " / " + seconds(sorted.get(sorted.size() - 1));
    }

    private static String seconds(Duration duration) {
        return String.format("%.1f", duration.toMillis() / 1000.0);
    }
}
