package org.recupera.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program of this machine, run to its end. */
final class Tool {

    /** How a run ended, and what it said on both ways. */
    record Run(int exit, String output) {

        boolean accepts() {
            return exit == 0;
        }
    }

    private Tool() {}

    static Run run(Path directory, Map<String, String> environment, List<String> command, byte[] input) {
        try {
            Path in = Files.write(Files.createTempFile(directory, "entrada", null), input);
            Path out = Files.createTempFile(directory, "salida", null);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(in.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile());
            builder.environment().putAll(environment);
            int exit = builder.start().waitFor();
            return new Run(exit, Files.readString(out, UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
