package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.recupera.examples.portal.FaultySmtp.Fault;

/** People at work with the portals on one database, while processes are killed. */
final class Trial implements AutoCloseable {

    /** Longer than any lease: what a dead process had in hand is anybody's then. */
    private static final Duration LEASE_OVER = Duration.ofSeconds(181);

    private static final List<Flow> FLOWS = List.of(Flow.values());
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int PEOPLE_AT_ONCE = 3;
    private static final int LONGEST_LIFE_MILLIS = 1_500;

    /** So fast goes the clock while processes die at random: two seconds in each tenth of one. */
    private static final Duration LAPSE = Duration.ofSeconds(2);

    private static final long LAPSE_MILLIS = 100;

    /** What a mail server does; more often than not its duty. */
    private static final List<Fault> MOODS = List.of(
            Fault.NONE,
            Fault.NONE,
            Fault.NONE,
            Fault.NONE,
            Fault.REFUSE,
            Fault.STALL,
            Fault.DROP_AFTER_DATA,
            Fault.TAKE_AND_DROP);

    /** A step of a flow. */
    record Place(Flow flow, Step step) {

        @Override
        public String toString() {
            return flow + " " + step;
        }
    }

    final PortalDatabase database;
    final FaultySmtp mail;
    final SharedClock clock;
    final Nodes nodes;
    final Ledger ledger;
    private final Random random;
    private final ExecutorService people = Executors.newCachedThreadPool();
    private final ScheduledExecutorService time = Executors.newScheduledThreadPool(2);
    private final AtomicInteger next = new AtomicInteger();
    private final List<Duration> carriedOn = new ArrayList<>();
    private final Set<Place> steps = new HashSet<>();
    private final Set<Place> deadly = new HashSet<>();
    private int killedByStep;
    private int killedAtRandom;

    Trial(PortalDatabase database, Path folder, FaultsRun run) throws IOException {
        this.database = database;
        this.mail = FaultySmtp.start();
        this.clock = SharedClock.in(Nodes.clockIn(folder));
        this.nodes = new Nodes(database, mail, folder, run.classes.mapping());
        this.ledger = new Ledger(database, mail);
        this.random = new Random(run.seed);
    }

    /** Somebody new. */
    Person person() {
        return new Person(nodes, mail, clock, next.getAndIncrement());
    }

    /** Goes through every flow once without a fault, and tells the steps that were seen. */
    List<Place> learnSteps() {
        List<Place> all = new ArrayList<>();
        for (Flow flow : Flow.values()) {
            nodes.arm(null);
            ledger.add(person().goThrough(flow));
            settle();
            Set<Step> seen = new LinkedHashSet<>(nodes.journal());
            seen.forEach(step -> all.add(new Place(flow, step)));
        }
        return all;
    }

    /**
     * Kills so many, each at a step of its own as long as there are such, and sees that all goes on.
     *
     * @param fromTheEnd whether the steps are taken from the other end than on the other database, so that few kills meet
     *     many steps
     */
    void killByStep(int kills, boolean fromTheEnd) {
        List<Place> places = learnSteps();
        places.sort(Comparator.comparing(Place::toString));
        steps.addAll(places);
        Collections.shuffle(places, random);
        if (fromTheEnd) {
            Collections.reverse(places);
        }
        for (int turn = 0; killedByStep < kills; turn++) {
            assertThat(turn).as("turns for %s kills", kills).isLessThan(3 * Math.max(kills, places.size()));
            if (killAt(places.get(turn % places.size()))) {
                deadly.add(places.get(turn % places.size()));
                killedByStep++;
            }
        }
        nodes.arm(null);
        settle();
    }

    private boolean killAt(Place place) {
        nodes.awaitUp(Math.min(2, nodes.size()));
        nodes.arm(place.step());
        CompletableFuture<Promise> promise =
                CompletableFuture.supplyAsync(() -> person().goThrough(place.flow()), people);
        await().atMost(PATIENCE).until(() -> promise.isDone() || nodes.hasDead());
        long begun = System.nanoTime();
        boolean killed = nodes.hasDead();
        if (killed) {
            System.out.println(database.name() + ": killed, " + place);
            nodes.arm(null);
            nodes.restartDead();
            letTimePass(place.step(), promise);
        }
        ledger.add(promise.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
        if (killed) {
            carriedOn.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        return killed;
    }

    /**
     * Until nothing is held any more by who died.
     *
     * <p>Whoever was shown no page asks again long before that, so then it goes slowly.
     */
    private void letTimePass(Step death, CompletableFuture<?> promise) {
        if (death.isOnPage()) {
            await().atMost(PATIENCE).until(() -> {
                clock.advance(LAPSE);
                return promise.isDone();
            });
        } else {
            clock.advance(LEASE_OVER);
        }
    }

    /** Kills so many, whatever they are doing, with a mail server in trouble and time flying. */
    void killAtRandom(int kills) throws Exception {
        Random moods = new Random(random.nextLong());
        mail.plan(address -> mood(moods));
        AtomicBoolean enough = new AtomicBoolean();
        var lapse =
                time.scheduleAtFixedRate(() -> clock.advance(LAPSE), LAPSE_MILLIS, LAPSE_MILLIS, TimeUnit.MILLISECONDS);
        List<CompletableFuture<Void>> crowd = Stream.generate(
                        () -> CompletableFuture.runAsync(() -> come(enough), people))
                .limit(PEOPLE_AT_ONCE)
                .toList();
        for (int killed = 0; killed < kills; killed++) {
            List<PortalProcess> up = nodes.awaitUp(1);
            PortalProcess doomed = up.get(random.nextInt(up.size()));
            time.schedule(doomed::kill, random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS)
                    .get();
            killedAtRandom += nodes.restartDead();
        }
        enough.set(true);
        mail.plan(address -> Fault.NONE);
        for (CompletableFuture<Void> one : crowd) {
            one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        lapse.cancel(false);
        settle();
    }

    private void come(AtomicBoolean enough) {
        while (!enough.get()) {
            Flow flow = FLOWS.get(ThreadLocalRandom.current().nextInt(FLOWS.size()));
            ledger.add(person().goThrough(flow));
        }
    }

    private static Fault mood(Random moods) {
        synchronized (moods) {
            return MOODS.get(moods.nextInt(MOODS.size()));
        }
    }

    /**
     * Lets time pass until no accepted work is left.
     *
     * <p>Slower than a mail is handed over: else each lease would end meanwhile, and nodes take work from each other.
     */
    void settle() {
        settleWithin(Duration.ofSeconds(20), Duration.ofSeconds(1));
    }

    /** Lets so much time pass at each look, until no accepted work is left but what was parked. */
    void settleWithin(Duration lapse, Duration look) {
        Visitor visitor = new Visitor("", Person.SEGMENT);
        await().atMost(PATIENCE).pollInterval(look).untilAsserted(() -> {
            clock.advance(lapse);
            assertThat(visitor.get(nodes.near(0).address() + "/salud").body()).contains("\"queueDepth\":0,");
        });
    }

    void addTo(FaultFigures figures) {
        figures.add(database.name(), steps, deadly, killedByStep, killedAtRandom, ledger, nodes.starts(), carriedOn);
    }

    @Override
    public void close() throws IOException {
        people.shutdownNow();
        time.shutdownNow();
        nodes.close();
        mail.close();
    }
}
