package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.recupera.TestPortal.CLIENT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.key.KeyRing;
import org.recupera.memory.InMemoryAttemptLog;
import org.recupera.memory.InMemorySecurityQuestions;
import org.recupera.memory.InMemoryTokenStore;
import org.recupera.memory.InMemoryWorkQueue;
import org.recupera.password.Argon2id;
import org.recupera.port.DeadLetter;
import org.recupera.port.Event;
import org.recupera.port.IdentifierKind;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;
import org.recupera.recovery.ChangeOutcome;

/** A mail server refuses for good, an operator has that mended, and what was given up is tried again. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeadLettersTest {

    private final TestPortal portal = new TestPortal();
    private final List<OutgoingMail> refused = new ArrayList<>();
    private boolean refusing = true;
    private final Recupera recupera = portal.builder().mail(this::send).build();

    @Test
    void a_refused_link_mail_is_mailed_as_it_was_once_it_is_requeued() {
        portal.request(recupera, "ana.perez");
        DeadLetter letter = onlyLetter();
        assertThat(letter.reason()).isEqualTo("550 policy");
        // Whole names: the three letters alone may stand in a random identifier.
        assertThat(letter.toString()).doesNotContainIgnoringCase("ana.perez", "Ana ", "Pérez");

        refusing = false;
        portal.pass(Duration.ofHours(2));
        assertThat(recupera.requeue(letter)).isTrue();
        recupera.drain();

        OutgoingMail mail = portal.onlyMail();
        assertThat(mail.messageId()).isEqualTo(refused.get(0).messageId());
        assertThat(mail.date()).isEqualTo(refused.get(0).date());
        assertThat(TestPortal.tokenIn(mail)).isEqualTo(TestPortal.tokenIn(refused.get(0)));
        assertThat(TestPortal.change(recupera.passwords(), TestPortal.tokenIn(mail)))
                .isInstanceOf(ChangeOutcome.Changed.class);
        assertThat(recupera.deadLetters(null, 10)).isEmpty();
    }

    @Test
    void a_requeued_link_that_has_died_meanwhile_is_dropped_with_its_reason() {
        portal.request(recupera, "ana.perez");
        refusing = false;
        portal.pass(Duration.ofHours(25));

        assertThat(recupera.requeue(onlyLetter())).isTrue();
        recupera.drain();

        assertThat(portal.mailbox.take()).isEmpty();
        assertThat(recupera.queueStatus().waiting()).isZero();
        assertThat(recupera.deadLetters(null, 10)).isEmpty();
        assertThat(portal.events)
                .filteredOn(event -> event.type() == Event.Type.MAIL_DROPPED)
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("reason", "link.expired"));
    }

    @Test
    void the_usernames_that_somebody_asked_for_are_mailed_as_they_would_have_been() {
        TestPortal byMail = new TestPortal();
        Recupera names = byMail.builder()
                .mail(mail -> {
                    refused.add(mail);
                    return refusing ? new MailSender.Result.Rejected("550 policy") : byMail.mailbox.send(mail);
                })
                .build();
        names.usernames().request(IdentifierKind.EMAIL, TestPortal.ANAS_ADDRESS.value(), CLIENT);
        names.drain();
        refusing = false;
        byMail.pass(Duration.ofDays(3));

        assertThat(names.requeue(names.deadLetters(null, 1).get(0))).isTrue();
        names.drain();

        OutgoingMail mail = byMail.onlyMail();
        assertThat(mail.messageId()).isEqualTo(refused.get(0).messageId());
        assertThat(mail.date()).isEqualTo(refused.get(0).date());
    }

    @Test
    void what_goes_on_failing_has_another_day_and_is_given_up_again() {
        portal.request(recupera, "ana.perez");
        TestPortal.change(recupera.passwords(), TestPortal.tokenIn(refused.get(0)));
        portal.pass(Duration.ofMinutes(10));
        recupera.drain();
        List<DeadLetter> first = recupera.deadLetters(null, 10);
        assertThat(first).hasSize(2);

        portal.pass(Duration.ofDays(2));
        DeadLetter notice = first.get(1);
        assertThat(recupera.requeue(notice)).isTrue();
        recupera.drain();

        assertThat(recupera.deadLetters(first.get(0), 10))
                .singleElement()
                .returns(notice.id(), DeadLetter::id)
                .returns(notice.attempts() + 1, DeadLetter::attempts)
                .returns(portal.clock.instant(), DeadLetter::deadAt);
    }

    @Test
    void requeueing_is_an_event_and_happens_once() {
        portal.request(recupera, "ana.perez");
        DeadLetter letter = onlyLetter();

        assertThat(recupera.requeue(letter)).isTrue();
        assertThat(recupera.requeue(letter)).as("it is under way").isFalse();

        assertThat(portal.events)
                .filteredOn(event -> event.type() == Event.Type.WORK_REQUEUED)
                .singleElement()
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("work", letter.kind())
                        .containsEntry("reason", "550 policy"));
    }

    @Test
    void a_link_that_a_newer_request_has_mailed_is_not_mailed_again() {
        portal.request(recupera, "ana.perez");
        DeadLetter letter = onlyLetter();
        refusing = false;
        portal.pass(Duration.ofMinutes(20));
        portal.request(recupera, "ana.perez");
        assertThat(portal.mailbox.take()).hasSize(1);

        assertThat(recupera.requeue(letter)).isTrue();
        recupera.drain();

        assertThat(portal.mailbox.take()).isEmpty();
    }

    @Test
    void a_letter_of_another_portal_is_refused() {
        portal.request(recupera, "ana.perez");
        DeadLetter letter = onlyLetter();
        DeadLetter elsewhere = new DeadLetter(
                letter.id(),
                new PortalId("secop-ii"),
                letter.kind(),
                letter.key(),
                letter.attempts(),
                letter.reason(),
                letter.acceptedAt(),
                letter.deadAt());

        assertThatIllegalArgumentException().isThrownBy(() -> recupera.requeue(elsewhere));
        assertThat(recupera.queueStatus().dead()).isEqualTo(1);
    }

    @Test
    void without_dead_letters_plugged_in_the_builder_is_named() {
        Recupera without = Recupera.forPortal(portal.profile)
                .users(portal.accounts)
                .passwords(portal.accounts)
                .tokens(InMemoryTokenStore.create())
                .queue(InMemoryWorkQueue.create())
                .attempts(InMemoryAttemptLog.create())
                .mail(portal.mailbox)
                .sessions(portal.sessions)
                .keys(KeyRing.of(Secret.of(TestPortal.SECRET)))
                .securityQuestions(InMemorySecurityQuestions.create(), Argon2id.standard())
                .build();

        assertThatIllegalStateException()
                .isThrownBy(() -> without.deadLetters(null, 1))
                .withMessageContaining("deadLetters(DeadLetters)");
    }

    private DeadLetter onlyLetter() {
        List<DeadLetter> letters = recupera.deadLetters(null, 10);
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    private MailSender.Result send(OutgoingMail mail) {
        if (refusing) {
            refused.add(mail);
            return new MailSender.Result.Rejected("550 policy");
        }
        return portal.mailbox.send(mail);
    }
}
