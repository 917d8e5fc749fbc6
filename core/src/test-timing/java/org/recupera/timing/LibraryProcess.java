package org.recupera.timing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Times one setting of the library over in-memory adapters. */
final class LibraryProcess {

    private LibraryProcess() {}

    /** File, setting, calls before those that count, calls of each arm, seed, doubles of the reference, and what is planted. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Setting setting = Setting.valueOf(args[1]);
        List<Integer> planted =
                Arrays.stream(args).skip(6).map(Integer::valueOf).toList();
        long seed = Long.parseLong(args[4]);
        Schedule schedule = Schedule.drawn(
                setting.arms(Integer.parseInt(args[5]), planted),
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                seed);
        setting.time(schedule, seed).write(Path.of(args[0]));
    }
}
