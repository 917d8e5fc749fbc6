package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recupera.TestPortal.ANA;
import static org.recupera.TestPortal.ANAS_ADDRESS;
import static org.recupera.TestPortal.NEW_PASSWORD;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.port.AccountId;
import org.recupera.port.Event;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PasswordChange;
import org.recupera.port.PasswordStore;
import org.recupera.port.PortException;
import org.recupera.port.Secret;
import org.recupera.profile.Profile;
import org.recupera.recovery.ChangeOutcome;

/** What follows a password change, and what it leaves alone. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AfterChangeTest {

    private static final AccountId ADMINISTRATOR = new AccountId("administradora-7");

    private final TestPortal portal = new TestPortal();

    private ChangeOutcome change(Recupera recupera) {
        ChangeOutcome outcome = TestPortal.change(recupera.passwords(), portal.linkFor(recupera));
        recupera.drain();
        return outcome;
    }

    private List<String> addressesTold() {
        return portal.mailbox.take().stream()
                .map(mail -> mail.to().value())
                .sorted()
                .toList();
    }

    @Test
    void an_address_that_was_replaced_lately_is_told_too() {
        portal.accounts.update(
                portal.id, TestPortal.ana().formerEmail("ana@antes.example").build());

        change(portal.builder().build());

        assertThat(addressesTold()).containsExactly(ANAS_ADDRESS.value(), "ana@antes.example");
    }

    @ParameterizedTest
    @CsvSource({"ANA.PEREZ@EMPRESA.example", "no es una dirección", "''"})
    void a_former_address_that_is_the_present_one_or_none_is_not_told(String former) {
        portal.accounts.update(portal.id, TestPortal.ana().formerEmail(former).build());

        change(portal.builder().build());

        assertThat(addressesTold()).containsExactly(ANAS_ADDRESS.value());
    }

    @Test
    void a_link_is_never_mailed_to_the_former_address() {
        portal.accounts.update(
                portal.id, TestPortal.ana().formerEmail("ana@antes.example").build());

        portal.request(portal.builder().build(), "ana.perez");

        assertThat(addressesTold()).containsExactly(ANAS_ADDRESS.value());
    }

    @Test
    void who_signs_in_after_the_change_stays_in_however_late_the_sessions_before_it_end() {
        Recupera recupera = portal.builder().build();
        portal.sessions.begin(portal.id, ANA, "before", portal.clock.instant());
        Secret token = portal.linkFor(recupera);
        portal.pass(Duration.ofSeconds(1));
        TestPortal.change(recupera.passwords(), token);
        portal.pass(Duration.ofSeconds(5));
        portal.sessions.begin(portal.id, ANA, "after", portal.clock.instant());
        portal.pass(Duration.ofSeconds(5));

        recupera.drain();

        assertThat(portal.sessions.isOpen("before")).isFalse();
        assertThat(portal.sessions.isOpen("after")).isTrue();
    }

    @Test
    void nobodys_mailbox_is_filled_by_an_account_that_once_named_it() {
        portal.accounts.update(
                portal.id, TestPortal.ana().formerEmail("ana@antes.example").build());
        Recupera recupera = portal.builder().build();

        for (int changes = 0; changes < 3; changes++) {
            change(recupera);
            assertThat(addressesTold())
                    .isEqualTo(
                            changes == 0
                                    ? List.of(ANAS_ADDRESS.value(), "ana@antes.example")
                                    : List.of(ANAS_ADDRESS.value()));
            portal.pass(Duration.ofMinutes(11));
        }
        portal.pass(Duration.ofMinutes(30));
        change(recupera);
        assertThat(addressesTold()).contains("ana@antes.example");
    }

    @Test
    void both_notices_are_tried_again_each_with_its_own_Message_ID() {
        portal.accounts.update(
                portal.id, TestPortal.ana().formerEmail("ana@antes.example").build());
        Secret token = portal.linkFor(portal.builder().build());
        List<OutgoingMail> tried = new ArrayList<>();
        Recupera recupera = portal.builder()
                .mail(mail -> {
                    tried.add(mail);
                    return tried.size() <= 2
                            ? new MailSender.Result.Deferred("451 later", null)
                            : new MailSender.Result.Accepted();
                })
                .build();

        TestPortal.change(recupera.passwords(), token);
        recupera.drain();
        portal.pass(Duration.ofMinutes(1));
        recupera.drain();

        assertThat(tried).hasSize(4);
        assertThat(tried.stream().map(OutgoingMail::messageId).distinct()).hasSize(2);
    }

    @Test
    void a_lock_stays_unless_the_profile_says_otherwise() {
        assertThat(seenBy(Profiles.named("honducompras")).clearsGuessLock()).isFalse();
        assertThat(seenBy(Profiles.honducomprasWith(profile -> profile.put("locks", "keep")))
                        .clearsGuessLock())
                .isFalse();
        assertThat(seenBy(Profiles.honducomprasWith(profile -> profile.put("locks", "clear-guess-lock")))
                        .clearsGuessLock())
                .isTrue();
    }

    private static PasswordChange seenBy(Profile profile) {
        TestPortal portal = new TestPortal(profile);
        List<PasswordChange> seen = new ArrayList<>();
        PasswordStore recording = change -> {
            seen.add(change);
            return portal.accounts.replace(change);
        };
        Recupera recupera = portal.builder().passwords(recording).build();
        TestPortal.change(recupera.passwords(), portal.linkFor(recupera));
        assertThat(seen).hasSize(1);
        return seen.get(0);
    }

    @Test
    void a_second_factor_is_announced_and_not_skipped() {
        portal.accounts.update(portal.id, TestPortal.ana().secondFactor(true).build());

        assertThat(change(portal.builder().build())).isInstanceOfSatisfying(ChangeOutcome.Changed.class, changed -> {
            assertThat(changed.secondFactor()).isTrue();
            assertThat(changed.message().code()).isEqualTo("password.changed-second-factor");
        });
        assertThat(portal.accounts.byId(portal.id, ANA).orElseThrow().secondFactor())
                .isTrue();
    }

    @Test
    void a_registry_that_fails_is_seen_and_tried_again_and_undoes_nothing() {
        List<String> calls = new ArrayList<>();
        Recupera recupera = portal.builder()
                .sessions((id, account, before) -> {
                    calls.add(account.value());
                    if (calls.size() == 1) {
                        throw new PortException("sessions: down", null);
                    }
                    portal.sessions.endSessions(id, account, before);
                })
                .build();

        assertThat(change(recupera)).isInstanceOf(ChangeOutcome.Changed.class);

        assertThat(portal.signsIn(NEW_PASSWORD)).isTrue();
        assertThat(portal.eventTypes()).contains(Event.Type.WORK_RETRIED).doesNotContain(Event.Type.SESSIONS_ENDED);
        portal.pass(Duration.ofMinutes(1));
        recupera.drain();
        assertThat(calls).hasSize(2);
        assertThat(portal.eventTypes()).contains(Event.Type.SESSIONS_ENDED);
    }

    @Test
    void an_administrator_starts_a_reset_and_learns_nothing() {
        Recupera recupera = portal.builder().build();

        recupera.passwords().startReset(ANA, ADMINISTRATOR);
        recupera.drain();

        OutgoingMail mail = portal.onlyMail();
        assertThat(mail.to()).isEqualTo(ANAS_ADDRESS);
        assertThat(portal.events)
                .filteredOn(event -> event.type() == Event.Type.RESET_STARTED)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.account()).contains(ANA);
                    assertThat(event.details()).containsOnlyKeys("administrator");
                    assertThat(event.toString()).doesNotContain(ADMINISTRATOR.value());
                });
        assertThat(portal.signsIn(TestPortal.OLD_PASSWORD)).isTrue();
        assertThat(TestPortal.change(recupera.passwords(), TestPortal.tokenIn(mail)))
                .isInstanceOf(ChangeOutcome.Changed.class);
    }

    @Test
    void a_reset_keeps_to_the_rules_of_the_account() {
        Recupera recupera = portal.builder().build();
        Secret own = portal.linkFor(recupera);

        recupera.passwords().startReset(ANA, ADMINISTRATOR);
        recupera.drain();
        assertThat(portal.mailbox.take()).as("within the quiet window").isEmpty();
        portal.pass(Duration.ofMinutes(1));
        recupera.passwords().startReset(ANA, ADMINISTRATOR);
        recupera.passwords().startReset(ANA, ADMINISTRATOR);
        recupera.drain();
        assertThat(TestPortal.tokenIn(portal.onlyMail()).reveal()).isEqualTo(own.reveal());
    }

    @Test
    void a_reset_of_an_account_that_gets_no_mail_is_an_event() {
        portal.accounts.update(portal.id, TestPortal.ana().enabled(false).build());
        Recupera recupera = portal.builder().build();

        recupera.passwords().startReset(ANA, ADMINISTRATOR);
        recupera.passwords().startReset(new AccountId("nadie"), ADMINISTRATOR);
        recupera.drain();

        assertThat(portal.mailbox.take()).isEmpty();
        assertThat(portal.eventTypes()).contains(Event.Type.ACCOUNT_NOT_SERVED, Event.Type.ACCOUNT_UNKNOWN);
    }
}
