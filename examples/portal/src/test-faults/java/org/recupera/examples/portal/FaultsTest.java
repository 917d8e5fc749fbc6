package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Processes are killed, the mail server is in trouble, and everything that was promised comes about once.
 *
 * <p>{@code -Dfaults.kills=200} says how many are killed in all, {@code -Dfaults.seed} begins from a printed seed.
 */
@Tag("faults")
class FaultsTest {

    private static final int KILLS = Integer.getInteger("faults.kills", 28);
    private static final long SEED = Long.getLong("faults.seed", new Random().nextLong());
    private static final int NODES = 3;
    private static final int PEOPLE = 4_000;

    @TempDir
    private static Path folder;

    private static final FaultFigures figures = new FaultFigures(SEED);
    private static EmbeddedPostgres postgres;
    private static Trial shared;
    private static Trial single;

    @BeforeAll
    static void start() throws IOException {
        System.out.println("Faults: seed " + SEED + ", " + KILLS + " kills");
        postgres = EmbeddedPostgres.builder().start();
        Path ofShared = Files.createDirectory(folder.resolve("postgresql"));
        Path ofSingle = Files.createDirectory(folder.resolve("h2"));
        shared = new Trial(PortalDatabase.postgres(postgres, NODES).withPeople(PEOPLE), ofShared, SEED);
        single = new Trial(PortalDatabase.h2(ofSingle).withPeople(PEOPLE), ofSingle, SEED);
    }

    @AfterAll
    static void stop() throws IOException {
        shared.close();
        single.close();
        postgres.close();
        System.out.println(figures);
    }

    static Stream<Trial> trials() {
        return Stream.of(shared, single);
    }

    @ParameterizedTest
    @MethodSource("trials")
    void nothing_promised_is_lost_whenever_a_process_dies(Trial trial) throws Exception {
        trial.nodes.start();
        int kills = trial.equals(shared) ? KILLS * 3 / 5 : KILLS - KILLS * 3 / 5;
        trial.killByStep(kills * 3 / 5);
        trial.killAtRandom(kills - kills * 3 / 5);
        assertThat(trial.nodes.stop(() -> {})).allMatch(code -> code == 143);
        trial.ledger.audit();
        trial.addTo(figures);
    }
}
