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
import static org.recupera.TestPortal.NEW_PASSWORD;
import static org.recupera.TestPortal.OLD_PASSWORD;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.password.PresentPassword;
import org.recupera.port.Event;
import org.recupera.port.Link;
import org.recupera.port.LinkState;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PasswordChange;
import org.recupera.port.PasswordStore;
import org.recupera.port.PortException;
import org.recupera.port.Secret;
import org.recupera.port.SessionRegistry;
import org.recupera.port.TokenStore;
import org.recupera.port.WorkQueue;
import org.recupera.profile.Message;
import org.recupera.recovery.ChangeOutcome;
import org.recupera.recovery.Limited;
import org.recupera.recovery.LinkRefusal;
import org.recupera.recovery.LinkRefused;

/** Ports that fail, refuse or die at every step of a change. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChangeFaultsTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private final PortException down = new PortException("the database is down", null);

    private final TestPortal portal = new TestPortal();
    private final PasswordStore passwords = mock(PasswordStore.class, delegatesTo(portal.accounts));
    private final TokenStore tokens = mock(TokenStore.class, delegatesTo(portal.tokens));
    private final WorkQueue queue = mock(WorkQueue.class, delegatesTo(portal.queue));
    private final SessionRegistry sessions = mock(SessionRegistry.class, delegatesTo(portal.sessions));
    private final Recupera recupera = portal.builder()
            .passwords(passwords)
            .tokens(tokens)
            .queue(queue)
            .sessions(sessions)
            .build();

    @Test
    void a_write_that_failed_leaves_the_old_password_and_frees_the_link_after_its_lease() {
        Secret token = portal.linkFor(recupera);
        doThrow(down).when(passwords).replace(any());

        assertThatExceptionOfType(PortException.class).isThrownBy(() -> change(token));
        assertThat(portal.signsIn(OLD_PASSWORD)).isTrue();
        assertRefused(change(token), LinkRefusal.IN_USE);

        restore();
        portal.pass(LEASE);
        assertThat(change(token)).isInstanceOf(ChangeOutcome.Changed.class);
        assertThat(portal.signsIn(NEW_PASSWORD)).isTrue();
    }

    @Test
    void a_write_that_failed_leads_to_no_notice_and_ends_no_session() {
        portal.sessions.begin(portal.id, ANA, "here", portal.clock.instant().minusSeconds(1));
        Secret token = portal.linkFor(recupera);
        doThrow(down).when(passwords).replace(any());
        assertThatExceptionOfType(PortException.class).isThrownBy(() -> change(token));

        for (int i = 0; i < 24 * 60 + 10; i++) {
            recupera.drain();
            portal.pass(Duration.ofMinutes(1));
        }
        recupera.drain();

        assertThat(portal.mailbox.take()).isEmpty();
        assertThat(portal.sessions.isOpen("here")).isTrue();
        assertThat(recupera.queueStatus().waiting()).isZero();
    }

    @Test
    void a_write_whose_answer_was_lost_is_found_out_by_the_passwords_version() {
        Secret token = portal.linkFor(recupera);
        doAnswer(call -> {
                    portal.accounts.replace(call.getArgument(0));
                    throw down;
                })
                .when(passwords)
                .replace(any());
        assertThatExceptionOfType(PortException.class).isThrownBy(() -> change(token));

        recupera.drain();

        assertThat(portal.onlyMail().text()).doesNotContain("token=");
        portal.pass(LEASE);
        assertRefused(change(token), LinkRefusal.USED);
        assertThat(portal.signsIn(NEW_PASSWORD)).isTrue();
    }

    @Test
    void two_tries_of_one_change_lead_to_one_notice_though_the_link_could_not_be_marked_used() {
        Secret token = portal.linkFor(recupera);
        doReturn(PasswordStore.Result.REFUSED).when(passwords).replace(any());
        assertThat(change(token)).isInstanceOf(ChangeOutcome.PasswordRefused.class);
        restore();
        portal.pass(Duration.ofSeconds(1));
        doAnswer(call -> {
                    Link to = call.getArgument(1);
                    if (to.state() == LinkState.USED) {
                        throw down;
                    }
                    return portal.tokens.move(call.getArgument(0), to);
                })
                .when(tokens)
                .move(any(), any());
        assertThat(change(token)).isInstanceOf(ChangeOutcome.Changed.class);
        doAnswer(call -> portal.tokens.move(call.getArgument(0), call.getArgument(1)))
                .when(tokens)
                .move(any(), any());

        for (int i = 0; i < 10; i++) {
            recupera.drain();
            portal.pass(Duration.ofMinutes(1));
        }

        assertThat(portal.mailbox.take().stream().map(OutgoingMail::messageId)).hasSize(1);
    }

    @Test
    void a_write_of_an_earlier_try_that_comes_about_late_leads_to_one_notice() {
        Secret token = portal.linkFor(recupera);
        List<PasswordChange> late = new ArrayList<>();
        doAnswer(call -> {
                    late.add(call.getArgument(0));
                    throw down;
                })
                .when(passwords)
                .replace(any());
        assertThatExceptionOfType(PortException.class).isThrownBy(() -> change(token));
        restore();
        portal.pass(LEASE);
        doAnswer(call -> {
                    portal.accounts.replace(late.get(0));
                    return portal.accounts.replace(call.getArgument(0));
                })
                .when(passwords)
                .replace(any());
        assertRefused(change(token), LinkRefusal.ACCOUNT_CHANGED);

        for (int i = 0; i < 10; i++) {
            recupera.drain();
            portal.pass(Duration.ofMinutes(1));
        }

        assertThat(portal.mailbox.take().stream().map(OutgoingMail::messageId).distinct())
                .hasSize(1);
    }

    @Test
    void what_follows_a_change_does_not_wait_for_the_lease() {
        portal.sessions.begin(portal.id, ANA, "here", portal.clock.instant().minusSeconds(1));
        Secret token = portal.linkFor(recupera);
        doAnswer(call -> {
                    recupera.drain();
                    return portal.accounts.replace(call.getArgument(0));
                })
                .when(passwords)
                .replace(any());

        change(token);
        portal.pass(Duration.ofSeconds(1));
        recupera.drain();

        assertThat(portal.sessions.isOpen("here")).isFalse();
        assertThat(portal.mailbox.take()).hasSize(1);
    }

    @Test
    void a_queue_that_is_down_stops_the_change_before_anything_is_written_and_frees_the_link() {
        Secret token = portal.linkFor(recupera);
        doThrow(down).when(queue).put(any());

        assertThatExceptionOfType(PortException.class).isThrownBy(() -> change(token));

        assertThat(portal.signsIn(OLD_PASSWORD)).isTrue();
        doAnswer(call -> portal.queue.put(call.getArgument(0))).when(queue).put(any());
        assertThat(change(token)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void a_link_that_could_not_be_marked_used_is_marked_by_the_worker() {
        Secret token = portal.linkFor(recupera);
        doAnswer(call -> {
                    if (call.<org.recupera.port.Link>getArgument(1).state() == LinkState.USED) {
                        throw down;
                    }
                    return portal.tokens.move(call.getArgument(0), call.getArgument(1));
                })
                .when(tokens)
                .move(any(), any());

        assertThat(change(token)).isInstanceOf(ChangeOutcome.Changed.class);
        doAnswer(call -> portal.tokens.move(call.getArgument(0), call.getArgument(1)))
                .when(tokens)
                .move(any(), any());
        recupera.drain();

        assertRefused(change(token), LinkRefusal.USED);
        assertThat(portal.onlyMail().text()).doesNotContain("token=");
    }

    @Test
    void a_password_that_was_changed_elsewhere_meanwhile_is_not_overwritten() {
        Secret token = portal.linkFor(recupera);
        doReturn(PasswordStore.Result.STALE).when(passwords).replace(any());

        assertRefused(change(token), LinkRefusal.ACCOUNT_CHANGED);
        assertThat(portal.signsIn(OLD_PASSWORD)).isTrue();
    }

    @Test
    void a_password_that_the_portal_refuses_leaves_the_link_good() {
        Secret token = portal.linkFor(recupera);
        doReturn(PasswordStore.Result.REFUSED).when(passwords).replace(any());

        assertThat(change(token))
                .isInstanceOfSatisfying(
                        ChangeOutcome.PasswordRefused.class,
                        refused -> assertThat(refused.messages())
                                .extracting(Message::code)
                                .containsExactly("password.refused-by-portal"));
        restore();
        assertThat(change(token)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void a_portal_without_room_for_one_more_hash_asks_to_wait_and_the_link_is_good_at_once() {
        Secret token = portal.linkFor(recupera);
        doThrow(PortException.busy("password hash: saturated", null))
                .when(passwords)
                .replace(any());

        assertWaits(change(token));
        assertThat(portal.signsIn(OLD_PASSWORD)).isTrue();
        assertThat(portal.events).last().satisfies(event -> {
            assertThat(event.type()).isEqualTo(Event.Type.LIMIT_REACHED);
            assertThat(event.details()).containsEntry("limit", "capacity");
        });
        restore();
        assertThat(change(token)).isInstanceOf(ChangeOutcome.Changed.class);
        recupera.drain();
        assertThat(portal.onlyMail().text()).doesNotContain("token=");
    }

    @Test
    void a_rule_without_room_asks_to_wait_too() {
        AtomicBoolean full = new AtomicBoolean(true);
        Recupera hashing = portal.builder()
                .passwordRule(PresentPassword.verifiedBy((username, password) -> {
                    if (full.get()) {
                        throw PortException.busy("password hash: saturated", null);
                    }
                    return portal.signsIn(password);
                }))
                .build();
        Secret token = portal.linkFor(hashing);

        assertWaits(TestPortal.change(hashing.passwords(), token));
        full.set(false);
        assertThat(hashing.passwords().change(token, OLD_PASSWORD, OLD_PASSWORD, TestPortal.CLIENT))
                .isInstanceOfSatisfying(
                        ChangeOutcome.PasswordRefused.class,
                        refused -> assertThat(refused.messages())
                                .extracting(Message::code)
                                .containsExactly("password.same-as-present"));
        assertThat(TestPortal.change(hashing.passwords(), token)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void a_link_that_cannot_be_given_back_is_free_after_its_lease() {
        Secret token = portal.linkFor(recupera);
        doThrow(PortException.busy("password hash: saturated", null))
                .when(passwords)
                .replace(any());
        doAnswer(call -> {
                    Link to = call.getArgument(1);
                    if (to.state() == LinkState.LIVE) {
                        throw down;
                    }
                    return portal.tokens.move(call.getArgument(0), to);
                })
                .when(tokens)
                .move(any(), any());

        assertWaits(change(token));
        restore();
        doAnswer(call -> portal.tokens.move(call.getArgument(0), call.getArgument(1)))
                .when(tokens)
                .move(any(), any());
        assertRefused(change(token), LinkRefusal.IN_USE);
        portal.pass(LEASE);
        assertThat(change(token)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void sessions_that_could_not_be_ended_are_ended_later_and_the_change_stands() {
        portal.sessions.begin(portal.id, ANA, "here", portal.clock.instant());
        Secret token = portal.linkFor(recupera);
        portal.pass(Duration.ofSeconds(1));
        doThrow(down).when(sessions).endSessions(any(), any(), any());
        change(token);
        recupera.drain();
        assertThat(portal.sessions.isOpen("here")).isTrue();
        assertThat(portal.signsIn(NEW_PASSWORD)).isTrue();
        assertThat(portal.mailbox.take())
                .as("the notice does not wait for the sessions")
                .hasSize(1);

        doAnswer(call -> {
                    portal.sessions.endSessions(call.getArgument(0), call.getArgument(1), call.getArgument(2));
                    return null;
                })
                .when(sessions)
                .endSessions(any(), any(), any());
        portal.pass(Duration.ofSeconds(5));
        recupera.drain();

        assertThat(portal.sessions.isOpen("here")).isFalse();
        assertThat(portal.mailbox.take()).isEmpty();
    }

    @Test
    void a_request_that_cannot_be_queued_is_not_accepted() {
        doThrow(down).when(queue).put(any());

        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> recupera.passwords().request("ana.perez", TestPortal.CLIENT));
        assertThat(recupera.drain()).isZero();
    }

    private ChangeOutcome change(Secret token) {
        return TestPortal.change(recupera.passwords(), token);
    }

    private void restore() {
        doAnswer(call -> portal.accounts.replace(call.getArgument(0)))
                .when(passwords)
                .replace(any());
    }

    private static void assertWaits(ChangeOutcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Limited.class, limited -> {
            assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(30));
            assertThat(limited.message().code()).isEqualTo("limit.reached");
            assertThat(limited.message().text()).contains("Espere 1 minuto(s) e");
        });
    }

    private static void assertRefused(ChangeOutcome outcome, LinkRefusal reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        LinkRefused.class, why -> assertThat(why.reason()).isEqualTo(reason));
    }
}
