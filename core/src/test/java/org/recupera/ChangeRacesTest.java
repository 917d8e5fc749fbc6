package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.recupera.TestPortal.ANA;
import static org.recupera.TestPortal.ANAS_ADDRESS;
import static org.recupera.TestPortal.CLIENT;
import static org.recupera.TestPortal.NEW_PASSWORD;
import static org.recupera.TestPortal.OLD_PASSWORD;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.password.Candidate;
import org.recupera.password.PasswordFlaw;
import org.recupera.password.PasswordRule;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.ClaimedWork;
import org.recupera.port.ClientAddress;
import org.recupera.port.Event;
import org.recupera.port.Identifier;
import org.recupera.port.Lane;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PasswordChange;
import org.recupera.port.PasswordStore;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;
import org.recupera.port.SessionRegistry;
import org.recupera.port.TokenStore;
import org.recupera.port.UserDirectory;
import org.recupera.port.WorkQueue;
import org.recupera.recovery.ChangeOutcome;
import org.recupera.recovery.LinkRefusal;
import org.recupera.recovery.LinkRefused;
import org.recupera.recovery.OpenOutcome;
import org.recupera.recovery.RequestOutcome;

/** What happens while a password is being written, and what must follow all the same. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChangeRacesTest {

    private final TestPortal portal = new TestPortal();
    private final PasswordStore passwords = mock(PasswordStore.class, delegatesTo(portal.accounts));
    private final SessionRegistry sessions = mock(SessionRegistry.class, delegatesTo(portal.sessions));
    private final Recupera recupera =
            portal.builder().passwords(passwords).sessions(sessions).build();

    @Test
    void a_newer_link_that_is_mailed_during_the_write_silences_nothing() {
        Secret token = oldLinkAndIntruder();
        portal.pass(Duration.ofMinutes(11));
        duringTheWrite(() -> {
            portal.request(recupera, "ana.perez");
            portal.pass(Duration.ofSeconds(1));
            recupera.drain();
            portal.mailbox.take();
        });

        assertChangedNoticedAndIntruderOut(token);
    }

    @Test
    void a_write_that_outlives_the_lease_silences_nothing() {
        Secret token = oldLinkAndIntruder();
        duringTheWrite(() -> {
            portal.pass(Duration.ofSeconds(31));
            recupera.drain();
        });

        assertChangedNoticedAndIntruderOut(token);
    }

    @Test
    void a_write_that_waits_for_minutes_silences_nothing_whoever_looks_meanwhile() {
        Recupera other = portal.builder().sessions(sessions).build();
        Secret token = oldLinkAndIntruder();
        duringTheWrite(() -> passInSteps(Duration.ofSeconds(400), other));

        assertChangedNoticedAndIntruderOut(token);
    }

    @Test
    void a_write_that_comes_about_when_its_process_is_long_dead_silences_nothing() {
        Recupera other = portal.builder().sessions(sessions).build();
        Secret token = oldLinkAndIntruder();
        List<PasswordChange> behindALock = new ArrayList<>();
        doAnswer(call -> {
                    behindALock.add(call.getArgument(0));
                    throw new PortException("the node was killed", null);
                })
                .when(passwords)
                .replace(any());
        assertThatExceptionOfType(PortException.class).isThrownBy(() -> TestPortal.change(recupera.passwords(), token));
        passInSteps(Duration.ofMinutes(40), other);

        assertThat(portal.accounts.replace(behindALock.get(0))).isEqualTo(PasswordStore.Result.REPLACED);
        passInSteps(Duration.ofMinutes(6), other);

        assertThat(portal.mailbox.take()).hasSize(1);
        assertThat(portal.sessions.isOpen("intruder")).isFalse();
    }

    @Test
    void a_sign_in_during_a_write_of_minutes_is_ended_though_a_newer_link_was_mailed() {
        Secret token = oldLinkAndIntruder();
        portal.pass(Duration.ofMinutes(11));
        duringTheWrite(() -> {
            portal.request(recupera, "ana.perez");
            portal.pass(Duration.ofMinutes(3));
            portal.sessions.begin(portal.id, ANA, "in the middle", portal.clock.instant());
            passInSteps(Duration.ofMinutes(4), recupera);
            portal.mailbox.take();
        });

        assertChangedNoticedAndIntruderOut(token);
        assertThat(portal.sessions.isOpen("in the middle")).isFalse();
    }

    @Test
    void a_rule_that_takes_longer_than_the_lease_silences_nothing() {
        AtomicBoolean asked = new AtomicBoolean();
        Recupera slow = portal.builder()
                .passwords(passwords)
                .passwordRule(candidate -> {
                    if (asked.compareAndSet(false, true)) {
                        portal.pass(Duration.ofSeconds(31));
                    }
                    return List.of();
                })
                .build();
        Secret token = portal.linkFor(slow);
        duringTheWrite(slow::drain);

        assertThat(TestPortal.change(slow.passwords(), token)).isInstanceOf(ChangeOutcome.Changed.class);
        assertThat(noticesAfterAWhile(slow)).isEqualTo(1);
    }

    @Test
    void a_node_whose_clock_is_ahead_silences_nothing() {
        MovableClock ahead = new MovableClock();
        ahead.advance(Duration.ofSeconds(29));
        Recupera other = portal.builder().clock(ahead).build();
        Secret token = oldLinkAndIntruder();
        duringTheWrite(() -> {
            portal.pass(Duration.ofSeconds(1));
            ahead.advance(Duration.ofSeconds(2));
            other.drain();
        });

        assertChangedNoticedAndIntruderOut(token);
    }

    @Test
    void without_versions_a_hook_that_reports_the_change_silences_nothing() {
        UserDirectory bare = withoutVersions();
        Recupera versionless = portal.builder()
                .users(bare)
                .passwords(passwords)
                .sessions(sessions)
                .build();
        portal.sessions.begin(portal.id, ANA, "intruder", portal.clock.instant());
        Secret token = portal.linkFor(versionless);
        portal.pass(Duration.ofSeconds(1));
        doAnswer(call -> {
                    PasswordStore.Result result = writeBlindly(call.getArgument(0));
                    versionless.passwords().accountChanged(ANA);
                    return result;
                })
                .when(passwords)
                .replace(any());

        assertThat(TestPortal.change(versionless.passwords(), token)).isInstanceOf(ChangeOutcome.Changed.class);

        assertThat(noticesAfterAWhile(versionless)).isEqualTo(1);
        assertThat(portal.sessions.isOpen("intruder")).isFalse();
    }

    @Test
    void without_versions_the_accounts_other_link_dies_with_the_change() {
        List<OutgoingMail> written = new ArrayList<>();
        AtomicBoolean down = new AtomicBoolean();
        Recupera versionless = portal.builder()
                .users(withoutVersions())
                .passwords(passwords)
                .mail(mail -> {
                    written.add(mail);
                    return down.get()
                            ? new MailSender.Result.Deferred("dropped after DATA", null)
                            : new MailSender.Result.Accepted();
                })
                .build();
        doAnswer(call -> writeBlindly(call.getArgument(0))).when(passwords).replace(any());
        portal.request(versionless, "ana.perez");
        portal.pass(Duration.ofMinutes(11));
        down.set(true);
        portal.request(versionless, "ana.perez");
        Secret first = TestPortal.tokenIn(written.get(0));
        Secret second = TestPortal.tokenIn(written.get(1));
        assertThat(versionless.passwords().open(second)).isInstanceOf(OpenOutcome.Open.class);

        assertThat(TestPortal.change(versionless.passwords(), first)).isInstanceOf(ChangeOutcome.Changed.class);

        assertThat(versionless.passwords().open(second))
                .isInstanceOfSatisfying(
                        LinkRefused.class, why -> assertThat(why.reason()).isEqualTo(LinkRefusal.ACCOUNT_CHANGED));
    }

    @Test
    void without_versions_the_worker_kills_the_accounts_other_link_where_the_change_was_cut_short() {
        List<OutgoingMail> written = new ArrayList<>();
        RecuperaBuilder builder = portal.builder()
                .users(withoutVersions())
                .passwords(passwords)
                .mail(mail -> {
                    written.add(mail);
                    return written.size() == 1
                            ? new MailSender.Result.Accepted()
                            : new MailSender.Result.Deferred("dropped after DATA", null);
                });
        Recupera worker = builder.build();
        TokenStore stuck = mock(TokenStore.class, delegatesTo(portal.tokens));
        Recupera dying = builder.tokens(stuck).build();
        doAnswer(call -> {
                    doThrow(new PortException("the process is gone", null))
                            .when(stuck)
                            .move(any(), any());
                    return writeBlindly(call.getArgument(0));
                })
                .when(passwords)
                .replace(any());
        portal.request(worker, "ana.perez");
        portal.pass(Duration.ofMinutes(11));
        portal.request(worker, "ana.perez");
        Secret first = TestPortal.tokenIn(written.get(0));
        Secret second = TestPortal.tokenIn(written.get(1));
        TestPortal.change(dying.passwords(), first);
        assertThat(worker.passwords().open(second)).isInstanceOf(OpenOutcome.Open.class);

        portal.pass(Duration.ofMinutes(6));
        worker.drain();

        assertThat(worker.passwords().open(second)).isInstanceOf(LinkRefused.class);
    }

    @Test
    void without_versions_sessions_that_end_late_do_not_kill_links_made_after_the_change() {
        Recupera versionless = portal.builder()
                .users(withoutVersions())
                .passwords(passwords)
                .sessions(sessions)
                .build();
        doAnswer(call -> writeBlindly(call.getArgument(0))).when(passwords).replace(any());
        Secret token = portal.linkFor(versionless);
        doThrow(new PortException("the registry is down", null))
                .doNothing()
                .when(sessions)
                .endSessions(any(), any(), any());
        TestPortal.change(versionless.passwords(), token);
        versionless.drain();
        portal.pass(Duration.ofSeconds(2));
        Secret newer = portal.linkFor(versionless);

        portal.pass(Duration.ofSeconds(3));
        versionless.drain();

        assertThat(portal.eventTypes()).contains(Event.Type.SESSIONS_ENDED);
        assertThat(versionless.passwords().open(newer)).isInstanceOf(OpenOutcome.Open.class);
    }

    @Test
    void the_longer_nothing_is_known_of_a_change_the_less_often_it_is_looked_for() {
        TokenStore watched = mock(TokenStore.class, delegatesTo(portal.tokens));
        AtomicInteger looks = new AtomicInteger();
        doAnswer(call -> {
                    looks.incrementAndGet();
                    return portal.tokens.find(call.getArgument(0), call.getArgument(1));
                })
                .when(watched)
                .find(any(), any());
        Recupera watching =
                portal.builder().passwords(passwords).tokens(watched).build();
        Secret token = portal.linkFor(watching);
        doThrow(new PortException("the connection was lost", null))
                .when(passwords)
                .replace(any());
        assertThatExceptionOfType(PortException.class).isThrownBy(() -> TestPortal.change(watching.passwords(), token));
        looks.set(0);

        for (int second = 0; second < 600; second++) {
            watching.drain();
            portal.pass(Duration.ofSeconds(1));
        }

        assertThat(looks).hasValueBetween(40, 80);
    }

    @Test
    void a_mail_whose_settlement_was_lost_is_not_mailed_twice() {
        WorkQueue queue = mock(WorkQueue.class, delegatesTo(portal.queue));
        Recupera forgetful = portal.builder().queue(queue).build();
        doAnswer(call -> {
                    if (call.<ClaimedWork>getArgument(0).work().lane() == Lane.DELIVER) {
                        throw new PortException("the database is down", null);
                    }
                    return portal.queue.settle(call.getArgument(0), call.getArgument(1));
                })
                .when(queue)
                .settle(any(), any());
        forgetful.passwords().request("ana.perez", CLIENT);
        assertThatExceptionOfType(PortException.class).isThrownBy(forgetful::drain);
        assertThat(portal.mailbox.take()).hasSize(1);
        doAnswer(call -> portal.queue.settle(call.getArgument(0), call.getArgument(1)))
                .when(queue)
                .settle(any(), any());

        portal.pass(Duration.ofMinutes(3));
        assertThat(forgetful.drain()).isEqualTo(1);

        assertThat(portal.mailbox.take()).isEmpty();
    }

    @Test
    void a_sign_in_with_the_old_password_during_the_write_is_ended_too() {
        Secret token = portal.linkFor(recupera);
        portal.pass(Duration.ofSeconds(1));
        duringTheWrite(() -> {
            portal.pass(Duration.ofMillis(400));
            assertThat(portal.signsIn(OLD_PASSWORD)).isTrue();
            portal.sessions.begin(portal.id, ANA, "intruder", portal.clock.instant());
            portal.pass(Duration.ofMillis(400));
        });

        assertChangedNoticedAndIntruderOut(token);
    }

    @Test
    void sessions_that_end_late_do_not_kill_links_made_after_the_change() {
        Secret token = portal.linkFor(recupera);
        doThrow(new PortException("the registry is down", null)).when(sessions).endSessions(any(), any(), any());
        TestPortal.change(recupera.passwords(), token);
        recupera.drain();
        portal.pass(Duration.ofMinutes(2));
        recupera.drain();
        Secret newer = portal.linkFor(recupera);

        portal.pass(Duration.ofMinutes(16));
        recupera.drain();

        assertThat(recupera.passwords().open(newer)).isInstanceOf(OpenOutcome.Open.class);
    }

    @Test
    void a_refused_password_and_then_a_good_one_lead_to_one_notice() {
        Secret token = portal.linkFor(recupera);
        doReturn(PasswordStore.Result.REFUSED).when(passwords).replace(any());
        TestPortal.change(recupera.passwords(), token);
        duringTheWrite(() -> {});
        portal.pass(Duration.ofSeconds(5));
        assertThat(TestPortal.change(recupera.passwords(), token)).isInstanceOf(ChangeOutcome.Changed.class);

        assertThat(noticesAfterAWhile(recupera)).isEqualTo(1);
    }

    @Test
    void a_mail_that_is_accepted_while_the_password_is_judged_does_not_block_the_link() {
        AtomicBoolean asked = new AtomicBoolean();
        List<Recupera> self = new ArrayList<>();
        Recupera judging = portal.builder()
                .passwordRule(candidate -> {
                    if (asked.compareAndSet(false, true)) {
                        self.get(0).drain();
                    }
                    return List.of();
                })
                .build();
        self.add(judging);
        Secret token = portal.linkFor(judging);
        portal.pass(Duration.ofSeconds(40));
        judging.passwords().request("ana.perez", CLIENT);

        assertThat(TestPortal.change(judging.passwords(), token)).isInstanceOf(ChangeOutcome.Changed.class);
        assertThat(portal.mailbox.take()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_account_that_changed_while_the_password_was_judged_keeps_its_password(boolean disabled) {
        PasswordRule slow = new PasswordRule() {
            @Override
            public List<PasswordFlaw> judge(Candidate candidate) {
                Account.Builder ana = portal.accounts.byId(portal.id, ANA).orElseThrow().toBuilder();
                portal.accounts.update(
                        portal.id, (disabled ? ana.enabled(false) : ana.email("ana@otra.example")).build());
                return List.of();
            }

            @Override
            public boolean isCostly() {
                return true;
            }
        };
        Recupera judging = portal.builder().passwordRule(slow).build();
        Secret token = portal.linkFor(judging);

        assertThat(TestPortal.change(judging.passwords(), token))
                .isInstanceOfSatisfying(
                        LinkRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(LinkRefusal.ACCOUNT_CHANGED));
        assertThat(portal.signsIn(OLD_PASSWORD)).isTrue();
    }

    @Test
    void the_notice_goes_to_the_address_as_it_was_at_the_change() {
        Secret token = portal.linkFor(recupera);
        TestPortal.change(recupera.passwords(), token);
        portal.accounts.update(
                portal.id,
                portal.accounts.byId(portal.id, ANA).orElseThrow().toBuilder()
                        .email("ladron@otra.example")
                        .build());

        recupera.drain();

        assertThat(portal.onlyMail().to()).isEqualTo(ANAS_ADDRESS);
    }

    @Test
    void waiting_for_a_change_does_not_lengthen_the_wait_after_a_failure() {
        portal.sessions.begin(portal.id, ANA, "intruder", portal.clock.instant());
        Secret token = portal.linkFor(recupera);
        duringTheWrite(() -> {
            for (int i = 0; i < 15; i++) {
                portal.pass(Duration.ofSeconds(1));
                recupera.drain();
            }
        });
        AtomicInteger calls = new AtomicInteger();
        doAnswer(call -> {
                    if (calls.getAndIncrement() == 0) {
                        throw new PortException("a blip", null);
                    }
                    portal.sessions.endSessions(call.getArgument(0), call.getArgument(1), call.getArgument(2));
                    return null;
                })
                .when(sessions)
                .endSessions(any(), any(), any());
        TestPortal.change(recupera.passwords(), token);
        portal.pass(Duration.ofSeconds(5));
        recupera.drain();
        assertThat(calls).hasValue(1);

        portal.pass(Duration.ofSeconds(30));
        recupera.drain();

        assertThat(portal.sessions.isOpen("intruder")).isFalse();
    }

    @Test
    void the_end_of_sessions_waits_behind_no_slow_mail() {
        List<String> order = new ArrayList<>();
        Recupera slow = portal.builder()
                .mail(mail -> {
                    order.add("mail");
                    return new MailSender.Result.Deferred("timeout", null);
                })
                .sessions((id, account, before) -> order.add("sessions"))
                .build();
        Secret token = portal.linkFor(recupera);
        for (int i = 0; i < 12; i++) {
            AccountId id = new AccountId("x" + i);
            portal.accounts.add(
                    portal.id,
                    Account.named(id, "x" + i)
                            .email("x" + i + "@empresa.example")
                            .build(),
                    OLD_PASSWORD);
            slow.passwords().request("x" + i, ClientAddress.of("198.51.100.9"));
        }
        slow.drain();
        portal.pass(Duration.ofMinutes(16));
        order.clear();

        TestPortal.change(slow.passwords(), token);
        slow.drain();

        assertThat(order).startsWith("sessions").contains("mail");
    }

    @Test
    void an_error_in_a_listener_neither_undoes_nor_hides_a_change() {
        Recupera noisy = portal.builder()
                .listener(event -> {
                    if (event.type() == Event.Type.PASSWORD_CHANGED) {
                        throw new NoClassDefFoundError("somebody's metrics");
                    }
                })
                .build();
        Secret token = portal.linkFor(noisy);

        assertThat(TestPortal.change(noisy.passwords(), token)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void links_that_cannot_be_voided_are_not_said_to_be_void() {
        TokenStore tokens = mock(TokenStore.class, delegatesTo(portal.tokens));
        Recupera restless = portal.builder().tokens(tokens).build();
        portal.linkFor(restless);
        doReturn(false).when(tokens).move(any(), any());

        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> restless.passwords().accountChanged(ANA));
    }

    @Test
    void a_mailbox_that_refuses_mail_is_not_tried_for_every_request() {
        AtomicInteger tries = new AtomicInteger();
        Recupera refused = portal.builder()
                .mail(mail -> {
                    tries.incrementAndGet();
                    return new MailSender.Result.Rejected("550 no such mailbox");
                })
                .build();

        for (int i = 0; i < 50; i++) {
            refused.passwords().request("ana.perez", ClientAddress.of("192.0.2." + i));
            refused.drain();
            portal.pass(Duration.ofMillis(1));
        }

        assertThat(tries.get()).isBetween(1, 6);
    }

    @Test
    void a_node_whose_clock_is_ahead_gives_no_budget_back() {
        MovableClock ahead = new MovableClock();
        ahead.advance(Duration.ofMinutes(5));
        Recupera other = portal.builder().clock(ahead).build();
        int accepted = 0;
        for (int i = 0; i < 200; i++) {
            accepted += recupera.passwords().request("nadie" + i, CLIENT) instanceof RequestOutcome.Accepted ? 1 : 0;
            other.drain();
        }

        assertThat(accepted).isEqualTo(60);
    }

    private Secret oldLinkAndIntruder() {
        portal.sessions.begin(portal.id, ANA, "intruder", portal.clock.instant());
        Secret token = portal.linkFor(recupera);
        portal.pass(Duration.ofSeconds(1));
        return token;
    }

    private void duringTheWrite(Runnable meanwhile) {
        doAnswer(call -> {
                    meanwhile.run();
                    return portal.accounts.replace(call.getArgument(0));
                })
                .when(passwords)
                .replace(any());
    }

    private void passInSteps(Duration time, Recupera worker) {
        for (Duration left = time; !left.isZero(); left = left.minusSeconds(10)) {
            portal.pass(Duration.ofSeconds(10));
            worker.drain();
        }
    }

    private void assertChangedNoticedAndIntruderOut(Secret token) {
        assertThat(TestPortal.change(recupera.passwords(), token)).isInstanceOf(ChangeOutcome.Changed.class);
        assertThat(portal.signsIn(NEW_PASSWORD)).isTrue();
        assertThat(noticesAfterAWhile(recupera)).isEqualTo(1);
        assertThat(portal.sessions.isOpen("intruder")).isFalse();
    }

    private int noticesAfterAWhile(Recupera worker) {
        for (int i = 0; i < 100; i++) {
            portal.pass(Duration.ofSeconds(5));
            worker.drain();
        }
        return portal.mailbox.take().size();
    }

    private PasswordStore.Result writeBlindly(PasswordChange change) {
        String version = portal.accounts
                .byId(change.portal(), change.account())
                .flatMap(Account::passwordVersion)
                .orElseThrow();
        return portal.accounts.replace(new PasswordChange(
                change.portal(), change.account(), version, change.password(), change.at(), change.clearsGuessLock()));
    }

    private UserDirectory withoutVersions() {
        return new UserDirectory() {
            @Override
            public List<Account> find(PortalId id, Identifier identifier) {
                return portal.accounts.find(id, identifier).stream()
                        .map(this::bare)
                        .toList();
            }

            @Override
            public Optional<Account> byId(PortalId id, AccountId account) {
                return portal.accounts.byId(id, account).map(this::bare);
            }

            private Account bare(Account account) {
                return account.toBuilder().passwordVersion(null).build();
            }
        };
    }
}
