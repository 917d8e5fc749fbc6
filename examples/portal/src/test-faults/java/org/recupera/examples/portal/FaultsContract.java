package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.recupera.examples.portal.FaultySmtp.Fault;
import org.recupera.port.DeadLetter;

/** Processes are killed, the mail server is in trouble, and everything that was promised comes about once. */
@Tag("faults")
@ExtendWith(FaultsRun.Resolver.class)
abstract class FaultsContract {

    /** The exit code of a process that was sent SIGTERM and ended in order. */
    private static final int ENDED = 143;

    private static final int PEOPLE = 4_000;

    /** So short that a mail server which stalls is noticed while somebody looks. */
    private static final Duration HURRY = Duration.ofSeconds(4);

    /** So long that a mail outlasts the end of the pages. */
    private static final Duration CALM = Duration.ofSeconds(20);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private Trial trial;

    abstract PortalDatabase database(Path folder);

    /** Which part of all kills is this database's, in percent. */
    abstract int share();

    /** Whether its steps are taken from the other end than the other database's. */
    abstract boolean isFromTheEnd();

    @BeforeEach
    void start(FaultsRun run) throws IOException {
        trial = new Trial(database(folder).withPeople(PEOPLE), folder, run);
    }

    @AfterEach
    void stop() throws IOException {
        trial.close();
    }

    @Test
    void nothing_promised_is_lost_or_done_by_half_whenever_a_process_dies(FaultsRun run) throws Exception {
        trial.nodes.start(HURRY);
        int kills = run.kills * share() / 100;
        int byStep = kills * 2 / 3;
        trial.killByStep(byStep, isFromTheEnd());
        trial.killAtRandom(kills - byStep);
        assertThat(trial.nodes.stop(() -> {})).containsOnly(ENDED);
        trial.addTo(run.figures);
        trial.ledger.audit();
    }

    @Test
    void what_is_in_hand_at_a_shutdown_is_finished_and_the_rest_left_to_whoever_starts_next() {
        trial.nodes.start(CALM);
        trial.mail.plan(address -> Fault.REFUSE);
        List<Person> people = Stream.generate(trial::person).limit(9).toList();
        people.forEach(Person::askForLink);
        trial.mail.plan(address -> Fault.HOLD);
        trial.clock.advance(Duration.ofMinutes(4));
        await().pollInterval(Duration.ofMillis(10)).until(() -> people.stream().anyMatch(this::hasMail));
        List<PortalProcess> asked = trial.nodes.up();
        List<Integer> codes = trial.nodes.stop(() -> {
            await().until(() -> asked.stream().noneMatch(PortalProcess::serves));
            // What a worker takes up before it is told to stop is not what was in hand.
            trial.mail.plan(address -> Fault.REFUSE);
            trial.mail.release();
        });
        assertThat(codes).containsOnly(ENDED);
        assertThat(people).as("in hand").anyMatch(this::hasMail);
        assertThat(people).as("still waiting").anyMatch(person -> !hasMail(person));
        trial.mail.plan(address -> Fault.NONE);
        trial.nodes.start(CALM);
        trial.settle();
        assertThat(people).allMatch(person -> trial.mail.taken(person.address()).size() == 1);
    }

    @Test
    void what_fails_for_ever_is_parked_holds_nothing_up_and_is_put_back_by_an_operator() {
        trial.nodes.start(CALM);
        Person refusedForADay = trial.person();
        Person refusedForGood = trial.person();
        Map<String, Fault> plan =
                Map.of(refusedForADay.address(), Fault.REFUSE, refusedForGood.address(), Fault.REJECT);
        trial.mail.plan(address -> plan.getOrDefault(address, Fault.NONE));
        String number = refusedForADay.file();
        Instant filed = trial.clock.instant();
        trial.settleWithin(Duration.ofMinutes(16), Duration.ofMillis(250));
        assertThat(Duration.between(filed, trial.clock.instant())).isGreaterThan(Duration.ofDays(1));
        // A day has as many tries as it has quarters of an hour.
        assertThat(trial.mail.turnedAway(refusedForADay.address())).hasSizeGreaterThan(90);
        refusedForGood.askForLink();
        trial.ledger.add(trial.person().goThrough(Flow.PASSWORD));
        trial.settle();
        trial.mail.plan(address -> Fault.NONE);
        trial.nodes.killAll();
        try (OperatorConsole console = new OperatorConsole(trial.database, trial.clock)) {
            List<DeadLetter> letters = console.deadLetters();
            assertThat(letters)
                    .extracting(DeadLetter::kind)
                    .containsExactlyInAnyOrder("case-confirmation", "link-mail");
            assertThat(letters)
                    .extracting(DeadLetter::reason)
                    .anyMatch(reason -> reason.contains("451"))
                    .anyMatch(reason -> reason.contains("554"));
            assertThat(letters).allMatch(console::requeue);
        }
        trial.nodes.start(CALM);
        assertThat(trial.mail.awaitMail(refusedForADay.address(), any -> true).text())
                .contains(number);
        assertThat(trial.mail
                        .awaitMail(refusedForGood.address(), TakenMail::hasLink)
                        .messageId())
                .isEqualTo(
                        trial.mail.turnedAway(refusedForGood.address()).get(0).messageId());
        refusedForGood.useLink();
    }

    private boolean hasMail(Person person) {
        return !trial.mail.taken(person.address()).isEmpty();
    }
}
