package org.recupera.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.recupera.timing.Trial.Verdict;

/**
 * Repeats trials that cannot tell, and keeps a table of all that were made.
 *
 * <p>A machine that does much else may hide what is planted. Then the trial proves nothing, is repeated twice, and fails
 * as one that cannot tell: a gate that lets pass what it does not see is none. The short form, which runs beside whatever a
 * machine has to do, is skipped then, and says so.
 */
public final class TrialReport {

    private static final int MOST_TRIES = 3;

    private final List<String> lines = new ArrayList<>(List.of(Trial.HEADING));

    /** Makes an empty report. */
    public TrialReport() {}

    /** Makes a trial, with a seed of its own each time. */
    @FunctionalInterface
    public interface Maker {

        /**
         * Makes the trial.
         *
         * @param seed of all that is drawn
         * @return what came of it
         * @throws IOException when a process cannot be run
         * @throws InterruptedException when told to stop
         */
        Trial make(long seed) throws IOException, InterruptedException;
    }

    /**
     * Makes a trial until it tells something, three times at most.
     *
     * @param maker makes it
     * @return what it tells, with its rows
     * @throws IOException when a process cannot be run
     * @throws InterruptedException when told to stop
     */
    public String told(Maker maker) throws IOException, InterruptedException {
        StringBuilder told = new StringBuilder();
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            // A seed that is printed, not chosen by a clock: what was drawn can be drawn again.
            Trial trial = maker.make(1_000L * tries);
            lines.addAll(trial.rows());
            told.append(trial.verdict()).append('\n');
            trial.rows().forEach(row -> told.append(row).append('\n'));
            if (trial.verdict() != Verdict.CANNOT_TELL) {
                return trial.verdict() + "\n" + told;
            }
        }
        return Verdict.CANNOT_TELL + ": this machine hides what is planted, or makes differences where there are none\n"
                + told;
    }

    /**
     * Fails unless a trial told that classes are alike.
     *
     * @param told what {@link #told} gave
     */
    public static void assertAlike(String told) {
        assumeFalse(isShort() && told.startsWith(Verdict.CANNOT_TELL.name()), told);
        assertThat(told).startsWith(Verdict.ALIKE.name());
    }

    /**
     * Prints the table, and leaves it in a file of the build.
     *
     * @param file where
     * @throws IOException when it cannot be written
     */
    public void print(Path file) throws IOException {
        String table = String.join("\n", lines) + "\n";
        System.out.println(table);
        Files.writeString(file, table);
    }

    /**
     * Whether the short form was asked for, by {@code -Dtiming=short}.
     *
     * @return {@code false} for the long run
     */
    public static boolean isShort() {
        return "short".equals(System.getProperty("timing"));
    }
}
