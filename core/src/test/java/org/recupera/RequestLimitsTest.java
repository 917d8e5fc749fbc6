package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recupera.TestPortal.CLIENT;
import static org.recupera.TestPortal.OLD_PASSWORD;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.password.PresentPassword;
import org.recupera.port.ClientAddress;
import org.recupera.port.Event;
import org.recupera.port.IdentifierKind;
import org.recupera.port.Secret;
import org.recupera.profile.Limits;
import org.recupera.recovery.ChangeOutcome;
import org.recupera.recovery.Limited;
import org.recupera.recovery.LinkRefused;
import org.recupera.recovery.LookUpOutcome;
import org.recupera.recovery.OpenOutcome;
import org.recupera.recovery.RequestOutcome;

/** Each limit by itself: which are told, which are not, and what counts as one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestLimitsTest {

    private static final List<String> WAYS = List.of("ana.perez", "ANA.PEREZ", " Ana.Perez ", "ａna.perez", "ana．perez");

    private final TestPortal portal = new TestPortal();
    private final Recupera recupera = portal.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {"ana.perez", "nadie"})
    void an_identifier_over_its_limit_is_answered_as_always_and_all_ways_to_write_it_are_one(String username) {
        List<String> ways = username.equals("nadie") ? List.of("nadie", "NADIE", " Nadie ", "ｎadie") : WAYS;
        int most = portal.profile.limits().identifier().attempts();
        List<RequestOutcome> outcomes = IntStream.rangeClosed(0, most)
                .mapToObj(i -> {
                    portal.pass(Duration.ofSeconds(1));
                    return portal.request(recupera, ways.get(i % ways.size()), clientNumber(i));
                })
                .toList();

        assertThat(outcomes.stream().distinct()).singleElement().isInstanceOf(RequestOutcome.Accepted.class);
        assertThat(limitsReached()).containsExactly("identifier");
    }

    @Test
    void what_the_answer_does_not_tell_listeners_learn_from_the_worker() {
        int most = portal.profile.limits().identifier().attempts();
        for (int i = 0; i < most; i++) {
            portal.pass(Duration.ofSeconds(1));
            recupera.passwords().request("nadie", clientNumber(i));
            recupera.usernames().request(IdentifierKind.PHONE, "+504 2240-1470", clientNumber(i));
            recupera.drain();
        }
        portal.pass(Duration.ofSeconds(1));
        portal.events.clear();

        recupera.passwords().request("nadie", clientNumber(most));
        recupera.usernames().request(IdentifierKind.PHONE, "+504 2240-1470", clientNumber(most));
        assertThat(portal.eventTypes())
                .as("a listener takes time, and this time would tell")
                .containsExactly(Event.Type.LINK_REQUESTED, Event.Type.LOOK_UP_REQUESTED);
        recupera.drain();
        assertThat(limitsReached()).containsExactly("identifier", "identifier");
    }

    @Test
    void a_second_request_for_a_username_is_told_as_a_repeat_by_the_worker() {
        recupera.usernames().request(IdentifierKind.USERNAME, "ana.perez", CLIENT);
        recupera.drain();
        portal.pass(Duration.ofSeconds(1));
        recupera.usernames().request(IdentifierKind.USERNAME, "ana.perez", CLIENT);
        assertThat(limitsReached()).isEmpty();

        recupera.drain();

        assertThat(limitsReached()).containsExactly("repeat");
        assertThat(portal.mailbox.take()).hasSize(1);
    }

    @Test
    void a_portal_over_its_limit_tells_everybody_to_wait() {
        Recupera small = new TestPortal(Profiles.honducomprasWith(
                        profile -> profile.withObject("/limits/total").put("attempts", 5)))
                .builder()
                .listener(portal.events::add)
                .build();
        for (int i = 0; i < 5; i++) {
            assertThat(small.passwords().request("nadie" + i, clientNumber(i)))
                    .isInstanceOf(RequestOutcome.Accepted.class);
        }

        assertThat(small.passwords().request("ana.perez", clientNumber(5)))
                .isInstanceOfSatisfying(
                        Limited.class,
                        limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(12)));
        assertThat(small.usernames().request(IdentifierKind.USERNAME, "nadie", clientNumber(6)))
                .isInstanceOf(LookUpOutcome.Limited.class);
        assertThat(limitsReached()).containsExactly("total", "total");
    }

    @Test
    void an_ipv6_network_counts_as_ten_clients_in_every_flow() {
        int most = 10 * portal.profile.limits().client().attempts();
        int accepted = 0;
        for (int i = 0; i <= most; i++) {
            ClientAddress client = ClientAddress.of("2001:db8:7:" + Integer.toHexString(i) + "::1");
            accepted += recupera.passwords().request("nadie" + i, client) instanceof RequestOutcome.Accepted ? 1 : 0;
            recupera.passwords().change(Secret.of("nada"), TestPortal.NEW_PASSWORD, TestPortal.NEW_PASSWORD, client);
        }

        assertThat(accepted).isEqualTo(most);
        assertThat(limitsReached()).containsExactlyInAnyOrder("client", "link");
        assertThat(recupera.passwords().request("nadie", ClientAddress.of("2001:db8:8::1")))
                .as("another network")
                .isInstanceOf(RequestOutcome.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"honducompras", "secop-ii"})
    void it_takes_a_thousand_clients_to_spend_what_the_whole_portal_has(String name) {
        Limits limits = Profiles.named(name).limits();
        assertThat(limits.client().cost().dividedBy(limits.total().cost())).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void who_presents_links_that_are_none_waits_and_good_links_work_all_the_same() {
        Secret good = portal.linkFor(recupera);
        TestPortal elsewhere = new TestPortal();
        Secret foreign = elsewhere.linkFor(elsewhere.builder().build());
        int most = portal.profile.limits().client().attempts();
        List<ChangeOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i <= most; i++) {
            outcomes.add(TestPortal.change(recupera.passwords(), i % 2 == 0 ? foreign : Secret.of("nada")));
        }

        assertThat(outcomes.subList(0, most)).hasOnlyElementsOfType(LinkRefused.class);
        assertThat(outcomes.get(most)).isInstanceOf(Limited.class);
        assertThat(limitsReached()).containsExactly("link");
        assertThat(recupera.passwords().change(foreign, good, good, clientNumber(1)))
                .as("another client")
                .isInstanceOf(LinkRefused.class);
        assertThat(TestPortal.change(recupera.passwords(), good)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void past_twenty_changes_an_hour_a_good_link_asks_no_costly_rule_and_stays_good() {
        AtomicInteger asked = new AtomicInteger();
        Recupera guessed = portal.builder()
                .withoutRequestLimits()
                .passwordRule(PresentPassword.verifiedBy((username, password) -> {
                    asked.incrementAndGet();
                    return portal.signsIn(password);
                }))
                .build();
        Secret token = portal.linkFor(guessed);
        for (int i = 0; i < 30; i++) {
            assertThat(guessed.passwords().change(token, Secret.of("corta"), Secret.of("corta"), CLIENT))
                    .as("refused at first sight, which costs nothing")
                    .isInstanceOf(ChangeOutcome.PasswordRefused.class);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(guessed.passwords().change(token, OLD_PASSWORD, OLD_PASSWORD, clientNumber(i)))
                    .isInstanceOf(ChangeOutcome.PasswordRefused.class);
        }

        assertThat(guessed.passwords().change(token, OLD_PASSWORD, OLD_PASSWORD, clientNumber(20)))
                .isInstanceOfSatisfying(
                        Limited.class,
                        limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofMinutes(3)));

        assertThat(asked).hasValue(20);
        assertThat(limitsReached()).containsExactly("change");
        assertThat(guessed.passwords().open(token)).isInstanceOf(OpenOutcome.Open.class);
        portal.pass(Duration.ofMinutes(3));
        assertThat(TestPortal.change(guessed.passwords(), token)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void opening_links_as_mail_scanners_do_keeps_nobody_waiting() {
        for (int i = 0; i < 1_000; i++) {
            recupera.passwords().open(Secret.of("nada"));
        }

        assertThat(TestPortal.change(recupera.passwords(), portal.linkFor(recupera)))
                .isInstanceOf(ChangeOutcome.Changed.class);
        assertThat(limitsReached()).isEmpty();
    }

    @Test
    void what_one_flow_spends_of_a_mailbox_another_lacks_but_for_a_first_link() {
        int most = portal.profile.limits().destination().attempts();
        for (int i = 0; i <= most; i++) {
            portal.pass(Duration.ofSeconds(30));
            assertThat(recupera.usernames()
                            .request(
                                    i % 2 == 0 ? IdentifierKind.USERNAME : IdentifierKind.EMAIL,
                                    i % 2 == 0 ? "ana.perez" : TestPortal.ANAS_ADDRESS.value(),
                                    CLIENT))
                    .isInstanceOf(LookUpOutcome.Accepted.class);
            recupera.drain();
        }
        assertThat(portal.mailbox.take()).hasSize(most);

        portal.request(recupera, "ana.perez");
        assertThat(portal.mailbox.take()).as("no link was live").hasSize(1);
        portal.pass(Duration.ofSeconds(30));
        portal.request(recupera, "ana.perez");
        assertThat(portal.mailbox.take()).as("one is live").isEmpty();
        assertThat(limitsReached()).containsOnly("destination");
    }

    private static ClientAddress clientNumber(int i) {
        return ClientAddress.of("198.51.100." + i);
    }

    private List<String> limitsReached() {
        return portal.events.stream()
                .filter(event -> event.type() == Event.Type.LIMIT_REACHED)
                .map(event -> event.details().get("limit"))
                .toList();
    }
}
