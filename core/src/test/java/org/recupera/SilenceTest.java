package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.port.AccountId;
import org.recupera.port.Event;
import org.recupera.port.Secret;

/** What reaches listeners and logs. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SilenceTest {

    private final TestPortal portal = new TestPortal();

    @Test
    void no_event_holds_a_secret_an_address_or_what_was_typed() {
        List<Object> outcomes = new ArrayList<>();
        Recupera recupera = portal.builder().listener(EventLog.toSlf4j()).build();
        Secret token = portal.linkFor(recupera);
        outcomes.add(recupera.passwords().open(token));
        outcomes.add(
                recupera.passwords().change(token, Secret.of("corta-canaria"), Secret.of("otra"), TestPortal.CLIENT));
        outcomes.add(TestPortal.change(recupera.passwords(), token));
        outcomes.add(TestPortal.change(recupera.passwords(), token));
        portal.request(recupera, "desconocido-canario");
        recupera.drain();

        String said = portal.events.toString() + outcomes + portal.mailbox.mails() + token;

        assertThat(said)
                .contains("PASSWORD_CHANGED", "LINK_REFUSED", "ACCOUNT_UNKNOWN")
                .doesNotContain(
                        token.reveal(),
                        token.reveal().substring(40, 80),
                        TestPortal.NEW_PASSWORD.reveal(),
                        "corta-canaria",
                        "desconocido-canario",
                        TestPortal.ANAS_ADDRESS.value());
    }

    @Test
    void a_listener_that_throws_harms_neither_the_flow_nor_the_others() {
        List<Event> after = new ArrayList<>();
        Recupera recupera = portal.builder()
                .listener(event -> {
                    throw new IllegalStateException("broken listener");
                })
                .listener(after::add)
                .build();

        portal.request(recupera, "ana.perez");

        assertThat(portal.mailbox.take()).hasSize(1);
        assertThat(after)
                .extracting(Event::type)
                .contains(Event.Type.LINK_REQUESTED, Event.Type.MAIL_ACCEPTED)
                .isEqualTo(portal.eventTypes());
    }

    @Test
    void a_logged_event_is_one_line_without_the_account() {
        Event event = Event.of(portal.clock.instant(), portal.id, Event.Type.MAIL_DEFERRED)
                .about(new AccountId("cuenta-canaria"), "seudonimo")
                .with("reason", "451 later\r\nFAKE \u001b[31m\u0085\u2028\u202e" + "x".repeat(1_000_000));

        String line = EventLog.line(event);

        assertThat(line)
                .startsWith(
                        "2026-11-20T15:00:00Z honducompras MAIL_DEFERRED subject=seudonimo reason=\"451 later??FAKE ?[31m???x")
                .hasSizeLessThan(300)
                .doesNotContain("cuenta-canaria")
                .doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029]");
    }
}
