package org.recupera.examples.portal;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The processes of a portal on one database; one that is dead is started again on the same data. */
final class Nodes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final AtomicReferenceArray<CompletableFuture<PortalProcess>> places;
    private final ExecutorService starting;
    private final Map<String, String> environment;
    private final Path folder;
    private final List<String> options;
    private final Queue<Step> journal = new ConcurrentLinkedQueue<>();
    private final Queue<Duration> starts = new ConcurrentLinkedQueue<>();

    /**
     * Describes nodes; {@link #start} starts them.
     *
     * @param database on which they all are
     * @param mail where their mails go
     * @param folder for the clock and the logs
     * @param options of each JVM
     */
    Nodes(PortalDatabase database, FaultySmtp mail, Path folder, List<String> options) {
        this.options = options;
        this.places = new AtomicReferenceArray<>(database.nodes());
        this.starting = Executors.newFixedThreadPool(database.nodes());
        this.folder = folder;
        this.environment = new HashMap<>(database.environment());
        environment.put("PORTAL_PORT", "0");
        environment.put("PORTAL_BASE_URL", "http://localhost");
        environment.put("PORTAL_ATTEMPTS", "off");
        environment.put("PORTAL_SMTP_HOST", "localhost");
        environment.put("PORTAL_SMTP_PORT", Integer.toString(mail.port()));
        environment.put("RECUPERA_SECRET", TestPortal.SECRET);
    }

    /** Where the processes and the test find the {@link SharedClock}. */
    static Path clockIn(Path folder) {
        return folder.resolve("clock");
    }

    /** Starts them all, with that patience for the mail server, and waits until they serve. */
    Nodes start(Duration patienceWithMail) {
        environment.put(FaultyPortal.MAIL_MILLIS, Long.toString(patienceWithMail.toMillis()));
        for (int place = 0; place < places.length(); place++) {
            begin(place);
        }
        awaitUp(places.length());
        return this;
    }

    /** Starts those again that have died; does not wait for them. */
    int restartDead() {
        int dead = 0;
        for (int place = 0; place < places.length(); place++) {
            CompletableFuture<PortalProcess> there = places.get(place);
            if (there.isDone() && !there.join().isUp()) {
                begin(place);
                dead++;
            }
        }
        return dead;
    }

    boolean hasDead() {
        return started().stream().anyMatch(process -> !process.isUp());
    }

    List<PortalProcess> up() {
        return started().stream().filter(PortalProcess::isUp).toList();
    }

    List<PortalProcess> awaitUp(int least) {
        return await().atMost(PATIENCE).until(this::up, up -> up.size() >= least);
    }

    /** The process of a place, or another one while that is down. */
    PortalProcess near(int place) {
        CompletableFuture<PortalProcess> there = places.get(place % places.length());
        return there.isDone() && there.join().isUp() ? there.join() : awaitUp(1).get(0);
    }

    int size() {
        return places.length();
    }

    /** Has the first to reach a step end there, or nobody; the journal begins anew. */
    void arm(@Nullable Step step) {
        up().forEach(process -> process.arm(step));
        journal.clear();
    }

    /** The steps of all since they were last armed. */
    List<Step> journal() {
        return List.copyOf(journal);
    }

    /** How long each start took, until it served. */
    List<Duration> starts() {
        return List.copyOf(starts);
    }

    /** SIGTERM to all at once; tells the exit codes. */
    List<Integer> stop(Runnable onceAsked) {
        List<PortalProcess> all = awaitUp(places.length());
        all.forEach(PortalProcess::askToEnd);
        onceAsked.run();
        return all.stream().map(PortalProcess::awaitEnd).toList();
    }

    /** SIGKILL to all at once. */
    void killAll() {
        awaitUp(places.length()).forEach(PortalProcess::kill);
    }

    @Override
    public void close() {
        starting.shutdown();
        try {
            starting.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        started().forEach(PortalProcess::close);
    }

    private void begin(int place) {
        Path log = folder.resolve("portal-" + place + ".log");
        places.set(
                place,
                CompletableFuture.supplyAsync(
                        () -> {
                            long begun = System.nanoTime();
                            PortalProcess process =
                                    PortalProcess.start(options, clockIn(folder), environment, log, journal::add);
                            starts.add(Duration.ofNanos(System.nanoTime() - begun));
                            return process;
                        },
                        starting));
    }

    private List<PortalProcess> started() {
        List<PortalProcess> started = new ArrayList<>();
        for (int place = 0; place < places.length(); place++) {
            CompletableFuture<PortalProcess> there = places.get(place);
            if (there != null && there.isDone()) {
                started.add(there.join());
            }
        }
        return started;
    }
}
