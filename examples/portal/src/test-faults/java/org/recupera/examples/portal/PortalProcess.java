package org.recupera.examples.portal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@link FaultyPortal} in a process of its own, as the test sees it. */
final class PortalProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 150;

    /** Many start beside each other, and none lives long. */
    private static final List<String> JVM = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-Xss512k",
            "-Dorg.slf4j.simpleLogger.showDateTime=true");

    private final Process process;
    private final Consumer<Step> journal;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final LinkedBlockingQueue<Boolean> armed = new LinkedBlockingQueue<>();

    private PortalProcess(Process process, Consumer<Step> journal) {
        this.process = process;
        this.journal = journal;
    }

    /**
     * Starts one, and waits until it serves.
     *
     * @param options more options of the JVM, with the class path
     * @param clock the file of the {@link SharedClock}
     * @param environment the portal's variables
     * @param log where its log goes on
     * @param journal told every step
     */
    static PortalProcess start(
            List<String> options, Path clock, Map<String, String> environment, Path log, Consumer<Step> journal) {
        List<String> command = Stream.of(JVM, options, List.of(FaultyPortal.class.getName(), clock.toString()))
                .flatMap(List::stream)
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            PortalProcess portal = new PortalProcess(builder.start(), journal);
            Thread reader = new Thread(portal::read, "reports of " + portal.process.pid());
            reader.setDaemon(true);
            reader.start();
            portal.port.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            return portal;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (CompletionException failed) {
            throw new AssertionError("a portal does not start; see " + log, failed);
        }
    }

    String address() {
        return "http://localhost:" + port.join();
    }

    /** Whether it takes connections. */
    boolean serves() {
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port.join())) {
            return connection.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    boolean isUp() {
        return process.isAlive();
    }

    /** Has it end itself at a step, or at none, and count its steps anew. */
    void arm(@Nullable Step step) {
        armed.clear();
        try {
            process.getOutputStream().write(((step == null ? "" : step) + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            armed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException dead) {
            // Then it reaches no step any more.
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM; not by {@link Process#destroy}, which would close what the process reads too. */
    void askToEnd() {
        process.toHandle().destroy();
    }

    /** Waits for the end, and tells the exit code. */
    int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("process " + process.pid() + " does not end");
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private void read() {
        try (BufferedReader reports =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reports.readLine(); line != null; line = reports.readLine()) {
                read(line);
            }
        } catch (IOException closed) {
            // It was killed while it wrote.
            journal.accept(new Step(false, "the end of process " + process.pid()));
        } finally {
            port.completeExceptionally(new IllegalStateException("it ended before it served"));
            armed.add(false);
        }
    }

    private void read(String line) {
        if (line.startsWith("ready ")) {
            port.complete(Integer.valueOf(line.substring("ready ".length())));
        } else if (line.startsWith("step ")) {
            journal.accept(Step.parse(line.substring("step ".length())));
        } else if (line.equals("armed")) {
            armed.add(true);
        }
    }
}
