package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.recupera.CasePortal.REQUESTER;
import static org.recupera.CasePortal.file;
import static org.recupera.CasePortal.submission;
import static org.recupera.TestPortal.CLIENT;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.attachment.Upload;
import org.recupera.port.AttemptLog;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseStore;
import org.recupera.port.CaseSummary;
import org.recupera.port.Event;
import org.recupera.port.FileContents;
import org.recupera.port.Filing;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;
import org.recupera.port.TicketDesk;
import org.recupera.ticket.FilingOutcome;
import org.recupera.ticket.Submission;

/** Stores, desks and mail servers that fail while a case is filed: nothing is lost, and nothing comes twice. */
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
        assertThat(mailsWithin(recupera, Duration.ofMinutes(10))).isEmpty();
        assertThat(portal.all()).isEmpty();
        assertThat(recupera.queueStatus().waiting()).isZero();

        assertThat(recupera.cases().file(submission(recupera.cases(), id).build(), CLIENT))
                .isInstanceOf(FilingOutcome.Filed.class);
        assertThat(mailsWithin(recupera, Duration.ofMinutes(10))).hasSize(1);
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
        assertThat(mailsWithin(recupera, Duration.ofMinutes(10))).isEmpty();
    }

    @Test
    void a_store_that_is_slower_than_anybody_looks_for_the_case_loses_no_mail() {
        Recupera[] itself = new Recupera[1];
        itself[0] = portal.builder()
                .cases(new AroundCases(portal.store) {
                    @Override
                    public Filing file(SupportCase filed, FileContents contents) {
                        portal.portal.pass(Duration.ofMinutes(6));
                        itself[0].drain();
                        return super.file(filed, contents);
                    }
                })
                .build();

        assertThat(file(itself[0])).isInstanceOf(FilingOutcome.Filed.class);

        assertThat(mailsWithin(itself[0], Duration.ofMinutes(10))).hasSize(1);
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
    void a_desk_that_has_a_case_does_not_get_it_again() {
        int[] given = {0};
        boolean[] markingFails = {true};
        Recupera recupera = portal.builder()
                .cases(new AroundCases(portal.store) {
                    @Override
                    public boolean append(SupportCase seen, CaseMessage message) {
                        boolean appended = super.append(seen, message);
                        if (markingFails[0] && message.state() == CaseState.HANDED_OVER) {
                            markingFails[0] = false;
                            throw new PortException("case store: append: the answer is lost", null);
                        }
                        return appended;
                    }
                })
                .desk((filed, contents) -> {
                    given[0]++;
                    return new Filing.Filed(null);
                })
                .build();
        file(recupera);
        recupera.drain();
        SupportCase handedOver = portal.only();
        recupera.cases().desk().answer(handedOver.number(), handedOver.version(), "Ya está.", CaseState.ANSWERED);

        mailsWithin(recupera, Duration.ofMinutes(5));

        assertThat(given[0]).isEqualTo(1);
        assertThat(portal.only().state()).isEqualTo(CaseState.ANSWERED);
    }

    @Test
    void a_case_that_was_closed_before_the_desk_was_up_stays_here() {
        boolean[] up = {false};
        int[] given = {0};
        Recupera recupera = portal.builder()
                .desk((filed, contents) -> {
                    given[0] += up[0] ? 1 : 0;
                    return up[0] ? new Filing.Filed(null) : new Filing.Deferred("421 not now", null);
                })
                .build();
        file(recupera);
        recupera.drain();
        recupera.cases().desk().answer(portal.only().number(), 0, "Resuelto.", CaseState.CLOSED);
        up[0] = true;

        mailsWithin(recupera, Duration.ofMinutes(5));

        assertThat(given[0]).isZero();
        assertThat(portal.only().state()).isEqualTo(CaseState.CLOSED);
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
                .cases(new AroundCases(portal.store) {
                    @Override
                    public Filing file(SupportCase filed, FileContents contents) {
                        return answers.isEmpty() ? super.file(filed, contents) : answers.pop();
                    }
                })
                .build();

        assertThat(file(recupera)).isInstanceOf(FilingOutcome.Filed.class);
        assertThat(mailsWithin(recupera, Duration.ofMinutes(10))).hasSize(1);
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
        mailsWithin(recupera, Duration.ofHours(1));
        down[0] = false;
        mailsWithin(recupera, Duration.ofMinutes(16));

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
    void an_external_desk_gets_the_case_once_it_is_up_and_the_case_says_so() {
        Deque<Filing> answers =
                new ArrayDeque<>(List.of(new Filing.Deferred("421 not now", null), new Filing.Filed("OST-123")));
        List<SupportCase> given = new ArrayList<>();
        TicketDesk desk = (filed, contents) -> {
            given.add(filed);
            return answers.pop();
        };
        Recupera recupera = portal.builder().desk(desk).build();

        file(recupera);
        portal.mails(recupera);
        assertThat(portal.only().state()).isEqualTo(CaseState.OPEN);
        mailsWithin(recupera, Duration.ofMinutes(1));

        assertThat(given)
                .extracting(SupportCase::submission)
                .hasSize(2)
                .containsOnly(portal.only().submission());
        assertThat(portal.only().state()).isEqualTo(CaseState.HANDED_OVER);
        assertThat(portal.only().messages()).singleElement().satisfies(message -> {
            assertThat(message.author()).isEqualTo(CaseMessage.Author.LIBRARY);
            assertThat(message.text()).contains("OST-123");
        });
        assertThat(portal.portal.eventTypes()).containsOnlyOnce(Event.Type.CASE_HANDED_OVER);
    }

    @Test
    void a_desk_that_refuses_a_case_is_told_of_and_the_case_stays_open() {
        Recupera recupera = portal.builder()
                .desk((filed, contents) -> new Filing.Rejected("552 too large"))
                .build();

        file(recupera);

        assertThat(mailsWithin(recupera, Duration.ofHours(2))).hasSize(1);
        assertThat(portal.only().state()).isEqualTo(CaseState.OPEN);
        assertThat(portal.portal.eventTypes())
                .containsOnlyOnce(Event.Type.CASE_NOT_HANDED_OVER)
                .containsOnlyOnce(Event.Type.WORK_DEAD);
    }

    @Test
    void an_answer_whose_keeping_failed_is_mailed_to_nobody() {
        boolean[] broken = {true};
        Recupera recupera = portal.builder()
                .cases(new AroundCases(portal.store) {
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

        assertThat(mailsWithin(recupera, Duration.ofMinutes(10)))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.to()).isEqualTo(REQUESTER);
                    assertThat(mail.text()).contains("Segunda").doesNotContain("Primera");
                });
        assertThat(recupera.queueStatus().waiting()).isZero();
    }

    private List<OutgoingMail> mailsWithin(Recupera recupera, Duration time) {
        List<OutgoingMail> mails = new ArrayList<>(portal.mails(recupera));
        Instant end = portal.portal.clock.instant().plus(time);
        while (portal.portal.clock.instant().isBefore(end)) {
            portal.portal.pass(Duration.ofSeconds(20));
            mails.addAll(portal.mails(recupera));
        }
        return mails;
    }

    /** Fails once, when the first case is filed. */
    private Recupera failing(Fault first) {
        Deque<Fault> faults = new ArrayDeque<>(List.of(first));
        return portal.builder()
                .cases(new AroundCases(portal.store) {
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

    private static class AroundCases implements CaseStore {

        private final CaseStore inner;

        AroundCases(CaseStore inner) {
            this.inner = inner;
        }

        @Override
        public Filing file(SupportCase filed, FileContents contents) {
            return inner.file(filed, contents);
        }

        @Override
        public Optional<Filing.Repeated> filed(PortalId portal, String submission) {
            return inner.filed(portal, submission);
        }

        @Override
        public Optional<SupportCase> find(PortalId portal, CaseNumber number) {
            return inner.find(portal, number);
        }

        @Override
        public List<CaseSummary> list(PortalId portal, Set<CaseState> states, @Nullable CaseSummary after, int limit) {
            return inner.list(portal, states, after, limit);
        }

        @Override
        public boolean append(SupportCase seen, CaseMessage message) {
            return inner.append(seen, message);
        }

        @Override
        public boolean copy(PortalId portal, CaseNumber number, int place, OutputStream to) throws IOException {
            return inner.copy(portal, number, place, to);
        }

        @Override
        public int purge(PortalId portal, Instant before, int limit) {
            return inner.purge(portal, before, limit);
        }
    }
}
