package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recupera.jdbc.FaultySource.Fault;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Allowance;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseStore;
import org.recupera.port.ClaimedWork;
import org.recupera.port.Event;
import org.recupera.port.Filing;
import org.recupera.port.HashedAnswer;
import org.recupera.port.Lane;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.LinkState;
import org.recupera.port.PasswordChange;
import org.recupera.port.PasswordStore;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;
import org.recupera.port.Settlement;
import org.recupera.port.SupportCase;
import org.recupera.port.Work;

/**
 * A deadlock, or a connection that is lost before or after a step, at each step of each operation in turn.
 *
 * <p>No fault is thrown at the caller, nothing is done twice that must be done once, and what was not done may be done by
 * somebody else.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
abstract class StatementFaultsContract {

    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00.000001Z");
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Allowance THREE = new Allowance(3, Duration.ofMinutes(3));
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final CaseNumber NUMBER = CaseNumber.of("HC", 2026, "00000001");

    private PortalId portal = new PortalId("none-yet");
    private final AccountId account = new AccountId("a");

    /** A database of the class's own, with its tables. */
    abstract TestDatabase database();

    /** Its accounts. */
    abstract PortalTable accounts();

    @ParameterizedTest
    @EnumSource(Fault.class)
    void An_attempt_is_taken_and_nobody_gets_more_than_the_allowance(Fault fault) {
        atEachStep(fault, faulty -> {
            assertThat(faulty.attempts().take(portal, "k", THREE, NOW)).isZero();
            assertThat(taken("k")).isBetween(1, 2);
        });
        atEachStep(fault, faulty -> {
            assertThat(sound().attempts().take(portal, "k", THREE, NOW)).isZero();
            assertThat(faulty.attempts().take(portal, "k", THREE, NOW)).isZero();
            assertThat(taken("k")).isBetween(0, 1);
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void An_attempt_is_given_back_once_at_most(Fault fault) {
        atEachStep(fault, faulty -> {
            assertThat(taken("k")).isEqualTo(3);
            faulty.attempts().giveBack(portal, "k", THREE, NOW);
            assertThat(taken("k")).isLessThanOrEqualTo(1);
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void A_link_is_kept_once(Fault fault) {
        atEachStep(fault, faulty -> {
            Link link = made();
            assertThat(faulty.tokens().keep(link, NOW)).isEqualTo(link);
            assertThat(faulty.tokens().find(portal, link.selector())).contains(link);
            assertThat(faulty.tokens().open(portal, LinkPurpose.PASSWORD, account))
                    .containsExactly(link);
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void A_link_moves_once_and_whoever_is_not_told_so_finds_it_moved_or_as_it_was(Fault fault) {
        atEachStep(fault, faulty -> {
            Link former = sound().tokens().keep(made(), NOW).mailed(NOW);
            assertThat(sound().tokens().move(made(former), former)).isTrue();
            Link link = sound().tokens().keep(made(), NOW.plusSeconds(1));
            Link live = link.mailed(NOW);
            boolean moved = faulty.tokens().move(link, live);
            Link found = sound().tokens().find(portal, link.selector()).orElseThrow();
            assertThat(found).isIn(moved ? List.of(live) : List.of(link, live));
            assertThat(sound().tokens().move(link, live)).isEqualTo(!moved && found.equals(link));
            assertThat(sound().tokens().open(portal, LinkPurpose.PASSWORD, account))
                    .containsExactly(live);
            Link taken = live.moved(LinkState.TAKEN, NOW);
            boolean own = faulty.tokens().move(live, taken);
            boolean others = sound().tokens().move(live, taken);
            assertThat(own && others).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void A_unit_is_put_once(Fault fault) {
        atEachStep(fault, faulty -> {
            faulty.queue().put(work("k"));
            assertThat(faulty.queue().status(portal).waiting()).isOne();
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void A_unit_is_leased_to_one_and_free_again_after_the_lease(Fault fault) {
        atEachStep(fault, faulty -> {
            sound().queue().put(work("k"));
            List<ClaimedWork> own = faulty.queue().claim(portal, Lane.DECIDE, 9, NOW, LEASE);
            List<ClaimedWork> others = sound().queue().claim(portal, Lane.DECIDE, 9, NOW, LEASE);
            assertThat(own.size() + others.size()).isLessThanOrEqualTo(1);
            assertThat(sound().queue().claim(portal, Lane.DECIDE, 9, NOW.plus(LEASE), LEASE))
                    .hasSize(1);
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void A_unit_is_settled_once_and_is_not_lost(Fault fault) {
        List<Supplier<Settlement>> ways = List.of(
                () -> new Settlement.Done(),
                () -> new Settlement.Done(List.of(work("next"), work("and another"))),
                () -> new Settlement.Retry(NOW, "again"),
                () -> new Settlement.Dead(NOW, "gone"));
        for (Supplier<Settlement> ofThisPortal : ways) {
            atEachStep(fault, faulty -> {
                Settlement way = ofThisPortal.get();
                sound().queue().put(work("k"));
                ClaimedWork unit = sound().queue()
                        .claim(portal, Lane.DECIDE, 1, NOW, LEASE)
                        .get(0);
                boolean own = faulty.queue().settle(unit, way);
                boolean others = sound().queue().settle(unit, way);
                assertThat(own && others).isFalse();
                assertThat(sound().queue().claim(portal, Lane.DECIDE, 9, NOW.plus(LEASE), LEASE))
                        .extracting(left -> left.work().key())
                        .containsExactlyElementsOf(leftBy(way));
            });
        }
    }

    private static List<String> leftBy(Settlement way) {
        if (way instanceof Settlement.Done done) {
            return done.next().stream().map(Work::key).toList();
        }
        return way instanceof Settlement.Retry ? List.of("k") : List.of();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void A_dead_letter_comes_back_once(Fault fault) {
        atEachStep(fault, faulty -> {
            sound().queue().put(work("k"));
            ClaimedWork unit =
                    sound().queue().claim(portal, Lane.DECIDE, 1, NOW, LEASE).get(0);
            sound().queue().settle(unit, new Settlement.Dead(NOW, "gone"));
            faulty.deadLetters()
                    .list(portal, null, 9)
                    .forEach(letter -> faulty.deadLetters().requeue(letter, NOW));
            assertThat(faulty.deadLetters().list(portal, null, 9)).isEmpty();
            assertThat(sound().queue().status(portal).waiting()).isOne();
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void What_is_old_goes(Fault fault) {
        atEachStep(fault, faulty -> {
            sound().attempts().take(portal, "k", THREE, NOW);
            sound().tokens().keep(made(), NOW);
            faulty.attempts().purge(portal, NOW.plusSeconds(999), 9);
            faulty.tokens().purge(portal, NOW.plusSeconds(999), 9);
            faulty.queue().purge(portal, NOW, 9);
            assertThat(taken("k")).isEqualTo(3);
            assertThat(sound().tokens().open(portal, LinkPurpose.PASSWORD, account))
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void Answers_are_those_that_were_given_last(Fault fault) {
        List<HashedAnswer> first = List.of(new HashedAnswer("q1", "h1"), new HashedAnswer("q2", "h2"));
        atEachStep(fault, faulty -> {
            faulty.securityQuestions().replace(portal, account, first);
            assertThat(faulty.securityQuestions().of(portal, account)).isEqualTo(first);
            faulty.securityQuestions().rehash(portal, account, first.get(0), "h3");
            faulty.securityQuestions().replace(portal, account, first.subList(1, 2));
            assertThat(sound().securityQuestions().of(portal, account)).isEqualTo(first.subList(1, 2));
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void A_case_is_filed_once_and_whole_and_its_numbers_differ(Fault fault) {
        atEachStep(fault, faulty -> {
            SupportCase filed = withAFile();
            CaseStore store = faulty.cases();
            Filing filing = store.file(filed, file -> new ByteArrayInputStream(new byte[3]));
            assertThat(filing).isIn(new Filing.Filed(null), new Filing.Repeated(NUMBER, filed.digest()));
            assertThat(store.filed(portal, filed.submission())).isPresent();
            assertThat(store.list(portal, EnumSet.allOf(CaseState.class), null, 9))
                    .hasSize(1);
            SupportCase found = store.find(portal, NUMBER).orElseThrow();
            assertThat(copied(store)).hasSize(3);
            store.append(found, new CaseMessage(NOW, CaseMessage.Author.DESK, "text", CaseState.CLOSED));
            assertThat(sound().cases().find(portal, NUMBER).orElseThrow().messages())
                    .hasSize(1);
            store.purge(portal, NOW.plusSeconds(1), 9);
            assertThat(sound().cases().find(portal, NUMBER).orElseThrow().requester())
                    .isEmpty();
            assertThat(faulty.caseSequence().next(portal, 2026))
                    .isLessThan(faulty.caseSequence().next(portal, 2026));
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void An_event_is_kept_at_least_once(Fault fault) {
        atEachStep(fault, faulty -> {
            JdbcEventTrail trail = faulty.eventTrail();
            trail.on(Event.of(NOW, portal, Event.Type.LINK_OPENED).subject("s"));
            assertThat(trail.about(portal, "s", 9)).hasSizeBetween(1, 2);
            assertThat(trail.between(portal, NOW, NOW.plusSeconds(1), null, 9)).hasSizeBetween(1, 2);
            trail.purge(portal, NOW.plusSeconds(1), 9);
            assertThat(sound().eventTrail().about(portal, "s", 9)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void A_password_is_replaced_and_its_owner_told_so(Fault fault) {
        UserTable table = PortalTable.columns()
                .passwordVersion("version", VersionType.COUNTER)
                .build();
        AccountId berta = accounts().enrol(Account.named(account, "berta").build(), "plain:x");
        int changes = 0;
        boolean met = true;
        while (met) {
            FaultySource faulty = FaultySource.over(database().node(), fault, changes + 1);
            Account found = JdbcUserDirectory.over(faulty.source(), table)
                    .byId(PortalTable.PORTAL, berta)
                    .orElseThrow();
            PasswordChange change = new PasswordChange(
                    PortalTable.PORTAL,
                    berta,
                    found.passwordVersion().orElseThrow(),
                    Secret.of("clave " + changes),
                    NOW,
                    false);
            assertThat(JdbcPasswordStore.over(faulty.source(), table, "clave", new PlainText())
                            .replace(change))
                    .isEqualTo(PasswordStore.Result.REPLACED);
            assertThat(accounts().hashOf(berta)).isEqualTo("plain:clave " + changes);
            met = faulty.isSpent();
            changes++;
        }
        assertThat(changes).isGreaterThan(3);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void A_password_is_replaced_by_a_statement_of_the_portals_own_or_its_owner_told_that_it_changed(Fault fault) {
        PasswordUpdate own = PasswordUpdate.of(
                "UPDATE cuenta SET clave = :hash, version = version + 1 WHERE id = :id AND version = :seen",
                IdType.INTEGER,
                VersionType.COUNTER);
        assertThat(replacing(fault, own)).contains(PasswordStore.Result.REPLACED);
        assertThat(replacing(fault, own.foundBy("SELECT 1 FROM cuenta WHERE id = :id AND clave = :hash")))
                .containsOnly(PasswordStore.Result.REPLACED);
    }

    /** What is answered with a fault at each step in turn; the password is the new one each time. */
    private Set<PasswordStore.Result> replacing(Fault fault, PasswordUpdate update) {
        AccountId carla = accounts()
                .enrol(Account.named(account, "carla" + NAMES.incrementAndGet()).build(), "plain:x");
        Set<PasswordStore.Result> results = EnumSet.noneOf(PasswordStore.Result.class);
        int changes = 0;
        boolean met = true;
        while (met) {
            FaultySource faulty = FaultySource.over(database().node(), fault, changes + 1);
            PasswordChange change = new PasswordChange(
                    PortalTable.PORTAL, carla, Integer.toString(changes), Secret.of("clave " + changes), NOW, false);
            results.add(JdbcPasswordStore.over(faulty.source(), update, new PlainText())
                    .replace(change));
            assertThat(accounts().hashOf(carla)).isEqualTo("plain:clave " + changes);
            met = faulty.isSpent();
            changes++;
        }
        assertThat(changes).isGreaterThan(2);
        return results;
    }

    private interface Scenario {
        void run(JdbcStorage faulty);
    }

    /** Runs a scenario with the fault at its first step, then at its second, until it has no more steps. */
    private void atEachStep(Fault fault, Scenario scenario) {
        int step = 0;
        FaultySource faulty;
        do {
            step++;
            portal = nextPortal();
            faulty = FaultySource.over(database().node(), fault, step);
            scenario.run(JdbcStorage.over(faulty.source()));
        } while (faulty.isSpent());
        assertThat(step)
                .as("steps of the scenario, and one run without a fault")
                .isGreaterThan(1);
    }

    private static PortalId nextPortal() {
        return new PortalId("faulty-" + NAMES.incrementAndGet());
    }

    private JdbcStorage sound() {
        return database().otherStorage();
    }

    /** How many attempts were left; none is by now. */
    private int taken(String key) {
        int taken = 0;
        while (sound().attempts().take(portal, key, THREE, NOW).isZero()) {
            taken++;
        }
        return taken;
    }

    private Link made() {
        return Link.made(portal, "s" + NAMES.incrementAndGet(), "k1", LinkPurpose.PASSWORD, account, "b", NOW);
    }

    /** The link as it was before it was mailed. */
    private static Link made(Link live) {
        return Link.made(live.portal(), live.selector(), "k1", LinkPurpose.PASSWORD, live.account(), "b", NOW);
    }

    private Work work(String key) {
        return new Work(portal, key, Lane.DECIDE, "kind", new byte[] {0, -1}, NOW, NOW);
    }

    private SupportCase withAFile() {
        return SupportCase.filed(portal, NUMBER, "submission", "digest", NOW, Locale.ENGLISH)
                .files(List.of(new CaseFile(1, "a.png", "a.png", "image/png", 3, "0".repeat(64))))
                .build();
    }

    private byte[] copied(CaseStore store) {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try {
            store.copy(portal, NUMBER, 1, to);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return to.toByteArray();
    }
}
