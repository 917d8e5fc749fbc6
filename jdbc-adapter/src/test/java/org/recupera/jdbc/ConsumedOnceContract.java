package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.jdbc.ConsumingNode.Kind;

/**
 * Four processes on one PostgreSQL try to consume the same links, budgets, tries and units of work.
 *
 * <p>Each thing is consumed as often as it may be, and never once more. Prints its figures.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
abstract class ConsumedOnceContract {

    private static final int PROCESSES = 4;

    /** How many attempts to consume something, over all processes and kinds. */
    abstract int attempts();

    @Test
    void nothing_is_consumed_twice_by_four_processes() throws IOException {
        int things = attempts() / PROCESSES / Kind.values().length;
        try (TestDatabase database = Postgres.newDatabase().withSchema()) {
            fill(database, things);
            Map<Kind, int[]> consumed = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                consumed.put(kind, new int[things]);
            }
            long start = System.nanoTime();
            consume(database, things, consumed);
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            long twice = consumed.entrySet().stream()
                    .flatMapToInt(kind -> Arrays.stream(kind.getValue()).map(times -> times - kind.getKey().units))
                    .filter(excess -> excess > 0)
                    .sum();
            System.out.printf(
                    Locale.ROOT,
                    "%,d attempts by %d processes in %d s: consumed once too often: %d%n",
                    things * Kind.values().length * PROCESSES,
                    PROCESSES,
                    took.toSeconds(),
                    twice);
            consumed.forEach((kind, times) -> assertThat(Arrays.copyOf(times, things / kind.tries()))
                    .as("how often each %s was consumed", kind)
                    .containsOnly(kind.units));
        }
    }

    private static void fill(TestDatabase database, int things) {
        long now = Micros.of(ConsumingNode.NOW);
        String numbers = " FROM generate_series(0, " + (things - 1) + ") AS n";
        database.execute(
                "INSERT INTO recupera_link (portal, selector, key_id, purpose, account, binding, state, fence, made_at,"
                        + " live_at, moved_at, mails, mailed_at) SELECT 'load', 's' || n, 'k1', 'PASSWORD', 'a' || n, 'b',"
                        + " 'LIVE', 1, " + now + ", " + now + ", " + now + ", 1, " + now + numbers,
                "INSERT INTO recupera_work (portal, work_key, lane, kind, payload, accepted_at, due_at, ready_at, claims,"
                        + " leased) SELECT 'load', n, 'DECIDE', 'k', '\\x00'::bytea, " + now + ", " + now + ", " + now
                        + ", 0, 0" + numbers,
                // As in a portal that has run for a while: PostgreSQL keeps the plans that it makes for an empty table.
                "INSERT INTO recupera_attempt (portal, attempt_key, mark) SELECT 'before', 'k' || n, " + now + numbers,
                "ANALYZE");
    }

    private static void consume(TestDatabase database, int things, Map<Kind, int[]> consumed) throws IOException {
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(start(database));
            }
            List<BufferedReader> answers = new ArrayList<>();
            for (Process process : processes) {
                answers.add(process.inputReader(StandardCharsets.US_ASCII));
            }
            for (BufferedReader answer : answers) {
                assertThat(answer.readLine()).isEqualTo("ready");
            }
            for (Process process : processes) {
                BufferedWriter to = process.outputWriter(StandardCharsets.US_ASCII);
                to.write(Integer.toString(things));
                to.newLine();
                to.flush();
            }
            for (BufferedReader answer : answers) {
                for (Kind kind : Kind.values()) {
                    add(answer.readLine(), kind, consumed.get(kind));
                }
            }
            for (Process process : processes) {
                assertThat(process.onExit()
                                .orTimeout(1, TimeUnit.MINUTES)
                                .join()
                                .exitValue())
                        .isZero();
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private static void add(String line, Kind kind, int[] consumed) {
        assertThat(line).startsWith(kind + " ");
        byte[] counts = Base64.getDecoder().decode(line.substring(kind.name().length() + 1));
        for (int i = 0; i < counts.length; i++) {
            consumed[i] += counts[i];
        }
    }

    private static Process start(TestDatabase database) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConsumingNode.class.getName(),
                        database.url(),
                        database.user())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
