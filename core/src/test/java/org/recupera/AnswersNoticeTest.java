package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.recupera.TestPortal.ANA;
import static org.recupera.TestPortal.ANAS_ADDRESS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.memory.InMemorySecurityQuestions;
import org.recupera.port.AccountId;
import org.recupera.port.HashedAnswer;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PasswordHash;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;
import org.recupera.port.SecurityQuestions;
import org.recupera.recovery.EnrolmentOutcome;
import org.recupera.recovery.Limited;

/** Whose answers to security questions were replaced hears of it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AnswersNoticeTest {

    private static final Map<String, Secret> SCHOOL = Map.of("first-school", Secret.of("Escuela Morazán"));
    private static final Map<String, Secret> PET = Map.of("first-pet", Secret.of("Canario"));

    private final TestPortal portal = new TestPortal(Profiles.honducomprasWith(profile -> {
        ObjectNode asked = profile.putObject("securityQuestion").put("mode", "after-link");
        asked.putArray("questions").add("first-school").add("first-pet");
        asked.putObject("tries").put("attempts", 5).put("window", "PT24H");
        asked.putObject("case")
                .put("system", "HonduCompras 2.0")
                .put("type", "Solicitud o duda")
                .put("subject", "Recuperación de contraseña");
    }));
    private final InMemorySecurityQuestions kept = InMemorySecurityQuestions.create();

    private RecuperaBuilder builder(SecurityQuestions questions) {
        return portal.builder().securityQuestions(questions, new TestPortal.TestHash());
    }

    private List<OutgoingMail> mailsAfter(Recupera recupera) {
        recupera.drain();
        portal.assertNothingBroke();
        return portal.mailbox.take();
    }

    @Test
    void it_goes_to_the_address_on_file_and_says_neither_question_nor_answer() {
        Recupera recupera = builder(kept).build();

        recupera.questions().enrol(ANA, SCHOOL);

        assertThat(mailsAfter(recupera)).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo(ANAS_ADDRESS);
            assertThat(mail.subject()).isEqualTo("HonduCompras: sus preguntas de seguridad fueron cambiadas");
            assertThat(mail.text())
                    .contains("Ana.Perez", "Si no fue usted", "Avise a soporte")
                    .doesNotContainIgnoringCase("escuela")
                    .doesNotContain("token=");
            assertThat(mail.automatic()).isTrue();
        });
    }

    @Test
    void an_address_that_was_replaced_lately_is_told_too() {
        portal.accounts.update(
                portal.id, TestPortal.ana().formerEmail("ana@antes.example").build());
        Recupera recupera = builder(kept).build();

        recupera.questions().enrol(ANA, SCHOOL);

        assertThat(mailsAfter(recupera))
                .extracting(mail -> mail.to().value())
                .containsExactlyInAnyOrder(ANAS_ADDRESS.value(), "ana@antes.example");
    }

    @Test
    void answers_that_are_forgotten_are_told_as_well() {
        Recupera recupera = builder(kept).build();
        recupera.questions().enrol(ANA, SCHOOL);
        mailsAfter(recupera);

        recupera.questions().enrol(ANA, Map.of());

        assertThat(mailsAfter(recupera)).hasSize(1);
    }

    @Test
    void what_was_not_kept_is_told_to_nobody() {
        Recupera recupera = builder(new FailingQuestions(false)).build();
        assertThatThrownBy(() -> recupera.questions().enrol(ANA, SCHOOL)).isInstanceOf(PortException.class);

        assertThat(mailsAfter(recupera)).isEmpty();
        portal.pass(Duration.ofMinutes(6));

        assertThat(mailsAfter(recupera)).isEmpty();
        assertThat(recupera.queueStatus().waiting()).isZero();
    }

    @Test
    void what_was_kept_is_told_though_the_portal_never_heard_that_it_was() {
        Recupera recupera = builder(new FailingQuestions(true)).build();
        assertThatThrownBy(() -> recupera.questions().enrol(ANA, SCHOOL)).isInstanceOf(PortException.class);

        assertThat(mailsAfter(recupera)).hasSize(1);
    }

    @Test
    void answers_that_are_still_being_kept_when_the_worker_looks_are_told_once_they_are() {
        List<Recupera> worker = new ArrayList<>();
        Recupera recupera = builder(new FailingQuestions(true) {
                    @Override
                    public void replace(PortalId owner, AccountId account, List<HashedAnswer> answers) {
                        worker.get(0).drain();
                        kept.replace(owner, account, answers);
                    }
                })
                .build();
        worker.add(recupera);
        recupera.questions().enrol(ANA, SCHOOL);
        assertThat(mailsAfter(recupera)).as("within the pause").isEmpty();

        portal.pass(Duration.ofSeconds(1));

        assertThat(mailsAfter(recupera)).hasSize(1);
    }

    @Test
    void a_former_address_is_told_once_an_hour_however_often_answers_are_replaced() {
        portal.accounts.update(
                portal.id, TestPortal.ana().formerEmail("ana@antes.example").build());
        Recupera recupera = builder(kept).build();
        recupera.questions().enrol(ANA, SCHOOL);
        assertThat(mailsAfter(recupera)).hasSize(2);

        portal.pass(Duration.ofMinutes(5));
        recupera.questions().enrol(ANA, PET);

        assertThat(mailsAfter(recupera)).extracting(OutgoingMail::to).containsExactly(TestPortal.ANAS_ADDRESS);
        assertThat(recupera.queueStatus().waiting()).isZero();
    }

    @Test
    void a_notice_that_is_tried_again_is_the_same_mail() {
        List<OutgoingMail> tried = new ArrayList<>();
        Recupera recupera = builder(kept)
                .mail(mail -> {
                    tried.add(mail);
                    return tried.size() == 1
                            ? new MailSender.Result.Deferred("451 later", null)
                            : new MailSender.Result.Accepted();
                })
                .build();

        recupera.questions().enrol(ANA, SCHOOL);
        recupera.drain();
        portal.pass(Duration.ofMinutes(1));
        recupera.drain();

        assertThat(tried).hasSize(2);
        assertThat(tried.get(1).messageId()).isEqualTo(tried.get(0).messageId());
        assertThat(tried.get(1).text()).isEqualTo(tried.get(0).text());
    }

    @Test
    void whoever_replaces_answers_time_and_again_before_the_worker_looks_is_told_of() {
        Recupera recupera = builder(kept).build();
        int enrolled = 0;
        for (int i = 0; i < 30; i++) {
            enrolled +=
                    recupera.questions().enrol(ANA, i % 2 == 0 ? Map.of() : PET) instanceof EnrolmentOutcome.Enrolled
                            ? 1
                            : 0;
            portal.pass(Duration.ofMillis(1));
        }

        assertThat(enrolled).isEqualTo(20);
        assertThat(mailsAfter(recupera)).hasSizeBetween(1, 20);
    }

    @Test
    void a_notice_that_waits_is_mailed_though_the_answer_was_hashed_anew_meanwhile() {
        AtomicInteger tries = new AtomicInteger();
        Recupera recupera = builder(kept)
                .mail(mail -> tries.incrementAndGet() == 1
                        ? new MailSender.Result.Deferred("451 later", null)
                        : portal.mailbox.send(mail))
                .build();
        recupera.questions().enrol(ANA, SCHOOL);
        recupera.drain();

        kept.rehash(portal.id, ANA, kept.of(portal.id, ANA).get(0), "test:dearer");
        portal.pass(Duration.ofMinutes(6));

        assertThat(mailsAfter(recupera)).hasSize(1);
    }

    @Test
    void who_enrols_too_often_is_told_to_wait_before_anything_is_hashed() {
        AtomicInteger hashed = new AtomicInteger();
        PasswordHash counting = mock(PasswordHash.class, delegatesTo(new TestPortal.TestHash()));
        doAnswer(call -> {
                    hashed.incrementAndGet();
                    return "test:x" + hashed.get();
                })
                .when(counting)
                .hash(any());
        Recupera recupera = portal.builder().securityQuestions(kept, counting).build();
        for (int i = 0; i < 20; i++) {
            assertThat(recupera.questions().enrol(ANA, SCHOOL)).isInstanceOf(EnrolmentOutcome.Enrolled.class);
        }

        assertThat(recupera.questions().enrol(ANA, SCHOOL))
                .asInstanceOf(type(Limited.class))
                .satisfies(limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofMinutes(3)));
        assertThat(hashed.get()).isEqualTo(20);
        assertThat(recupera.questions().enrol(new AccountId("berta"), SCHOOL))
                .as("somebody else")
                .isInstanceOf(EnrolmentOutcome.Enrolled.class);
    }

    @Test
    void where_there_is_no_memory_to_hash_answers_nothing_is_kept_and_the_person_waits() {
        PasswordHash full = mock(PasswordHash.class, delegatesTo(new TestPortal.TestHash()));
        doThrow(PortException.busy("argon2: full", null)).when(full).hash(any());
        Recupera recupera = portal.builder().securityQuestions(kept, full).build();

        assertThat(recupera.questions().enrol(ANA, SCHOOL)).isInstanceOf(Limited.class);

        assertThat(kept.of(portal.id, ANA)).isEmpty();
        assertThat(mailsAfter(recupera)).isEmpty();
    }

    /** Fails, before or after it keeps what it is given. */
    private class FailingQuestions implements SecurityQuestions {

        private final boolean keeps;

        private FailingQuestions(boolean keeps) {
            this.keeps = keeps;
        }

        @Override
        public List<HashedAnswer> of(PortalId owner, AccountId account) {
            return kept.of(owner, account);
        }

        @Override
        public void replace(PortalId owner, AccountId account, List<HashedAnswer> answers) {
            if (keeps) {
                kept.replace(owner, account, answers);
            }
            throw new PortException("security questions: replace: the connection was lost", null);
        }

        @Override
        public void rehash(PortalId owner, AccountId account, HashedAnswer seen, String hash) {
            kept.rehash(owner, account, seen, hash);
        }
    }
}
