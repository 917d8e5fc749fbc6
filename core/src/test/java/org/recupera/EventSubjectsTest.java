package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recupera.TestPortal.ANA;
import static org.recupera.TestPortal.CLIENT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.key.KeyRing;
import org.recupera.port.ClientAddress;
import org.recupera.port.Event;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.LinkPurpose;
import org.recupera.port.LinkState;
import org.recupera.port.Secret;
import org.recupera.work.Chore;

/** Whose it was, in the events of limits and of refused links. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventSubjectsTest {

    private final TestPortal portal = new TestPortal();
    private final Recupera recupera = portal.builder().build();

    @Test
    void a_refused_link_is_its_accounts_where_its_secret_was_right() {
        Secret link = portal.linkFor(recupera);
        portal.pass(Duration.ofHours(2));
        recupera.passwords().open(link);
        TestPortal.change(recupera.passwords(), link);

        assertThat(refused())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.details()).containsEntry("reason", "link.expired"))
                .allSatisfy(event -> assertThat(event.subject()).contains(recupera.subjectOf(ANA)));
    }

    @Test
    void a_refused_link_is_nobodys_where_its_secret_was_wrong() {
        String link = portal.linkFor(recupera).reveal();
        TestPortal elsewhere = new TestPortal();
        Recupera forger = elsewhere
                .builder()
                .keys(KeyRing.of(Secret.of("nL8CmVfzeJoFQk3iZ0dTg5sYbRxEwU7aHcKp1DqGt9M=")))
                .build();
        recupera.passwords().open(elsewhere.linkFor(forger));
        recupera.passwords().open(Secret.of(link.substring(0, link.length() - 9)));

        assertThat(refused())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.subject()).isEmpty());
    }

    @Test
    void a_limit_of_an_identifier_or_an_account_says_whose_and_one_of_a_client_does_not() {
        int identifiers = portal.profile.limits().identifier().attempts();
        int clients = portal.profile.limits().client().attempts();
        for (int i = 0; i <= identifiers; i++) {
            portal.pass(Duration.ofSeconds(1));
            portal.request(recupera, "Ana.Perez", ClientAddress.of("192.0.2." + i));
        }
        assertThat(limits("identifier"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.subject()).contains(recupera.subjectOf(name("ana.perez"))));

        IntStream.range(0, clients + 1).forEach(i -> recupera.passwords().request("nadie" + i, CLIENT));
        assertThat(limits("client"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.subject()).isEmpty());
    }

    @Test
    void a_limit_of_an_account_says_whose() {
        int mails = portal.profile.link().mailsPerHour();
        for (int i = 0; i < mails + 3; i++) {
            portal.pass(portal.profile.link().repeatWindow().plusSeconds(1).dividedBy(2));
            portal.request(recupera, "ana.perez");
            portal.tokens
                    .open(portal.id, LinkPurpose.PASSWORD, ANA)
                    .forEach(link -> portal.tokens.move(link, link.moved(LinkState.VOID, portal.clock.instant())));
        }
        List<Event> reached = new ArrayList<>(limits("account"));
        reached.addAll(limits("destination"));
        reached.addAll(limits("first"));
        assertThat(reached)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.subject()).contains(recupera.subjectOf(ANA)));
    }

    @Test
    void what_is_done_with_a_link_leaves_an_event_of_its_account() {
        Secret link = portal.linkFor(recupera);
        portal.events.clear();

        recupera.passwords().open(link);
        recupera.passwords().change(link, Secret.of("corta"), Secret.of("otra"), CLIENT);
        recupera.passwords().accountChanged(ANA);

        assertThat(portal.events)
                .allSatisfy(event -> assertThat(event.subject()).contains(recupera.subjectOf(ANA)))
                .extracting(Event::type)
                .containsExactly(Event.Type.LINK_OPENED, Event.Type.PASSWORD_REFUSED, Event.Type.ACCOUNT_CHANGED);
        assertThat(portal.events.get(1).details().get("codes")).contains("password.too-short", "password.mismatch");
    }

    @Test
    void what_a_portal_adds_is_done_with_the_chores() {
        List<String> done = new ArrayList<>();
        Chore chore = now -> done.add("at " + now);
        portal.builder().chore(chore).build().drain();
        assertThat(done).containsExactly("at " + portal.clock.instant());
    }

    private List<Event> refused() {
        return portal.events.stream()
                .filter(event -> event.type() == Event.Type.LINK_REFUSED)
                .toList();
    }

    private List<Event> limits(String limit) {
        return portal.events.stream()
                .filter(event -> event.type() == Event.Type.LIMIT_REACHED)
                .filter(event -> limit.equals(event.details().get("limit")))
                .toList();
    }

    private static Identifier name(String text) {
        return Identifier.read(IdentifierKind.USERNAME, text).identifier().orElseThrow();
    }
}
