package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recupera.TestPortal.CLIENT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.port.Event;
import org.recupera.port.Link;
import org.recupera.port.LinkState;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.Secret;
import org.recupera.recovery.ChangeOutcome;
import org.recupera.recovery.LinkRefusal;
import org.recupera.recovery.LinkRefused;

/** What happens to a link while a mail with it is under way. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LinkMailRacesTest {

    private static final MailSender.Result DOWN = new MailSender.Result.Deferred("connection refused", null);
    private static final MailSender.Result UP = new MailSender.Result.Accepted();
    private static final Duration QUIET = Duration.ofSeconds(31);

    private final TestPortal portal = new TestPortal();
    private final Recupera recupera = portal.builder().build();

    @Test
    void a_link_that_a_change_is_using_is_mailed_again_once_that_came_to_nothing() {
        Secret token = portal.linkFor(recupera);
        portal.pass(QUIET);
        portal.mailbox.answerWith(DOWN);
        portal.request(recupera, "ana.perez");
        portal.mailbox.answerWith(UP);
        Link live = onlyLink();
        portal.tokens.move(live, live.moved(LinkState.TAKEN, portal.clock.instant()));

        portal.pass(Duration.ofSeconds(29));
        recupera.drain();
        assertThat(portal.mailbox.take()).isEmpty();
        portal.pass(Duration.ofSeconds(1));
        recupera.drain();

        assertThat(TestPortal.tokenIn(portal.onlyMail())).isEqualTo(token);
    }

    @Test
    void of_two_links_whose_mails_were_held_up_the_newer_alone_is_mailed() {
        Secret older = portal.linkFor(recupera);
        portal.mailbox.answerWith(DOWN);
        portal.pass(Duration.ofMinutes(10).minusSeconds(1));
        portal.request(recupera, "ana.perez");
        portal.pass(Duration.ofSeconds(2));
        portal.request(recupera, "ana.perez");
        portal.mailbox.answerWith(UP);
        portal.pass(Duration.ofSeconds(5));

        recupera.drain();

        assertThat(TestPortal.tokenIn(portal.onlyMail())).isNotEqualTo(older);
        assertThat(portal.events)
                .filteredOn(event -> event.type() == Event.Type.MAIL_DROPPED)
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("reason", LinkRefusal.REPLACED.code()));
    }

    @Test
    void a_mail_is_counted_once_also_when_its_link_moves_before_the_mail_server_answers() {
        portal.linkFor(recupera);
        assertThat(onlyLink().mails()).isEqualTo(1);
        Recupera moving = sending(() -> {
            Link live = onlyLink();
            portal.tokens.move(live, live.moved(LinkState.TAKEN, portal.clock.instant()));
            Link taken = onlyLink();
            portal.tokens.move(taken, taken.moved(LinkState.LIVE, portal.clock.instant()));
        });

        portal.pass(QUIET);
        portal.request(moving, "ana.perez");

        assertThat(onlyLink().mails()).isEqualTo(2);
    }

    @Test
    void a_link_that_is_used_before_the_mail_server_answers_stays_used() {
        Secret token = portal.linkFor(recupera);
        List<ChangeOutcome> outcomes = new ArrayList<>();
        Recupera using = sending(() -> outcomes.add(TestPortal.change(recupera.passwords(), token)));

        portal.pass(QUIET);
        using.passwords().request("ana.perez", CLIENT);
        using.drain();

        assertThat(outcomes).first().isInstanceOf(ChangeOutcome.Changed.class);
        assertThat(recupera.passwords().open(token))
                .isInstanceOfSatisfying(
                        LinkRefused.class, why -> assertThat(why.reason()).isEqualTo(LinkRefusal.USED));
    }

    @Test
    void a_mail_says_how_long_its_link_is_still_good() {
        portal.request(recupera, "ana.perez");
        assertThat(portal.onlyMail().text()).contains("durante 60 minutos");

        portal.pass(Duration.ofMinutes(9));
        portal.request(recupera, "ana.perez");
        assertThat(portal.onlyMail().text()).contains("durante 51 minutos");
    }

    @Test
    void a_link_that_waited_for_most_of_a_day_says_how_little_is_left() {
        portal.mailbox.answerWith(DOWN);
        portal.request(recupera, "ana.perez");
        portal.mailbox.answerWith(UP);
        portal.pass(Duration.ofHours(23).plusMinutes(50));
        recupera.drain();

        OutgoingMail late = portal.onlyMail();
        assertThat(late.text()).contains("durante 10 minutos");
        portal.pass(Duration.ofMinutes(10));
        assertThat(recupera.passwords().open(TestPortal.tokenIn(late)))
                .isInstanceOfSatisfying(
                        LinkRefused.class, why -> assertThat(why.reason()).isEqualTo(LinkRefusal.EXPIRED));
    }

    @Test
    void who_asks_while_a_link_has_waited_for_most_of_a_day_gets_one_of_his_own() {
        portal.mailbox.answerWith(DOWN);
        portal.request(recupera, "ana.perez");
        portal.pass(Duration.ofHours(23));
        recupera.drain();
        portal.request(recupera, "ana.perez");
        portal.mailbox.answerWith(UP);
        portal.pass(Duration.ofMinutes(61));
        recupera.drain();

        Secret token = TestPortal.tokenIn(portal.onlyMail());
        assertThat(TestPortal.change(recupera.passwords(), token)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    /** On the same stores, with something that happens once a mail server has a mail with a link, and before it says so. */
    private Recupera sending(Runnable meanwhile) {
        return portal.builder()
                .mail(mail -> {
                    if (mail.text().contains("token=")) {
                        meanwhile.run();
                    }
                    return UP;
                })
                .build();
    }

    private Link onlyLink() {
        assertThat(portal.openLinks()).hasSize(1);
        return portal.openLinks().get(0);
    }
}
