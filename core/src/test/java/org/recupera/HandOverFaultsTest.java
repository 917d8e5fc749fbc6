package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.recupera.CasePortal.file;
import static org.recupera.CasePortal.submission;
import static org.recupera.TestPortal.CLIENT;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recupera.conformancecheck.AroundCaseStore;
import org.recupera.conformancecheck.AroundWorkQueue;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseState;
import org.recupera.port.DeadLetter;
import org.recupera.port.Event;
import org.recupera.port.Filing;
import org.recupera.port.MailSender;
import org.recupera.port.PortException;
import org.recupera.port.SupportCase;
import org.recupera.port.TicketDesk;
import org.recupera.port.Work;
import org.recupera.ticket.FilingOutcome;
import org.recupera.ticket.Submission;

/** Help desks that fail, and stores that fail while a case is handed over: the desk has each case once. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HandOverFaultsTest {

    private final CasePortal portal = new CasePortal("honducompras");

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
        portal.mailsWithin(recupera, Duration.ofMinutes(1));

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
    void a_desk_that_has_a_case_does_not_get_it_again() {
        int[] given = {0};
        boolean[] markingFails = {true};
        Recupera recupera = portal.builder()
                .cases(new AroundCaseStore(portal.store) {
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

        portal.mailsWithin(recupera, Duration.ofMinutes(5));

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

        portal.mailsWithin(recupera, Duration.ofMinutes(5));

        assertThat(given[0]).isZero();
        assertThat(portal.only().state()).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void a_case_that_waited_for_more_than_a_day_is_tried_for_a_day_all_the_same() {
        Deque<Filing> answers =
                new ArrayDeque<>(List.of(new Filing.Deferred("421 not now", null), new Filing.Filed("OST-123")));
        Deque<MailSender.Result> mails = new ArrayDeque<>(
                List.of(new MailSender.Result.Deferred("421 not now", null), new MailSender.Result.Accepted()));
        Recupera recupera = portal.builder()
                .desk((filed, contents) -> answers.pop())
                .mail(mail -> mails.pop())
                .build();
        file(recupera);
        portal.portal.pass(Duration.ofHours(25));

        portal.mailsWithin(recupera, Duration.ofMinutes(5));

        assertThat(portal.only().state()).isEqualTo(CaseState.HANDED_OVER);
        assertThat(portal.portal.eventTypes())
                .contains(Event.Type.MAIL_ACCEPTED)
                .doesNotContain(Event.Type.WORK_DEAD);
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWERED", "CLOSED"})
    void who_answers_while_the_desk_is_asked_has_the_last_word_and_the_desk_the_case_once(CaseState here) {
        int[] given = {0};
        Recupera[] itself = new Recupera[1];
        itself[0] = portal.builder()
                .desk((filed, contents) -> {
                    given[0]++;
                    itself[0].cases().desk().answer(filed.number(), filed.version(), "Ya está.", here);
                    return new Filing.Filed("OST-123");
                })
                .build();
        file(itself[0]);

        portal.mailsWithin(itself[0], Duration.ofMinutes(10));

        assertThat(portal.only().state()).isEqualTo(here);
        assertThat(portal.only().messages())
                .extracting(CaseMessage::state)
                .containsExactly(here, CaseState.HANDED_OVER, here);
        assertThat(given[0]).isEqualTo(1);
    }

    @Test
    void a_desk_that_refuses_a_case_is_told_of_and_the_case_stays_open() {
        Recupera recupera = portal.builder()
                .desk((filed, contents) -> new Filing.Rejected("552 too large"))
                .build();

        file(recupera);

        assertThat(portal.mailsWithin(recupera, Duration.ofHours(2))).hasSize(1);
        assertThat(portal.only().state()).isEqualTo(CaseState.OPEN);
        assertThat(portal.portal.eventTypes())
                .containsOnlyOnce(Event.Type.CASE_NOT_HANDED_OVER)
                .containsOnlyOnce(Event.Type.WORK_DEAD);
    }

    @Test
    void a_desk_that_is_down_for_longer_than_a_day_has_the_case_once_it_is_put_back() {
        boolean[] up = {false};
        List<SupportCase> given = new ArrayList<>();
        Recupera recupera = portal.builder()
                .desk((filed, contents) -> {
                    if (!up[0]) {
                        return new Filing.Deferred("421 not now", null);
                    }
                    given.add(filed);
                    return new Filing.Filed("OST-123");
                })
                .build();
        file(recupera);
        portal.mailsWithin(recupera, Duration.ofHours(26));
        assertThat(portal.only().state()).isEqualTo(CaseState.OPEN);
        DeadLetter letter = recupera.deadLetters(null, 10).get(0);
        assertThat(letter.kind()).isEqualTo("case-hand-over");
        assertThat(letter.reason()).isEqualTo("421 not now");

        up[0] = true;
        assertThat(recupera.requeue(letter)).isTrue();
        recupera.drain();

        assertThat(given)
                .extracting(SupportCase::number)
                .containsExactly(portal.only().number());
        assertThat(portal.only().state()).isEqualTo(CaseState.HANDED_OVER);
        assertThat(recupera.deadLetters(null, 10)).isEmpty();
    }

    @Test
    void an_order_that_cannot_be_placed_at_once_doubles_neither_the_mail_nor_the_case_at_the_desk() {
        for (int failing = 1; failing <= 3; failing++) {
            CasePortal fresh = new CasePortal("honducompras");
            int[] puts = {0};
            int broken = failing;
            int[] given = {0};
            Recupera recupera = fresh.builder()
                    .queue(new AroundWorkQueue() {
                        @Override
                        public boolean put(Work work) {
                            puts[0]++;
                            if (puts[0] == broken) {
                                throw new PortException("work queue: put: full", null);
                            }
                            return super.put(work);
                        }
                    })
                    .desk((filed, contents) -> {
                        given[0]++;
                        return new Filing.Filed(null);
                    })
                    .build();
            String id = recupera.cases().newSubmissionId();
            Submission submission = submission(recupera.cases(), id).build();
            if (failing == 1) {
                assertThatThrownBy(() -> recupera.cases().file(submission, CLIENT))
                        .isInstanceOf(PortException.class);
            }

            assertThat(recupera.cases().file(submission, CLIENT)).isInstanceOf(FilingOutcome.Filed.class);

            assertThat(fresh.mailsWithin(recupera, Duration.ofMinutes(10)))
                    .as("mails when put %d fails", failing)
                    .hasSize(1);
            assertThat(given[0])
                    .as("filings at the desk when put %d fails", failing)
                    .isEqualTo(1);
        }
    }
}
