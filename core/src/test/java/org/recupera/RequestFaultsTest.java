package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.recupera.TestPortal.CLIENT;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.stubbing.Answer;
import org.recupera.port.AttemptLog;
import org.recupera.port.IdentifierKind;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PasswordStore;
import org.recupera.port.PortException;
import org.recupera.port.SessionRegistry;
import org.recupera.port.TokenStore;
import org.recupera.port.UserDirectory;
import org.recupera.port.WorkQueue;
import org.recupera.recovery.LookUpOutcome;
import org.recupera.recovery.RequestOutcome;

/** Ports that fail while a request is accepted and decided, and what a request leaves alone. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestFaultsTest {

    private final TestPortal portal = new TestPortal();

    static Stream<Named<Answer<Object>>> failures() {
        return Stream.of(
                Named.of("a port's own exception", failing(new PortException("down", null))),
                Named.of("a checked exception", failing(new IOException("sneaked out"))),
                Named.of("an error", failing(new StackOverflowError())),
                Named.of("null", call -> null));
    }

    private static Answer<Object> failing(Throwable failure) {
        return call -> {
            throw failure;
        };
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_port_that_is_not_needed_to_accept_shows_in_no_answer(Answer<Object> failure) {
        Recupera broken = portal.builder()
                .users(mock(UserDirectory.class, failure))
                .passwords(mock(PasswordStore.class, failure))
                .tokens(mock(TokenStore.class, failure))
                .mail(mock(MailSender.class, failure))
                .sessions(mock(SessionRegistry.class, failure))
                .build();

        assertThat(broken.passwords().request("ana.perez", CLIENT))
                .isInstanceOf(RequestOutcome.Accepted.class)
                .isEqualTo(broken.passwords().request("nadie", CLIENT))
                .isEqualTo(new TestPortal().builder().build().passwords().request("nadie", CLIENT));
        assertThat(broken.usernames().request(IdentifierKind.USERNAME, "ana.perez", CLIENT))
                .isInstanceOf(LookUpOutcome.Accepted.class)
                .isEqualTo(broken.usernames().request(IdentifierKind.USERNAME, "nadie", CLIENT));
    }

    @Test
    void a_first_link_that_could_not_be_kept_is_kept_by_the_next_try_though_all_budgets_are_spent() {
        AttemptLog spent = mock(AttemptLog.class, delegatesTo(portal.attempts));
        doReturn(Duration.ofMinutes(10))
                .when(spent)
                .take(any(), argThat(key -> key != null && key.startsWith("account.")), any(), any());
        TokenStore tokens = mock(TokenStore.class, delegatesTo(portal.tokens));
        doThrow(new PortException("down", null))
                .doAnswer(call -> portal.tokens.keep(call.getArgument(0), call.getArgument(1)))
                .when(tokens)
                .keep(any(), any());
        Recupera recupera = portal.builder().attempts(spent).tokens(tokens).build();
        recupera.passwords().request("ana.perez", CLIENT);
        recupera.drain();
        assertThat(portal.mailbox.take()).isEmpty();

        portal.pass(Duration.ofSeconds(5));
        recupera.drain();

        assertThat(portal.mailbox.take()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identifier", "destination"})
    void the_last_mail_of_a_budget_goes_out_though_its_order_could_not_be_placed_at_once(String limit) {
        TestPortal once = new TestPortal(Profiles.honducomprasWith(profile -> profile.withObject("/limits")
                .putObject(limit)
                .put("attempts", 1)
                .put("window", "PT1H")));
        Recupera recupera =
                once.builder().queue(once.queueThatFailsOnceAt("accounts-mail")).build();

        recupera.usernames().request(IdentifierKind.USERNAME, "ana.perez", CLIENT);
        recupera.drain();
        assertThat(once.mailbox.take()).isEmpty();
        once.pass(Duration.ofSeconds(6));
        recupera.drain();

        assertThat(once.mailbox.take()).hasSize(1);
    }

    @Test
    void usernames_asked_for_again_after_an_outage_are_mailed() {
        WorkQueue queue = mock(WorkQueue.class, delegatesTo(portal.queue));
        doThrow(new PortException("down", null))
                .doAnswer(put -> portal.queue.put(put.getArgument(0)))
                .when(queue)
                .put(any());
        Recupera recupera = portal.builder().queue(queue).build();

        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> recupera.usernames().request(IdentifierKind.USERNAME, "ana.perez", CLIENT));
        assertThat(recupera.usernames().request(IdentifierKind.USERNAME, "ana.perez", CLIENT))
                .isInstanceOf(LookUpOutcome.Accepted.class);
        recupera.drain();

        assertThat(portal.mailbox.take()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void what_was_accepted_outlives_a_port_that_fails_behind_it(Answer<Object> failure) {
        Recupera withoutUsers =
                portal.builder().users(mock(UserDirectory.class, failure)).build();
        Recupera withoutMail =
                portal.builder().mail(mock(MailSender.class, failure)).build();

        withoutUsers.passwords().request("ana.perez", CLIENT);
        withoutUsers.drain();
        portal.pass(Duration.ofMinutes(1));
        withoutMail.passwords().request("nadie", CLIENT);
        withoutMail.drain();
        assertThat(portal.mailbox.take()).isEmpty();
        portal.pass(Duration.ofMinutes(10));
        portal.builder().build().drain();

        assertThat(portal.mailbox.take()).extracting(OutgoingMail::to).containsExactly(TestPortal.ANAS_ADDRESS);
    }

    @Test
    void asking_a_thousand_times_changes_nothing_of_the_account() {
        portal.sessions.begin(portal.id, TestPortal.ANA, "here", portal.clock.instant());
        var before = portal.accounts.byId(portal.id, TestPortal.ANA).orElseThrow();
        Answer<Object> unasked = failing(new AssertionError("a request changes nothing"));
        Recupera recupera = portal.builder()
                .withoutRequestLimits()
                .passwords(mock(PasswordStore.class, unasked))
                .sessions(mock(SessionRegistry.class, unasked))
                .build();

        for (int i = 0; i < 1_000; i++) {
            portal.request(recupera, "ana.perez");
            portal.pass(Duration.ofSeconds(31));
        }

        assertThat(portal.accounts.byId(portal.id, TestPortal.ANA))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(before);
        assertThat(portal.signsIn(TestPortal.OLD_PASSWORD)).isTrue();
        assertThat(portal.sessions.isOpen("here")).isTrue();
    }
}
