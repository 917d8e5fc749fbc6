package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.recupera.TestPortal.ANA;
import static org.recupera.TestPortal.CLIENT;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.memory.InMemoryTokenStore;
import org.recupera.port.Event;
import org.recupera.port.Link;
import org.recupera.port.LinkState;
import org.recupera.port.MailSender;
import org.recupera.port.PortException;
import org.recupera.port.Secret;
import org.recupera.port.WorkQueue;
import org.recupera.recovery.ChangeOutcome;

/** What becomes of a request that follows another one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RepeatedRequestsTest {

    private static final Duration QUIET = Duration.ofSeconds(31);

    private final TestPortal portal = new TestPortal();

    @Test
    void repeats_within_the_quiet_window_spend_nothing_of_the_accounts_budget() {
        Recupera recupera = portal.builder().withoutRequestLimits().build();
        portal.linkFor(recupera);
        for (int i = 0; i < 20; i++) {
            portal.request(recupera, "ana.perez");
        }
        portal.pass(QUIET);

        portal.request(recupera, "ana.perez");

        assertThat(portal.mailbox.take()).hasSize(1);
    }

    @Test
    void requests_while_a_mail_waits_spend_nothing_of_the_accounts_budget() {
        Recupera recupera = portal.builder().withoutRequestLimits().build();
        portal.mailbox.answerWith(new MailSender.Result.Deferred("connection refused", null));
        for (int i = 0; i < 20; i++) {
            portal.request(recupera, "ana.perez");
        }
        portal.mailbox.answerWith(new MailSender.Result.Accepted());
        portal.pass(Duration.ofSeconds(5));
        recupera.drain();
        assertThat(portal.mailbox.take()).hasSize(1);
        portal.pass(QUIET);

        portal.request(recupera, "ana.perez");

        assertThat(portal.mailbox.take()).hasSize(1);
    }

    @Test
    void whose_mailbox_refused_mail_is_written_to_once_in_each_repeat_window_whatever_is_spent() {
        Recupera recupera = portal.builder().withoutRequestLimits().build();
        portal.mailbox.answerWith(new MailSender.Result.Rejected("550 mailbox full"));
        for (int i = 0; i < 20; i++) {
            portal.request(recupera, "ana.perez");
        }
        portal.mailbox.answerWith(new MailSender.Result.Accepted());
        portal.pass(Duration.ofMinutes(9));
        portal.request(recupera, "ana.perez");
        assertThat(portal.mailbox.take()).as("within the window").isEmpty();

        portal.pass(Duration.ofMinutes(1));
        portal.request(recupera, "ana.perez");

        assertThat(portal.mailbox.take()).hasSize(1);
    }

    @Test
    void a_link_that_another_node_mailed_a_moment_ago_is_not_mailed_again() {
        Recupera there = portal.builder().build();
        portal.linkFor(there);
        InMemoryTokenStore stale = spy(portal.tokens);
        doReturn(List.of()).when(stale).open(any(), any(), any());
        Recupera here = portal.builder().tokens(stale).build();

        portal.request(here, "ana.perez");

        assertThat(portal.mailbox.take()).isEmpty();
    }

    @Test
    void a_link_whose_mail_could_not_be_ordered_is_mailed_at_the_next_try() {
        Recupera recupera =
                portal.builder().queue(portal.queueThatFailsOnceAt("link-mail")).build();
        portal.request(recupera, "ana.perez");
        assertThat(portal.mailbox.take()).isEmpty();
        assertThat(portal.openLinks()).extracting(Link::state).containsExactly(LinkState.MADE);
        portal.pass(Duration.ofSeconds(5));

        recupera.drain();

        Secret token = TestPortal.tokenIn(portal.onlyMail());
        assertThat(TestPortal.change(recupera.passwords(), token)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void a_request_that_is_decided_again_on_another_node_leads_to_one_mail() {
        WorkQueue unheard = mock(WorkQueue.class, delegatesTo(portal.queue));
        doThrow(new PortException("dead", null)).when(unheard).settle(any(), any());
        Recupera dying = portal.builder().queue(unheard).build();
        Recupera living = portal.builder().build();
        dying.passwords().request("ana.perez", CLIENT);
        assertThatExceptionOfType(PortException.class).isThrownBy(dying::drain);
        living.drain();
        portal.pass(Duration.ofMinutes(2));
        living.drain();

        Secret token = TestPortal.tokenIn(portal.onlyMail());
        assertThat(TestPortal.change(living.passwords(), token)).isInstanceOf(ChangeOutcome.Changed.class);
        assertThat(portal.openLinks()).isEmpty();
    }

    @Test
    void a_link_that_a_change_is_using_counts_as_one_that_is_there() {
        Recupera recupera = portal.builder().withoutRequestLimits().build();
        for (int i = 0; i < 6; i++) {
            portal.request(recupera, "ana.perez");
            portal.pass(QUIET);
        }
        Link live = portal.openLinks().get(0);
        portal.tokens.move(live, live.moved(LinkState.TAKEN, portal.clock.instant()));
        portal.mailbox.take();

        portal.request(recupera, "ana.perez");

        assertThat(portal.mailbox.take())
                .as("past the budget, with a link in use")
                .isEmpty();
        assertThat(portal.openLinks()).hasSize(1);
    }

    @Test
    void a_reset_of_an_account_that_is_known_tells_nobody_that_it_is_unknown() {
        Recupera recupera = portal.builder().build();
        recupera.passwords().startReset(ANA, ANA);
        recupera.drain();

        assertThat(portal.eventTypes()).doesNotContain(Event.Type.ACCOUNT_UNKNOWN);
    }
}
