package org.recupera.examples.portal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.recupera.timing.ForkedJvm;
import org.recupera.timing.Gate;
import org.recupera.timing.Series;
import org.recupera.timing.Trial;
import org.recupera.timing.TrialReport;

/** Whether the time of a page tells who has an account, over loopback, with the worker at work. */
@Tag("timing")
@DisplayNameGeneration(ReplaceUnderscores.class)
class HttpTimingTest {

    private static final String WARM_UP = "2000";

    /** What an attacker on the same network may see is a hundred times less than what HTTP varies by. */
    private static final double MARGIN = 20_000;

    @Test
    void what_is_on_file_is_not_told_by_the_time_of_a_page() throws IOException, InterruptedException {
        TrialReport report = new TrialReport();

        String told = TrialReport.isShort()
                ? report.told(seed -> trial(Gate.QUICK, 1, 2_000, 2, List.of(1_000_000), seed))
                : report.told(seed -> trial(Gate.full(MARGIN), 5, 4_000, 4, List.of(10_000, 100_000), seed));

        report.print(Path.of("target", "timing.md"));
        TrialReport.assertAlike(told);
    }

    private static Trial trial(Gate gate, int processes, int perArm, int same, List<Integer> planted, long seed)
            throws IOException, InterruptedException {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            Stream<String> arguments =
                    Stream.of(WARM_UP, Integer.toString(perArm), Long.toString(seed + i), Integer.toString(same));
            series.add(ForkedJvm.running(HttpProcess.class, false)
                    .series(Stream.concat(arguments, planted.stream().map(String::valueOf))
                            .toArray(String[]::new)));
        }
        return Trial.of("request a link over HTTP", gate, HttpProcess.arms(same, planted), series);
    }
}
