package org.recupera.examples.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What the tests of one run share; prints their figures when the last has ended.
 *
 * <p>{@code -Dfaults.kills} says how many processes are killed in all, {@code -Dfaults.seed} takes up a printed seed.
 */
final class FaultsRun implements AutoCloseable {

    private static final int FEW = 28;

    final int kills = Integer.getInteger("faults.kills", FEW);
    final long seed = Long.getLong("faults.seed", new Random().nextInt(Integer.MAX_VALUE));
    final FaultFigures figures = new FaultFigures(seed);
    final ClassArchive classes;
    private final Path folder;

    private FaultsRun() {
        System.out.println("Faults: -Dfaults.kills=" + kills + " -Dfaults.seed=" + seed);
        try {
            this.folder = Files.createTempDirectory("faults");
            this.classes = ClassArchive.in(folder);
            makeArchive(Files.createDirectory(folder.resolve("portal")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void makeArchive(Path folder) throws IOException {
        try (FaultySmtp mail = FaultySmtp.start();
                Nodes once = new Nodes(PortalDatabase.h2(folder).withPeople(1), mail, folder, classes.making())) {
            once.start(Duration.ofSeconds(10));
            new Person(once, mail, SharedClock.in(Nodes.clockIn(folder)), 0).goThrough(Flow.PASSWORD);
            once.stop(() -> {});
        }
    }

    @Override
    public void close() throws IOException {
        System.out.println(figures);
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path one : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    /** Hands the run to the tests. */
    static final class Resolver implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == FaultsRun.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(FaultsRun.class))
                    .getOrComputeIfAbsent(FaultsRun.class, type -> new FaultsRun());
        }
    }
}
