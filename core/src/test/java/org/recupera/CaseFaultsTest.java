package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.recupera.CasePortal.REQUESTER;
import static org.recupera.CasePortal.file;
import static org.recupera.CasePortal.submission;
import static org.recupera.TestPortal.CLIENT;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.attachment.Upload;
import org.recupera.conformancecheck.AroundCaseStore;
import org.recupera.port.AttemptLog;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.Event;
import org.recupera.port.FileContents;
import org.recupera.port.Filing;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;
import org.recupera.ticket.FilingOutcome;
import org.recupera.ticket.Submission;

/** Stores and mail servers that fail while a case is filed: nothing is lost, and nothing comes twice. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CaseFaultsTest {

    private final CasePortal portal = new CasePortal("honducompras");

    /** What a call of a store meets. */
    private enum Fault {
        NONE,
        BEFORE_WRITING,
        AFTER_WRITING
    }

    @Test
    void a_store_that_fails_before_it_wrote_leaves_no_case_and_no_mail() {
        Recupera recupera = failing(Fault.BEFORE_WRITING);
        String id = recupera.cases().newSubmissionId();

        assertThatThrownBy(() ->
                        recupera.cases().file(submission(recupera.cases(), id).build(), CLIENT))
                .isInstanceOf(PortException.class);
        assertThat(portal.mailsWithin(recupera, Duration.ofMinutes(10))).isEmpty();
        assertThat(portal.all()).isEmpty();
        assertThat(recupera.queueStatus().waiting()).isZero();

        assertThat(recupera.cases().file(submission(recupera.cases(), id).build(), CLIENT))
                .isInstanceOf(FilingOutcome.Filed.class);
        assertThat(portal.mailsWithin(recupera, Duration.ofMinutes(10))).hasSize(1);
    }

    @Test
    void the_longer_a_store_has_not_written_a_case_the_less_often_it_is_looked_for() {
        int[] looks = {0};
        Recupera recupera = portal.builder()
                .cases(new AroundCaseStore(portal.store) {
                    @Override
                    public Filing file(SupportCase filed, FileContents contents) {
                        throw new PortException("case store: file: the connection was lost", null);
                    }

                    @Override
                    public Optional<Filing.Repeated> filed(PortalId id, String submission) {
                        looks[0]++;
                        return super.filed(id, submission);
                    }
                })
                .build();
        assertThatThrownBy(() -> file(recupera)).isInstanceOf(PortException.class);
        looks[0] = 0;

        for (int second = 0; second < 400; second++) {
            recupera.drain();
            portal.portal.pass(Duration.ofSeconds(1));
        }

        assertThat(looks[0]).isBetween(15, 40);
        assertThat(recupera.queueStatus().waiting()).isZero();
    }

    @Test
    void a_store_whose_answer_is_lost_has_the_case_and_the_requester_the_mail() {
        Recupera recupera = failing(Fault.AFTER_WRITING);
        String id = recupera.cases().newSubmissionId();

        assertThatThrownBy(() ->
                        recupera.cases().file(submission(recupera.cases(), id).build(), CLIENT))
                .isInstanceOf(PortException.class);
        List<OutgoingMail> mails = new ArrayList<>(portal.mails(recupera));
        CaseNumber number = portal.only().number();
        assertThat(mails)
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains(number.value()));

        assertThat(recupera.cases().file(submission(recupera.cases(), id).build(), CLIENT))
                .isInstanceOfSatisfying(FilingOutcome.Filed.class, again -> {
                    assertThat(again.number()).isEqualTo(number);
                    assertThat(again.repeated()).isTrue();
                });
        assertThat(portal.mailsWithin(recupera, Duration.ofMinutes(10))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6})
    void a_store_that_is_slow_neither_loses_nor_doubles_the_mail(int minutes) {
        Recupera[] itself = new Recupera[1];
        itself[0] = portal.builder()
                .cases(new AroundCaseStore(portal.store) {
                    @Override
                    public Filing file(SupportCase filed, FileContents contents) {
                        portal.portal.pass(Duration.ofMinutes(minutes));
                        itself[0].drain();
                        Filing filing = super.file(filed, contents);
                        portal.portal.pass(Duration.ofMinutes(1));
                        itself[0].drain();
                        return filing;
                    }
                })
                .build();

        assertThat(file(itself[0])).isInstanceOf(FilingOutcome.Filed.class);

        assertThat(portal.mailsWithin(itself[0], Duration.ofMinutes(10))).hasSize(1);
        assertThat(itself[0].queueStatus().waiting()).isZero();
    }

    @Test
    void the_last_mail_of_a_mailboxs_budget_confirms_though_its_order_could_not_be_placed_at_once() {
        CasePortal once = new CasePortal(Profiles.honducomprasWith(profile -> profile.withObject("/limits")
                .putObject("destination")
                .put("attempts", 1)
                .put("window", "PT1H")));
        Recupera recupera = once.builder()
                .queue(once.portal.queueThatFailsOnceAt("case-confirmation"))
                .build();

        file(recupera);
        assertThat(once.mails(recupera)).isEmpty();

        assertThat(once.mailsWithin(recupera, Duration.ofMinutes(10))).hasSize(1);
    }

    @Test
    void a_node_whose_clock_is_ahead_gives_up_early_and_loses_no_mail() {
        Recupera ahead = portal.builder().build();
        Recupera behind = portal.builder()
                .clock(Clock.offset(portal.portal.clock, Duration.ofSeconds(-20)))
                .cases(new AroundCaseStore(portal.store) {
                    @Override
                    public Filing file(SupportCase filed, FileContents contents) {
                        portal.portal.pass(Duration.ofMinutes(5).minusSeconds(20));
                        ahead.drain();
                        return super.file(filed, contents);
                    }
                })
                .build();

        file(behind);

        assertThat(portal.mailsWithin(ahead, Duration.ofMinutes(10))).hasSize(1);
    }

    @Test
    void what_was_filed_is_told_as_filed_even_if_it_would_be_refused_by_now() {
        Recupera recupera = failing(Fault.AFTER_WRITING);
        String id = recupera.cases().newSubmissionId();
        assertThatThrownBy(() ->
                        recupera.cases().file(submission(recupera.cases(), id).build(), CLIENT))
                .isInstanceOf(PortException.class);

        FilingOutcome again = recupera.cases()
                .file(
                        Submission.of(id, "another version")
                                .values(CasePortal.filledIn(recupera.cases()))
                                .build(),
                        CLIENT);

        assertThat(again).isInstanceOfSatisfying(FilingOutcome.Filed.class, filed -> {
            assertThat(filed.repeated()).isTrue();
            assertThat(filed.number()).isEqualTo(portal.only().number());
            assertThat(filed.message().text())
                    .contains(portal.only().number().value(), "Lo que haya cambiado desde entonces no está en el caso");
        });
    }

    @Test
    void a_repeated_form_leaves_nothing_waiting() {
        Recupera recupera = portal.builder().build();
        String id = recupera.cases().newSubmissionId();
        recupera.cases().file(submission(recupera.cases(), id).build(), CLIENT);
        recupera.cases().file(submission(recupera.cases(), id).build(), CLIENT);

        recupera.drain();

        assertThat(recupera.queueStatus().waiting()).isZero();
    }

    @Test
    void uploads_are_closed_when_the_limits_cannot_be_asked() {
        AttemptLog broken = mock(AttemptLog.class, call -> {
            throw new PortException("attempt log: gone", null);
        });
        Recupera recupera = portal.builder().attempts(broken).build();
        boolean[] closed = {false};
        InputStream stream = new ByteArrayInputStream(new byte[10]) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        assertThatThrownBy(() -> recupera.cases()
                        .file(
                                submission(recupera.cases(), "x")
                                        .uploads(List.of(Upload.of("a.png", stream)))
                                        .build(),
                                CLIENT))
                .isInstanceOf(PortException.class);
        assertThat(closed[0]).isTrue();
    }

    @Test
    void a_number_that_is_taken_is_drawn_anew() {
        Deque<Filing> answers = new ArrayDeque<>(List.of(new Filing.NumberTaken(), new Filing.NumberTaken()));
        Recupera recupera = portal.builder()
                .cases(new AroundCaseStore(portal.store) {
                    @Override
                    public Filing file(SupportCase filed, FileContents contents) {
                        return answers.isEmpty() ? super.file(filed, contents) : answers.pop();
                    }
                })
                .build();

        assertThat(file(recupera)).isInstanceOf(FilingOutcome.Filed.class);
        assertThat(portal.mailsWithin(recupera, Duration.ofMinutes(10))).hasSize(1);
    }

    @Test
    void where_every_number_that_is_drawn_is_taken_nothing_is_filed_and_somebody_hears_of_it() {
        int[] drawn = {0};
        Recupera recupera = portal.builder()
                .cases(new AroundCaseStore(portal.store) {
                    @Override
                    public Filing file(SupportCase filed, FileContents contents) {
                        drawn[0]++;
                        return new Filing.NumberTaken();
                    }
                })
                .build();

        assertThatThrownBy(() -> file(recupera)).isInstanceOf(PortException.class);

        assertThat(drawn[0]).isEqualTo(20);
        assertThat(portal.all()).isEmpty();
        assertThat(portal.mailsWithin(recupera, Duration.ofMinutes(10))).isEmpty();
    }

    @Test
    void a_store_that_answers_like_a_desk_is_not_believed() {
        Recupera recupera = portal.builder()
                .cases(new AroundCaseStore(portal.store) {
                    @Override
                    public Filing file(SupportCase filed, FileContents contents) {
                        return new Filing.Deferred("later", null);
                    }
                })
                .build();

        assertThatThrownBy(() -> file(recupera)).isInstanceOf(PortException.class);
    }

    @Test
    void a_mail_server_that_is_down_for_an_hour_costs_time_and_nothing_else() {
        List<OutgoingMail> tried = new ArrayList<>();
        boolean[] down = {true};
        Recupera recupera = portal.builder()
                .mail(mail -> {
                    tried.add(mail);
                    return down[0]
                            ? new MailSender.Result.Deferred("421 not now", null)
                            : new MailSender.Result.Accepted();
                })
                .build();

        file(recupera);
        portal.mailsWithin(recupera, Duration.ofHours(1));
        down[0] = false;
        portal.mailsWithin(recupera, Duration.ofMinutes(16));

        assertThat(tried).hasSizeGreaterThan(3);
        assertThat(tried)
                .extracting(OutgoingMail::messageId)
                .containsOnly(tried.get(0).messageId());
        assertThat(tried)
                .extracting(OutgoingMail::text)
                .containsOnly(tried.get(0).text());
        assertThat(portal.portal.eventTypes()).containsOnlyOnce(Event.Type.MAIL_ACCEPTED);
        assertThat(recupera.queueStatus().waiting()).isZero();
    }

    @Test
    void an_answer_that_nobody_came_to_mail_for_a_day_is_tried_for_a_day_all_the_same() {
        Recupera recupera = portal.builder().build();
        file(recupera);
        portal.mails(recupera);
        Deque<MailSender.Result> results =
                new ArrayDeque<>(List.of(new MailSender.Result.Deferred("421 not now", null)));
        Recupera later = portal.builder()
                .mail(mail -> results.isEmpty() ? portal.portal.mailbox.send(mail) : results.pop())
                .build();

        later.cases().desk().answer(portal.only().number(), 0, "Ya puede ingresar.", null);
        portal.portal.pass(Duration.ofHours(25));

        assertThat(portal.mails(later)).isEmpty();
        portal.portal.pass(Duration.ofMinutes(1));
        assertThat(portal.mails(later))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("Ya puede ingresar."));
        assertThat(portal.portal.eventTypes()).doesNotContain(Event.Type.WORK_DEAD);
    }

    @Test
    void an_answer_whose_keeping_failed_is_mailed_to_nobody() {
        boolean[] broken = {true};
        Recupera recupera = portal.builder()
                .cases(new AroundCaseStore(portal.store) {
                    @Override
                    public boolean append(SupportCase seen, CaseMessage message) {
                        if (broken[0]) {
                            throw new PortException("case store: append: gone", null);
                        }
                        return super.append(seen, message);
                    }
                })
                .build();
        file(recupera);
        CaseNumber number = portal.only().number();
        portal.mails(recupera);

        assertThatThrownBy(() -> recupera.cases().desk().answer(number, 0, "Primera", null))
                .isInstanceOf(PortException.class);
        broken[0] = false;
        portal.portal.pass(Duration.ofSeconds(1));
        recupera.cases().desk().answer(number, 0, "Segunda", null);

        assertThat(portal.mailsWithin(recupera, Duration.ofMinutes(10)))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.to()).isEqualTo(REQUESTER);
                    assertThat(mail.text()).contains("Segunda").doesNotContain("Primera");
                });
        assertThat(recupera.queueStatus().waiting()).isZero();
    }

    /** Fails once, when the first case is filed. */
    private Recupera failing(Fault first) {
        Deque<Fault> faults = new ArrayDeque<>(List.of(first));
        return portal.builder()
                .cases(new AroundCaseStore(portal.store) {
                    @Override
                    public Filing file(SupportCase filed, FileContents contents) {
                        Fault fault = faults.isEmpty() ? Fault.NONE : faults.pop();
                        if (fault == Fault.BEFORE_WRITING) {
                            throw new PortException("case store: file: gone", null);
                        }
                        Filing filing = super.file(filed, contents);
                        if (fault == Fault.AFTER_WRITING) {
                            throw new PortException("case store: file: the answer is lost", null);
                        }
                        return filing;
                    }
                })
                .build();
    }
}
