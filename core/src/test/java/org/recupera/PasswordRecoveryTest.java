package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recupera.TestPortal.ANA;
import static org.recupera.TestPortal.ANAS_ADDRESS;
import static org.recupera.TestPortal.CLIENT;
import static org.recupera.TestPortal.NEW_PASSWORD;
import static org.recupera.TestPortal.OLD_PASSWORD;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.key.KeyRing;
import org.recupera.port.Event;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.Secret;
import org.recupera.profile.Message;
import org.recupera.profile.Profile;
import org.recupera.recovery.ChangeOutcome;
import org.recupera.recovery.LinkRefusal;
import org.recupera.recovery.LinkRefused;
import org.recupera.recovery.OpenOutcome;
import org.recupera.recovery.RequestOutcome;

/** HonduCompras' guide: forgotten password, mailed link, new password twice, sign in. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PasswordRecoveryTest {

    private final TestPortal portal = new TestPortal();
    private final Recupera recupera = portal.builder().build();

    @Test
    void a_person_who_forgot_the_password_gets_back_in() {
        RequestOutcome asked = portal.request(recupera, "ana.perez");
        assertThat(asked)
                .isEqualTo(new RequestOutcome.Accepted(new Message(
                        "password.requested", Map.of(), "CORREO PARA RECUPERAR CONTRASEÑA ENVIADO CON ÉXITO")));

        OutgoingMail mail = portal.onlyMail();
        assertThat(mail.to()).isEqualTo(ANAS_ADDRESS);
        assertThat(mail.text()).contains("https://portal.example/honducompras/cambiar-contrasena?token=");
        assertThat(mail.html()).get().asString().contains("cambiar-contrasena?token=");
        Secret token = TestPortal.tokenIn(mail);

        assertThat(recupera.passwords().open(token))
                .isEqualTo(
                        new OpenOutcome.Open("Ana.Perez", portal.clock.instant().plus(Duration.ofMinutes(60)), null));
        assertThat(TestPortal.change(recupera.passwords(), token))
                .isInstanceOfSatisfying(
                        ChangeOutcome.Changed.class,
                        changed -> assertThat(changed.username()).isEqualTo("Ana.Perez"));

        assertThat(portal.signsIn(NEW_PASSWORD)).isTrue();
        assertThat(portal.signsIn(OLD_PASSWORD)).isFalse();
    }

    @Test
    void afterwards_sessions_end_and_a_notice_without_any_link_goes_to_the_address_on_file() {
        portal.sessions.begin(portal.id, ANA, "before", portal.clock.instant());
        Secret token = portal.linkFor(recupera);
        portal.pass(Duration.ofMinutes(1));
        TestPortal.change(recupera.passwords(), token);
        portal.sessions.begin(portal.id, ANA, "after", portal.clock.instant());

        recupera.drain();

        assertThat(portal.sessions.isOpen("before")).isFalse();
        assertThat(portal.sessions.isOpen("after")).isTrue();
        OutgoingMail notice = portal.onlyMail();
        assertThat(notice.to()).isEqualTo(ANAS_ADDRESS);
        assertThat(notice.text()).contains("Ana Pérez").doesNotContain("token=").doesNotContain(NEW_PASSWORD.reveal());
        assertThat(portal.eventTypes()).contains(Event.Type.PASSWORD_CHANGED, Event.Type.SESSIONS_ENDED);
    }

    @Test
    void opening_a_link_consumes_nothing_however_often() {
        Secret token = portal.linkFor(recupera);
        var before = portal.openLinks();

        for (int i = 0; i < 100; i++) {
            assertThat(recupera.passwords().open(token)).isInstanceOf(OpenOutcome.Open.class);
        }

        assertThat(portal.openLinks()).isEqualTo(before);
        assertThat(TestPortal.change(recupera.passwords(), token)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void a_link_works_once() {
        Secret token = portal.linkFor(recupera);
        TestPortal.change(recupera.passwords(), token);
        Secret another = Secret.of("otra clave nueva y larga");

        assertThat(recupera.passwords().change(token, another, another, CLIENT))
                .isInstanceOfSatisfying(
                        LinkRefused.class, why -> assertThat(why.reason()).isEqualTo(LinkRefusal.USED));
        assertRefused(token, LinkRefusal.USED);
        assertThat(portal.signsIn(NEW_PASSWORD)).isTrue();
    }

    @Test
    void of_sixteen_browsers_one_changes_the_password() {
        Secret token = portal.linkFor(recupera);

        var outcomes = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> {
                    Secret password = Secret.of("una clave nueva y larga " + i);
                    return recupera.passwords().change(token, password, password, CLIENT);
                })
                .toList();

        assertThat(outcomes).filteredOn(ChangeOutcome.Changed.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(LinkRefused.class::isInstance)
                .hasSize(15)
                .extracting(outcome -> ((LinkRefused) outcome).reason())
                .isSubsetOf(LinkRefusal.USED, LinkRefusal.IN_USE, LinkRefusal.ACCOUNT_CHANGED);
    }

    @Test
    void a_refused_password_leaves_the_link_good_and_tells_all_reasons() {
        Secret token = portal.linkFor(recupera);

        assertThat(recupera.passwords().change(token, Secret.of("corta"), Secret.of("otra"), CLIENT))
                .isInstanceOfSatisfying(
                        ChangeOutcome.PasswordRefused.class,
                        refused -> assertThat(refused.messages())
                                .extracting(Message::code)
                                .contains("password.too-short", "password.mismatch"));
        assertThat(TestPortal.change(recupera.passwords(), token)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "\u0301", "\u0000"})
    void a_password_of_ten_million_characters_is_refused_within_five_milliseconds(String letter) {
        Secret token = portal.linkFor(recupera);
        Secret huge = Secret.of(letter.repeat(10_000_000));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = threads.getCurrentThreadCpuTime();
            ChangeOutcome outcome = recupera.passwords().change(token, huge, huge, CLIENT);
            quickest = Math.min(quickest, threads.getCurrentThreadCpuTime() - before);
            assertThat(outcome).isInstanceOf(ChangeOutcome.PasswordRefused.class);
        }

        assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofMillis(5));
    }

    @Test
    void a_clock_that_goes_back_revives_no_link_that_was_used_or_replaced() {
        Secret replaced = portal.linkFor(recupera);
        portal.pass(Duration.ofMinutes(11));
        Secret used = portal.linkFor(recupera);
        TestPortal.change(recupera.passwords(), used);

        portal.pass(Duration.ofMinutes(-11));

        assertRefused(replaced, LinkRefusal.REPLACED);
        assertRefused(used, LinkRefusal.USED);
    }

    @Test
    void a_password_that_names_the_person_or_the_portal_is_refused() {
        Secret token = portal.linkFor(recupera);

        for (String name : List.of("Ana.Perez@Empresa.example", "ana perez empresa example")) {
            Secret password = Secret.of(name);
            assertThat(recupera.passwords().change(token, password, password, CLIENT))
                    .as(name)
                    .isInstanceOf(ChangeOutcome.PasswordRefused.class);
        }
    }

    @Test
    void a_link_ends_an_hour_after_a_mail_server_took_it_to_the_millisecond() {
        Secret token = portal.linkFor(recupera);

        portal.pass(Duration.ofMinutes(60).minusMillis(1));
        assertThat(recupera.passwords().open(token)).isInstanceOf(OpenOutcome.Open.class);
        portal.pass(Duration.ofMillis(1));
        assertRefused(token, LinkRefusal.EXPIRED);
        assertThat(TestPortal.change(recupera.passwords(), token))
                .isInstanceOfSatisfying(
                        LinkRefused.class, why -> assertThat(why.reason()).isEqualTo(LinkRefusal.EXPIRED));
        assertThat(portal.signsIn(OLD_PASSWORD)).isTrue();
    }

    @Test
    void within_the_quiet_window_a_repeat_mails_nothing() {
        portal.linkFor(recupera);
        portal.pass(Duration.ofSeconds(29));

        portal.request(recupera, "ana.perez");

        assertThat(portal.mailbox.take()).isEmpty();
    }

    @Test
    void within_the_repeat_window_the_same_link_is_mailed_again() {
        Secret first = portal.linkFor(recupera);
        portal.pass(Duration.ofMinutes(9));

        assertThat(portal.linkFor(recupera)).isEqualTo(first);
        assertThat(recupera.passwords().open(first)).isInstanceOf(OpenOutcome.Open.class);
    }

    @Test
    void mailing_a_link_again_does_not_lengthen_its_life() {
        Secret token = portal.linkFor(recupera);
        portal.pass(Duration.ofMinutes(9));
        portal.linkFor(recupera);
        portal.pass(Duration.ofMinutes(51));

        assertRefused(token, LinkRefusal.EXPIRED);
    }

    @Test
    void after_the_repeat_window_the_latest_mail_counts() {
        Secret first = portal.linkFor(recupera);
        portal.pass(Duration.ofMinutes(11));

        Secret second = portal.linkFor(recupera);

        assertThat(second).isNotEqualTo(first);
        assertRefused(first, LinkRefusal.REPLACED);
        assertThat(TestPortal.change(recupera.passwords(), second)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void the_former_link_stays_good_until_a_mail_server_took_the_newer_one() {
        Secret first = portal.linkFor(recupera);
        portal.pass(Duration.ofMinutes(11));
        portal.mailbox.answerWith(new MailSender.Result.Deferred("421 busy", null));

        portal.request(recupera, "ana.perez");
        assertThat(recupera.passwords().open(first)).isInstanceOf(OpenOutcome.Open.class);

        portal.mailbox.answerWith(new MailSender.Result.Accepted());
        portal.pass(Duration.ofSeconds(5));
        recupera.drain();
        assertRefused(first, LinkRefusal.REPLACED);
        assertThat(TestPortal.change(recupera.passwords(), TestPortal.tokenIn(portal.onlyMail())))
                .isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void a_mail_server_that_is_down_for_an_hour_delivers_a_link_that_works_for_an_hour() {
        portal.mailbox.answerWith(new MailSender.Result.Deferred("connection refused", null));
        portal.request(recupera, "ana.perez");
        for (int minute = 0; minute < 60; minute++) {
            portal.pass(Duration.ofMinutes(1));
            recupera.drain();
        }
        assertThat(portal.mailbox.take()).isEmpty();

        portal.mailbox.answerWith(new MailSender.Result.Accepted());
        portal.pass(Duration.ofMinutes(15));
        recupera.drain();
        Secret token = TestPortal.tokenIn(portal.onlyMail());
        portal.pass(Duration.ofMinutes(59));

        assertThat(TestPortal.change(recupera.passwords(), token)).isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void requests_while_the_mail_server_is_down_become_one_mail() {
        portal.mailbox.answerWith(new MailSender.Result.Deferred("connection refused", null));
        for (int i = 0; i < 20; i++) {
            portal.request(recupera, "ana.perez");
            portal.pass(Duration.ofMinutes(1));
        }

        portal.mailbox.answerWith(new MailSender.Result.Accepted());
        portal.pass(Duration.ofMinutes(15));
        recupera.drain();

        assertThat(portal.mailbox.take()).hasSize(1);
    }

    @Test
    void a_retried_mail_is_the_same_mail() {
        portal.mailbox.answerWith(new MailSender.Result.Accepted());
        OutgoingMail[] seen = new OutgoingMail[2];
        int[] count = {0};
        Recupera losing = portal.builder()
                .mail(mail -> {
                    seen[count[0]++] = mail;
                    return count[0] == 1
                            ? new MailSender.Result.Deferred("dropped after DATA", null)
                            : new MailSender.Result.Accepted();
                })
                .build();

        portal.request(losing, "ana.perez");
        portal.pass(Duration.ofSeconds(5));
        losing.drain();

        assertThat(seen[1].messageId()).isEqualTo(seen[0].messageId()).endsWith("@portal.example>");
        assertThat(seen[1].date()).isEqualTo(seen[0].date());
        assertThat(TestPortal.tokenIn(seen[1])).isEqualTo(TestPortal.tokenIn(seen[0]));
    }

    @Test
    void a_link_of_which_the_acknowledgement_was_lost_works_all_the_same() {
        OutgoingMail[] seen = new OutgoingMail[1];
        Recupera losing = portal.builder()
                .mail(mail -> {
                    seen[0] = mail;
                    return new MailSender.Result.Deferred("dropped after DATA", null);
                })
                .build();
        portal.request(losing, "ana.perez");

        assertThat(TestPortal.change(losing.passwords(), TestPortal.tokenIn(seen[0])))
                .isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void a_mail_whose_link_died_meanwhile_is_dropped() {
        portal.mailbox.answerWith(new MailSender.Result.Deferred("connection refused", null));
        portal.request(recupera, "ana.perez");
        portal.accounts.update(
                portal.id,
                portal.accounts.byId(portal.id, ANA).orElseThrow().toBuilder()
                        .email("ana@otra.example")
                        .build());
        portal.mailbox.answerWith(new MailSender.Result.Accepted());
        portal.pass(Duration.ofSeconds(5));

        recupera.drain();

        assertThat(portal.mailbox.take()).isEmpty();
        assertThat(portal.events)
                .last()
                .returns(Event.Type.MAIL_DROPPED, Event::type)
                .satisfies(event -> assertThat(event.details()).containsEntry("reason", "link.account-changed"));
    }

    @Test
    void a_change_of_the_account_kills_the_link() {
        Secret token = portal.linkFor(recupera);
        portal.accounts.update(
                portal.id,
                portal.accounts.byId(portal.id, ANA).orElseThrow().toBuilder()
                        .email("ana@otra.example")
                        .build());

        assertRefused(token, LinkRefusal.ACCOUNT_CHANGED);
        assertThat(TestPortal.change(recupera.passwords(), token)).isInstanceOf(LinkRefused.class);
    }

    @Test
    void an_account_that_was_disabled_or_removed_kills_the_link() {
        Secret token = portal.linkFor(recupera);
        portal.accounts.update(
                portal.id,
                portal.accounts.byId(portal.id, ANA).orElseThrow().toBuilder()
                        .enabled(false)
                        .build());
        assertRefused(token, LinkRefusal.ACCOUNT_CHANGED);

        portal.accounts.remove(portal.id, ANA);
        assertRefused(token, LinkRefusal.ACCOUNT_CHANGED);
    }

    @Test
    void a_portal_may_say_that_an_account_changed() {
        Secret token = portal.linkFor(recupera);

        recupera.passwords().accountChanged(ANA);

        assertRefused(token, LinkRefusal.ACCOUNT_CHANGED);
        assertThat(portal.openLinks()).isEmpty();
    }

    @Test
    void after_a_change_of_the_account_a_new_link_is_made_at_once() {
        Secret first = portal.linkFor(recupera);
        portal.accounts.update(
                portal.id,
                portal.accounts.byId(portal.id, ANA).orElseThrow().toBuilder()
                        .email("ana@otra.example")
                        .build());

        Secret second = portal.linkFor(recupera);

        assertThat(second).isNotEqualTo(first);
        assertThat(recupera.passwords().open(second)).isInstanceOf(OpenOutcome.Open.class);
    }

    @Test
    void a_damaged_link_is_told_from_one_that_was_never_issued() {
        Secret token = portal.linkFor(recupera);
        String text = token.reveal();

        assertRefused(Secret.of(text.substring(0, text.length() - 9)), LinkRefusal.DAMAGED);
        assertRefused(Secret.of(""), LinkRefusal.DAMAGED);

        TestPortal elsewhere = new TestPortal();
        Secret foreign = elsewhere.linkFor(elsewhere.builder().build());
        assertRefused(foreign, LinkRefusal.UNKNOWN);
    }

    @Test
    void the_token_stands_in_the_bodies_of_its_mail_and_nowhere_else() {
        portal.request(recupera, "ana.perez");

        OutgoingMail mail = portal.onlyMail();
        String token = TestPortal.tokenIn(mail).reveal();
        assertThat(mail.text().split(token, -1)).hasSize(2);
        assertThat(mail.html().orElseThrow().split(token, -1))
                .as("behind the button, and where it is copied, which can be clicked too")
                .hasSize(4);
        String[] parts = token.split("\\.", -1);
        assertThat(mail.subject() + mail.messageId() + mail.from() + mail.fromName() + mail.bounces())
                .doesNotContain(parts[1], parts[2]);
    }

    @Test
    void capitals_and_spaces_around_a_token_are_taken() {
        Secret token = portal.linkFor(recupera);

        assertThat(recupera.passwords().open(Secret.of("  " + token.reveal().toUpperCase(Locale.ROOT) + " ")))
                .isInstanceOf(OpenOutcome.Open.class);
    }

    @Test
    void a_link_of_one_portal_is_unknown_to_another_on_the_same_stores() {
        Secret token = portal.linkFor(recupera);
        Profile other = Profile.fromResource(PasswordRecoveryTest.class, "other-portal.json")
                .withBaseUrl(java.net.URI.create("https://otro.example"))
                .withSender(ANAS_ADDRESS);
        Recupera elsewhere = Recupera.forPortal(other)
                .users(portal.accounts)
                .passwords(portal.accounts)
                .tokens(portal.tokens)
                .queue(portal.queue)
                .attempts(portal.attempts)
                .mail(portal.mailbox)
                .sessions(portal.sessions)
                .keys(KeyRing.of(Secret.of(TestPortal.SECRET)))
                .clock(portal.clock)
                .build();

        assertThat(elsewhere.passwords().open(token))
                .isInstanceOfSatisfying(
                        LinkRefused.class, why -> assertThat(why.reason()).isEqualTo(LinkRefusal.UNKNOWN));
    }

    @Test
    void every_refusal_says_what_happened_in_the_portals_language() {
        assertThat(LinkRefusal.values())
                .allSatisfy(reason -> assertThat(
                                portal.profile.message(reason.code(), Map.of()).text())
                        .isNotBlank());
    }

    private void assertRefused(Secret token, LinkRefusal reason) {
        assertThat(recupera.passwords().open(token)).isInstanceOfSatisfying(LinkRefused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.message().code()).isEqualTo(reason.code());
        });
    }
}
