package org.recupera.timing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Times one setting in several processes and judges it.
 *
 * @param gate what has to hold
 * @param processes how many
 * @param warmUp calls of each process that do not count
 * @param perArm calls of each arm that do, in each process
 * @param same how many doubles the reference has
 * @param planted nanoseconds that have to show
 */
record LibraryTrial(Gate gate, int processes, int warmUp, int perArm, int same, List<Integer> planted) {

    Trial of(Setting setting, long seed) throws IOException, InterruptedException {
        ForkedJvm process =
                ForkedJvm.running(LibraryProcess.class, setting.condition().isOnOneCore());
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            Stream<String> arguments = Stream.of(
                    setting.name(),
                    Integer.toString(warmUp),
                    Integer.toString(perArm),
                    Long.toString(seed + i),
                    Integer.toString(same));
            series.add(process.series(Stream.concat(arguments, planted.stream().map(String::valueOf))
                    .toArray(String[]::new)));
        }
        return Trial.of(setting.title(), gate, setting.arms(same, planted), series);
    }
}
