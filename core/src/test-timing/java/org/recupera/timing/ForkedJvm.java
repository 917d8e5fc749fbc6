package org.recupera.timing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own for each series: how code is compiled and laid out differs from one to the next. */
public final class ForkedJvm {

    private final Class<?> program;
    private final boolean oneCore;

    private ForkedJvm(Class<?> program, boolean oneCore) {
        this.program = program;
        this.oneCore = oneCore;
    }

    /**
     * Describes a process.
     *
     * @param program its {@code main} writes a {@link Series} to the file that its first argument names
     * @param oneCore whether all of its threads share one core
     * @return the process, which {@link #series} starts
     */
    public static ForkedJvm running(Class<?> program, boolean oneCore) {
        return new ForkedJvm(program, oneCore);
    }

    /**
     * Runs the process to its end.
     *
     * @param arguments what follows the file
     * @return what it timed
     * @throws IOException when it cannot be run, or ends with a failure
     * @throws InterruptedException when told to stop
     */
    public Series series(String... arguments) throws IOException, InterruptedException {
        Path file = Files.createTempFile("timing", ".series");
        Process process = new ProcessBuilder(command(file, arguments))
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(program.getSimpleName() + " failed: " + said);
            }
            return Series.read(file);
        } finally {
            process.destroyForcibly();
            Files.delete(file);
        }
    }

    private List<String> command(Path file, String... arguments) {
        List<String> command = new ArrayList<>();
        boolean pinned = oneCore && Files.isExecutable(Path.of("/usr/bin/taskset"));
        if (pinned) {
            command.addAll(List.of("/usr/bin/taskset", "-c", "0"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (oneCore && !pinned) {
            command.add("-XX:ActiveProcessorCount=1");
        }
        command.addAll(List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch"));
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName(), file.toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
