package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.key.KeyRing;
import org.recupera.memory.InMemorySecurityQuestions;
import org.recupera.password.Argon2id;
import org.recupera.port.Finding;
import org.recupera.port.Finding.Severity;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PortException;
import org.recupera.port.QueueStatus;
import org.recupera.port.Secret;
import org.recupera.port.Storage;
import org.recupera.port.WorkQueue;
import org.recupera.profile.Profile;

/** What {@code recupera.check()} finds, and when the worker does not start. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SelfCheckTest {

    private final TestPortal portal = new TestPortal();
    private final WorkQueue queue = mock(WorkQueue.class);
    private final Storage storage = mock(Storage.class);

    SelfCheckTest() {
        when(storage.tokens()).thenReturn(portal.tokens);
        when(storage.queue()).thenReturn(queue);
        when(storage.deadLetters()).thenReturn(portal.queue);
        when(storage.attempts()).thenReturn(portal.attempts);
        when(storage.findings()).thenReturn(List.of());
        when(storage.now()).thenReturn(Optional.empty());
        when(queue.status(any())).thenReturn(new QueueStatus(0, null, 0));
    }

    @Test
    void where_all_is_well_nothing_is_found() {
        assertThat(check(builder -> builder)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2027-11-01T12:00:00Z, false", "2027-11-02T12:00:00Z, true", "2028-03-01T12:00:00Z, true"})
    void the_end_of_the_known_holidays_is_told_two_months_before(Instant now, boolean told) {
        CasePortal secop = new CasePortal("secop-ii");
        secop.portal.clock.set(now);

        assertThat(secop.builder().build().check())
                .extracting(Finding::code)
                .isEqualTo(told ? List.of("cases.holidays-end") : List.of());
    }

    @Test
    void all_that_is_wrong_comes_in_one_list() {
        Profile local = portal.profile.withBaseUrl(URI.create("http://localhost:8080"));
        TestPortal here = new TestPortal();
        Finding.TableMissing table = new Finding.TableMissing("recupera_work");
        when(storage.findings()).thenReturn(List.of(table));
        when(storage.now()).thenReturn(Optional.of(here.clock.instant().minusSeconds(60)));
        List<Finding> found = Recupera.forPortal(local)
                .users(here.accounts)
                .passwords(here.accounts)
                .storage(storage)
                .mail(unready())
                .sessions(here.sessions)
                .keys(KeyRing.permanent(Secret.of(TestPortal.SECRET))
                        .key("k2", Secret.of("nL8CmVfzeJoFQk3iZ0dTg5sYbRxEwU7aHcKp1DqGt9M="))
                        .revoked("k9")
                        .build())
                .securityQuestions(InMemorySecurityQuestions.create(), Argon2id.standard())
                .clock(here.clock)
                .withoutRequestLimits()
                .build()
                .check();

        assertThat(found)
                .containsExactly(
                        new Finding.ClockApart(Duration.ofSeconds(60), Duration.ofSeconds(10)),
                        table,
                        new Finding.MailNotReady("connection refused"),
                        new Finding.KeyRevoked("k9"),
                        new Finding.BaseUrlLocal("http://localhost:8080"),
                        new Finding.LimitsLifted());
    }

    @Test
    void a_store_that_cannot_be_asked_is_found_once_and_the_rest_is_looked_at() {
        when(storage.now()).thenThrow(new PortException("storage: no usable database connection", null));
        when(storage.findings()).thenThrow(new PortException("schema check: no usable database connection", null));

        assertThat(check(builder -> builder.mail(unready())))
                .containsExactly(
                        new Finding.StoreUnreachable("storage: no usable database connection"),
                        new Finding.MailNotReady("connection refused"));
    }

    @Test
    void a_queue_that_cannot_be_asked_is_found_without_a_storage_too() {
        when(queue.status(any())).thenThrow(new PortException("work queue: status", null));

        assertThat(portal.builder().queue(queue).build().check())
                .containsExactly(new Finding.StoreUnreachable("work queue: status"));
    }

    @Test
    void an_adapter_that_breaks_is_found_and_what_it_says_is_not_repeated() {
        when(storage.findings()).thenThrow(new IllegalStateException("password=hunter2"));

        assertThat(check(builder -> builder)).containsExactly(new Finding.StoreUnreachable("IllegalStateException"));
    }

    @Test
    void work_that_waits_for_long_or_was_given_up_is_found() {
        Instant now = portal.clock.instant();
        when(queue.status(any())).thenReturn(new QueueStatus(3, now.minus(Duration.ofMinutes(15)), 0));
        assertThat(check(builder -> builder)).isEmpty();

        Duration longer = Duration.ofMinutes(15).plusMillis(1);
        when(queue.status(any())).thenReturn(new QueueStatus(3, now.minus(longer), 2));
        assertThat(check(builder -> builder))
                .containsExactly(new Finding.WorkWaits(3, longer), new Finding.WorkDead(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {-10_000, -9_999, 0, 9_999, 10_000})
    void clocks_that_are_no_more_than_ten_seconds_apart_are_well(long millis) {
        when(storage.now()).thenReturn(Optional.of(portal.clock.instant().plusMillis(millis)));

        try (Recupera recupera = recupera(builder -> builder)) {
            assertThat(recupera.check()).isEmpty();
            assertThat(recupera.start()).isSameAs(recupera);
        }
    }

    @ParameterizedTest
    @CsvSource({"10001, 10.001 s behind", "-10001, 10.001 s ahead of", "3600000, 3600 s behind"})
    void the_worker_does_not_start_where_clocks_are_farther_apart_and_says_how_far(long millis, String told) {
        when(storage.now()).thenReturn(Optional.of(portal.clock.instant().plusMillis(millis)));

        try (Recupera recupera = recupera(builder -> builder)) {
            assertThatIllegalStateException()
                    .isThrownBy(recupera::start)
                    .withMessageContaining("The clock of this node is " + told + " the database's");
            when(storage.now()).thenReturn(Optional.of(portal.clock.instant()));
            assertThat(recupera.start()).as("once the clock is mended").isSameAs(recupera);
        }
    }

    @Test
    void an_answer_that_takes_long_is_no_difference() {
        when(storage.now()).thenAnswer(call -> {
            portal.pass(Duration.ofSeconds(20));
            Instant there = portal.clock.instant();
            portal.pass(Duration.ofSeconds(20));
            return Optional.of(there);
        });
        assertThat(check(builder -> builder)).isEmpty();
    }

    @Test
    void a_store_that_cannot_be_asked_yet_does_not_keep_the_worker_from_starting() {
        when(storage.now()).thenThrow(new PortException("storage: now", null));

        try (Recupera recupera = recupera(builder -> builder)) {
            assertThat(recupera.start()).isSameAs(recupera);
        }
    }

    @Test
    void every_finding_has_a_code_of_its_own_and_says_what_to_do() {
        List<Finding> all = List.of(
                new Finding.StoreUnreachable("x"),
                new Finding.TableMissing("x"),
                new Finding.ColumnMissing("x", "y"),
                new Finding.ClockApart(Duration.ofSeconds(-11), Duration.ofSeconds(10)),
                new Finding.MailNotReady("x"),
                new Finding.WorkWaits(1, Duration.ofHours(1)),
                new Finding.WorkDead(1),
                new Finding.KeyRevoked("k1"),
                new Finding.BaseUrlLocal("http://localhost"),
                new Finding.HolidaysEnd(LocalDate.of(2027, 12, 31)),
                new Finding.LimitsLifted());
        assertThat(all).hasSize(Finding.class.getPermittedSubclasses().length - 1);
        assertThat(all)
                .extracting(Finding::code)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z]+\\.[a-z-]+"));
        assertThat(all).allSatisfy(finding -> assertThat(finding.sentence()).matches("(?s)[A-Z0-9].{40,400}\\."));
        assertThat(all.stream().filter(finding -> finding.severity() == Severity.ERROR))
                .extracting(Finding::code)
                .containsExactly(
                        "store.unreachable",
                        "schema.table-missing",
                        "schema.column-missing",
                        "clock.apart",
                        "mail.not-ready");
    }

    private List<Finding> check(UnaryOperator<RecuperaBuilder> change) {
        return recupera(change).check();
    }

    private Recupera recupera(UnaryOperator<RecuperaBuilder> change) {
        return change.apply(portal.builder().storage(storage)).build();
    }

    private static MailSender unready() {
        return new MailSender() {
            @Override
            public Result send(OutgoingMail mail) {
                return new Result.Deferred("connection refused", null);
            }

            @Override
            public List<Finding> findings() {
                return List.of(new Finding.MailNotReady("connection refused"));
            }
        };
    }
}
