package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.recupera.TestPortal.CLIENT;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.port.Allowance;
import org.recupera.port.ClientAddress;
import org.recupera.port.Event;
import org.recupera.port.IdentifierKind;
import org.recupera.port.MailSender;
import org.recupera.port.PasswordStore;
import org.recupera.port.PortException;
import org.recupera.port.Secret;
import org.recupera.recovery.ChangeOutcome;
import org.recupera.recovery.LinkRefusal;
import org.recupera.recovery.LinkRefused;
import org.recupera.recovery.OpenOutcome;
import org.recupera.recovery.RequestOutcome;

/** Two nodes as far apart as the start check lets them be: one 10 s behind the database, the other 10 s ahead of it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClockDifferenceTest {

    private final TestPortal portal = new TestPortal();
    private final MovableClock early = new MovableClock();
    private final MovableClock late = new MovableClock();
    private final PasswordStore passwords = mock(PasswordStore.class, delegatesTo(portal.accounts));
    private final Recupera ahead =
            portal.builder().clock(early).passwords(passwords).build();
    private final Recupera behind =
            portal.builder().clock(late).passwords(passwords).build();

    @BeforeEach
    void setApart() {
        early.advance(SelfCheck.CLOCKS_APART);
        late.advance(SelfCheck.CLOCKS_APART.negated());
    }

    @Test
    void a_change_that_the_one_behind_has_begun_is_left_alone_by_the_one_ahead() {
        Secret token = mailedBy(behind);
        AtomicReference<ChangeOutcome> others = new AtomicReference<>();
        doAnswer(call -> {
                    pass(Duration.ofSeconds(9));
                    others.set(TestPortal.change(ahead.passwords(), token));
                    return portal.accounts.replace(call.getArgument(0));
                })
                .when(passwords)
                .replace(any());

        assertThat(TestPortal.change(behind.passwords(), token)).isInstanceOf(ChangeOutcome.Changed.class);

        assertThat(others.get())
                .isInstanceOfSatisfying(
                        LinkRefused.class, why -> assertThat(why.reason()).isEqualTo(LinkRefusal.IN_USE));
    }

    @Test
    void a_link_that_the_one_behind_makes_after_a_change_is_not_taken_for_one_from_before_it() {
        Recupera registryDown = portal.builder()
                .clock(early)
                .sessions((id, account, before) -> {
                    throw new PortException("the registry is down", null);
                })
                .build();
        Secret token = mailedBy(ahead);
        pass(Duration.ofSeconds(1));
        TestPortal.change(registryDown.passwords(), token);
        registryDown.drain();
        portal.mailbox.take();
        pass(Duration.ofSeconds(4));
        Secret newer = mailedBy(behind);

        pass(Duration.ofSeconds(1));
        ahead.drain();

        assertThat(portal.events).extracting(Event::type).contains(Event.Type.SESSIONS_ENDED);
        assertThat(behind.passwords().open(newer)).isInstanceOf(OpenOutcome.Open.class);
    }

    @Test
    void work_that_the_one_behind_has_in_hand_is_not_taken_by_the_one_ahead() {
        AtomicInteger sent = new AtomicInteger();
        Recupera slow = portal.builder()
                .clock(late)
                .mail(mail -> {
                    sent.incrementAndGet();
                    pass(Duration.ofSeconds(30));
                    ahead.drain();
                    return new MailSender.Result.Accepted();
                })
                .build();
        slow.passwords().request("ana.perez", CLIENT);
        pass(SelfCheck.CLOCKS_APART.multipliedBy(2));

        slow.drain();

        assertThat(sent).hasValue(1);
        assertThat(portal.mailbox.take()).isEmpty();
    }

    @Test
    void a_link_is_good_on_both_until_shortly_before_its_end_and_dead_on_both_shortly_after() {
        Secret token = mailedBy(behind);
        pass(Duration.ofMinutes(60).minusSeconds(21));
        assertThat(ahead.passwords().open(token)).isInstanceOf(OpenOutcome.Open.class);
        assertThat(behind.passwords().open(token)).isInstanceOf(OpenOutcome.Open.class);
        pass(Duration.ofSeconds(21));
        assertThat(ahead.passwords().open(token)).isInstanceOf(LinkRefused.class);
        assertThat(behind.passwords().open(token)).isInstanceOf(LinkRefused.class);
    }

    @Test
    void a_second_click_on_the_other_node_mails_nothing_more() {
        mailedBy(ahead);
        assertThat(behind.passwords().request("ana.perez", CLIENT)).isInstanceOf(RequestOutcome.Accepted.class);
        pass(Duration.ofSeconds(1));
        behind.drain();
        ahead.drain();
        assertThat(portal.mailbox.take()).isEmpty();
    }

    @Test
    void a_budget_that_both_take_from_gives_back_no_more_than_the_difference_does() {
        Allowance client = portal.profile.limits().client();
        int extra = (int) (SelfCheck.CLOCKS_APART.multipliedBy(2).toNanos()
                / client.cost().toNanos());
        ClientAddress somebody = ClientAddress.of("198.51.100.9");
        int accepted = 0;
        for (int i = 0; i < 4 * client.attempts(); i++) {
            Recupera node = i % 2 == 0 ? behind : ahead;
            accepted += node.passwords().request("nadie" + i, somebody) instanceof RequestOutcome.Accepted ? 1 : 0;
        }
        assertThat(accepted).isBetween(client.attempts(), client.attempts() + extra);
    }

    @Test
    void what_the_one_ahead_forgets_gives_nothing_back_on_the_one_behind() {
        behind.usernames().request(IdentifierKind.USERNAME, "ana.perez", CLIENT);
        behind.drain();
        assertThat(portal.mailbox.take()).hasSize(1);
        pass(portal.profile.link().quietWindow().dividedBy(2));

        ahead.drain();

        behind.usernames().request(IdentifierKind.USERNAME, "ana.perez", CLIENT);
        behind.drain();
        assertThat(portal.mailbox.take()).isEmpty();
    }

    private Secret mailedBy(Recupera node) {
        node.passwords().request("ana.perez", CLIENT);
        node.drain();
        return TestPortal.tokenIn(portal.onlyMail());
    }

    private void pass(Duration time) {
        early.advance(time);
        late.advance(time);
    }
}
