package org.recupera.timing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the time of an answer tells who has an account, over in-memory adapters. */
@Tag("timing")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LibraryTimingTest {

    private static final TrialReport REPORT = new TrialReport();

    @AfterAll
    static void print() throws IOException {
        REPORT.print(Path.of("target", "timing.md"));
    }

    static List<Setting> settings() {
        return TrialReport.isShort() ? Setting.QUICK : List.of(Setting.values());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void what_is_on_file_is_not_told_by_the_time_of_an_answer(Setting setting)
            throws IOException, InterruptedException {
        LibraryTrial trial = TrialReport.isShort()
                ? new LibraryTrial(Gate.QUICK, 1, 10_000, 5_000, 2, List.of(setting == Setting.LINK ? 1_000 : 10_000))
                : new LibraryTrial(setting.gate(), 5, 10_000, perArm(setting), 4, setting.planted());

        TrialReport.assertAlike(REPORT.told(seed -> trial.of(setting, seed)));
    }

    /** The next call takes 26 ms for every four of them. */
    private static int perArm(Setting setting) {
        if (setting.condition().isNextCall()) {
            return 1_500;
        }
        return setting == Setting.LINK ? 20_000 : 10_000;
    }
}
