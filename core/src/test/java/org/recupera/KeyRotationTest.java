package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.key.KeyIds;
import org.recupera.key.KeyRing;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.ClientAddress;
import org.recupera.port.Event;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.QueueStatus;
import org.recupera.port.Secret;
import org.recupera.port.TokenStore;
import org.recupera.recovery.ChangeOutcome;
import org.recupera.recovery.Limited;
import org.recupera.recovery.LinkRefusal;
import org.recupera.recovery.LinkRefused;
import org.recupera.recovery.OpenOutcome;
import org.recupera.recovery.RequestOutcome;

/** Keys added, made current and revoked while links are under way. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyRotationTest {

    private static final Secret SECOND = Secret.of("VVAjqePTn+/w0JEkLhRzX9lQ1cVLzPA+HSr5cDPeSjA=");
    private static final KeyRing ONE = KeyRing.of(Secret.of(TestPortal.SECRET));
    private static final KeyRing ADDED = ONE.toBuilder().key("k2", SECOND).build();
    private static final KeyRing ROTATED = ADDED.toBuilder().current("k2").build();
    private static final KeyRing REVOKED =
            ROTATED.toBuilder().revoked(ONE.currentId()).build();

    private static final KeyRing GONE = KeyRing.permanent(Secret.of(TestPortal.SECRET))
            .key("k2", SECOND)
            .revoked(ONE.currentId())
            .build();

    private final TestPortal portal = new TestPortal();
    private final Recupera recupera = portal.builder().build();

    @Test
    void a_link_of_a_retired_key_is_good_until_it_expires() {
        Secret before = portal.linkFor(recupera);

        recupera.replaceKeys(ADDED);
        recupera.replaceKeys(ROTATED);

        assertThat(recupera.passwords().open(before)).isInstanceOf(OpenOutcome.Open.class);
        portal.pass(Duration.ofHours(1));
        assertRefused(before, LinkRefusal.EXPIRED);
        assertThat(keyIdOf(before)).isEqualTo(ONE.currentId());
        assertThat(keyIdOf(portal.linkFor(recupera))).isEqualTo("k2");
    }

    @Test
    void a_restart_with_another_current_key_changes_nothing_for_links_under_way() {
        Secret before = portal.linkFor(recupera);
        Recupera restarted = portal.builder()
                .keys(KeyRing.parse(
                        Secret.of("secret " + TestPortal.SECRET + "\nkey k2 " + SECOND.reveal() + "\ncurrent k2")))
                .build();

        assertThat(TestPortal.change(restarted.passwords(), before)).isInstanceOf(ChangeOutcome.Changed.class);
        assertThat(portal.signsIn(TestPortal.NEW_PASSWORD)).isTrue();
    }

    @Test
    void a_revoked_key_kills_its_links_at_once_and_the_next_request_mails_another() {
        Secret before = portal.linkFor(recupera);
        recupera.replaceKeys(ROTATED);

        recupera.replaceKeys(REVOKED);

        assertRefused(before, LinkRefusal.UNKNOWN);
        assertThat(TestPortal.change(recupera.passwords(), before))
                .isInstanceOfSatisfying(
                        LinkRefused.class, why -> assertThat(why.reason()).isEqualTo(LinkRefusal.UNKNOWN));
        assertThat(portal.signsIn(TestPortal.OLD_PASSWORD)).isTrue();
        Secret after = portal.linkFor(recupera);
        assertThat(keyIdOf(after)).isEqualTo("k2");
        assertThat(TestPortal.change(recupera.passwords(), after)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void with_a_key_that_is_added_everywhere_first_any_node_reads_what_any_node_makes() {
        Recupera other = portal.builder().build();
        recupera.replaceKeys(ADDED);
        other.replaceKeys(ADDED);
        recupera.replaceKeys(ROTATED);

        recupera.passwords().request("ana.perez", TestPortal.CLIENT);
        other.drain();
        Secret retired = TestPortal.tokenIn(portal.onlyMail());
        portal.pass(Duration.ofMinutes(11));
        other.passwords().request("ana.perez", TestPortal.CLIENT);
        recupera.drain();
        Secret current = TestPortal.tokenIn(portal.onlyMail());

        assertThat(keyIdOf(retired)).isEqualTo(ONE.currentId());
        assertThat(keyIdOf(current)).isEqualTo("k2");
        assertThat(recupera.passwords().open(current)).isInstanceOf(OpenOutcome.Open.class);
        assertThat(TestPortal.change(other.passwords(), current)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void with_a_key_that_one_node_lacks_its_links_are_unknown_there_and_its_work_waits_for_a_node_that_has_it() {
        Recupera behind = portal.builder().build();
        recupera.replaceKeys(ROTATED);
        recupera.passwords().request("ana.perez", TestPortal.CLIENT);

        behind.drain();
        assertThat(portal.mailbox.take()).isEmpty();
        assertThat(behind.queueStatus()).returns(1L, QueueStatus::waiting).returns(0L, QueueStatus::dead);

        portal.pass(Duration.ofMinutes(1));
        recupera.drain();
        Secret link = TestPortal.tokenIn(portal.onlyMail());
        assertThat(behind.passwords().open(link)).isInstanceOf(LinkRefused.class);
        behind.replaceKeys(ADDED);
        assertThat(behind.passwords().open(link)).isInstanceOf(OpenOutcome.Open.class);
    }

    @Test
    void a_mail_that_waits_is_the_same_mail_after_its_key_was_retired() {
        List<OutgoingMail> tried = new ArrayList<>();
        Recupera waiting = portal.builder()
                .mail(mail -> {
                    tried.add(mail);
                    return tried.size() == 1
                            ? new MailSender.Result.Deferred("not yet", null)
                            : new MailSender.Result.Accepted();
                })
                .build();
        portal.request(waiting, "ana.perez");

        waiting.replaceKeys(ROTATED);
        portal.pass(Duration.ofMinutes(1));
        waiting.drain();

        assertThat(tried).hasSize(2);
        assertThat(tried.get(1).messageId()).isEqualTo(tried.get(0).messageId());
        assertThat(TestPortal.tokenIn(tried.get(1))).isEqualTo(TestPortal.tokenIn(tried.get(0)));
        assertThat(waiting.passwords().open(TestPortal.tokenIn(tried.get(1)))).isInstanceOf(OpenOutcome.Open.class);
    }

    @Test
    void a_request_that_was_accepted_under_a_key_that_is_revoked_since_gets_a_good_link() {
        recupera.passwords().request("ana.perez", TestPortal.CLIENT);

        recupera.replaceKeys(REVOKED);
        recupera.drain();

        Secret link = TestPortal.tokenIn(portal.onlyMail());
        assertThat(keyIdOf(link)).isEqualTo("k2");
        assertThat(TestPortal.change(recupera.passwords(), link)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void what_follows_a_change_is_done_when_its_key_was_revoked_since() {
        portal.sessions.begin(portal.id, TestPortal.ANA, "intruder", portal.clock.instant());
        Secret link = portal.linkFor(recupera);
        portal.pass(Duration.ofSeconds(1));
        assertThat(TestPortal.change(recupera.passwords(), link)).isInstanceOf(ChangeOutcome.Changed.class);

        recupera.replaceKeys(REVOKED);
        recupera.drain();

        assertThat(portal.sessions.isOpen("intruder")).isFalse();
        assertThat(portal.onlyMail().to()).isEqualTo(TestPortal.ANAS_ADDRESS);
    }

    @Test
    void a_request_whose_key_was_revoked_and_taken_away_is_a_dead_letter_and_an_event() {
        recupera.passwords().request("ana.perez", TestPortal.CLIENT);

        recupera.replaceKeys(GONE);
        recupera.drain();

        assertThat(portal.mailbox.take()).isEmpty();
        assertThat(recupera.queueStatus()).returns(0L, QueueStatus::waiting).returns(1L, QueueStatus::dead);
        assertThat(portal.events)
                .filteredOn(event -> event.type() == Event.Type.WORK_DEAD)
                .singleElement()
                .satisfies(event -> assertThat(event.details().get("reason"))
                        .contains(ONE.currentId())
                        .contains("revoked"));
    }

    @Test
    void a_mail_of_a_link_whose_key_was_revoked_is_dropped_with_an_event() {
        portal.linkFor(recupera);
        portal.pass(Duration.ofMinutes(1));
        recupera.replaceKeys(ROTATED);
        recupera.passwords().request("ana.perez", TestPortal.CLIENT);
        Recupera decidesOnly = portal.builder()
                .keys(ROTATED)
                .mail(mail -> new MailSender.Result.Deferred("not yet", null))
                .build();
        decidesOnly.drain();

        recupera.replaceKeys(REVOKED);
        portal.pass(Duration.ofMinutes(1));
        recupera.drain();

        assertThat(portal.mailbox.take()).isEmpty();
        assertThat(portal.openLinks()).isEmpty();
        assertThat(portal.events)
                .filteredOn(event -> event.type() == Event.Type.MAIL_DROPPED)
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("reason", "link.unknown"));
    }

    @Test
    void a_key_that_is_revoked_while_its_link_is_being_used_makes_the_link_unknown() {
        TokenStore overtaken = mock(TokenStore.class, delegatesTo(portal.tokens));
        Recupera busy = portal.builder().tokens(overtaken).build();
        Secret token = portal.linkFor(busy);
        doAnswer(move -> {
                    busy.replaceKeys(REVOKED);
                    return false;
                })
                .when(overtaken)
                .move(any(), any());

        assertThat(TestPortal.change(busy.passwords(), token))
                .isInstanceOfSatisfying(
                        LinkRefused.class, why -> assertThat(why.reason()).isEqualTo(LinkRefusal.UNKNOWN));
    }

    @Test
    void counters_and_pseudonyms_stay_when_keys_rotate() {
        String subject = subjectOfRequest();
        while (!(recupera.passwords().request("ana.perez", TestPortal.CLIENT) instanceof Limited)) {
            recupera.drain();
        }

        recupera.replaceKeys(REVOKED);

        assertThat(recupera.passwords().request("ana.perez", TestPortal.CLIENT)).isInstanceOf(Limited.class);
        assertThat(subjectOfRequest()).isEqualTo(subject);
    }

    @Test
    void another_ring_is_an_event_that_names_ids_and_the_same_ring_is_none() {
        recupera.replaceKeys(KeyRing.of(Secret.of(TestPortal.SECRET)));
        assertThat(portal.events).isEmpty();

        recupera.replaceKeys(ADDED);
        recupera.replaceKeys(REVOKED);

        assertThat(portal.events)
                .allSatisfy(event -> assertThat(event)
                        .returns(Event.Type.KEYS_CHANGED, Event::type)
                        .returns(portal.clock.instant(), Event::at)
                        .returns(portal.id, Event::portal))
                .extracting(Event::details)
                .containsExactly(
                        Map.of("current", ONE.currentId(), "keys", ONE.currentId() + ",k2", "revoked", ""),
                        Map.of("current", "k2", "keys", "k2", "revoked", ONE.currentId()));
        assertThat(recupera.keys()).isEqualTo(KeyIds.of(REVOKED));
    }

    @Test
    void a_ring_that_cannot_follow_is_refused_and_the_one_before_stays() {
        Secret link = portal.linkFor(recupera);

        assertThatIllegalArgumentException().isThrownBy(() -> recupera.replaceKeys(KeyRing.of(SECOND)));

        assertThat(recupera.passwords().open(link)).isInstanceOf(OpenOutcome.Open.class);
        assertThat(portal.eventTypes()).doesNotContain(Event.Type.KEYS_CHANGED);
    }

    @Test
    void keys_that_rotate_without_pause_disturb_no_request_and_no_link() throws Exception {
        int people = 40;
        for (int i = 0; i < people; i++) {
            portal.accounts.add(
                    portal.id,
                    Account.named(new AccountId("p" + i), "persona" + i)
                            .email("persona" + i + "@empresa.example")
                            .build(),
                    TestPortal.OLD_PASSWORD);
        }
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Future<?> rotating = threads.submit(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    recupera.replaceKeys(ROTATED);
                    recupera.replaceKeys(ADDED);
                }
            });
            List<Future<?>> asking = new ArrayList<>();
            for (int half = 0; half < 2; half++) {
                int first = half;
                asking.add(threads.submit(() -> {
                    for (int i = first; i < people; i += 2) {
                        assertThat(recupera.passwords().request("persona" + i, ClientAddress.of("192.0.2." + i)))
                                .isInstanceOf(RequestOutcome.Accepted.class);
                        recupera.drain();
                    }
                }));
            }
            for (Future<?> done : asking) {
                done.get(1, TimeUnit.MINUTES);
            }
            recupera.drain();
            rotating.cancel(true);
        } finally {
            threads.shutdownNow();
        }

        assertThat(portal.mailbox.take())
                .hasSize(people)
                .allSatisfy(mail -> assertThat(TestPortal.change(recupera.passwords(), TestPortal.tokenIn(mail)))
                        .isInstanceOf(ChangeOutcome.Changed.class));
        assertThat(portal.eventTypes()).doesNotContain(Event.Type.WORK_RETRIED, Event.Type.WORK_DEAD);
    }

    private String subjectOfRequest() {
        portal.events.clear();
        recupera.passwords().request("ana.perez", ClientAddress.of("192.0.2.99"));
        return portal.events.stream()
                .filter(event -> event.type() == Event.Type.LINK_REQUESTED)
                .findFirst()
                .flatMap(Event::subject)
                .orElseThrow();
    }

    private void assertRefused(Secret token, LinkRefusal reason) {
        assertThat(recupera.passwords().open(token))
                .isInstanceOfSatisfying(
                        LinkRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static String keyIdOf(Secret token) {
        return token.reveal().substring(0, token.reveal().indexOf('.'));
    }
}
