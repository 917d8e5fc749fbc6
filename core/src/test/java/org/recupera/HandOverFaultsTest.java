package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.recupera.CasePortal.file;
import static org.recupera.CasePortal.submission;
import static org.recupera.TestPortal.CLIENT;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import org.recupera.attachment.AttachmentFlaw;
import org.recupera.attachment.Upload;
import org.recupera.conformancecheck.AroundCaseStore;
import org.recupera.conformancecheck.AroundWorkQueue;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.DeadLetter;
import org.recupera.port.Event;
import org.recupera.port.FileContents;
import org.recupera.port.Filing;
import org.recupera.port.MailSender;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;
import org.recupera.port.TicketDesk;
import org.recupera.port.Work;
import org.recupera.profile.AttachmentSettings;
import org.recupera.ticket.CaseDesk;
import org.recupera.ticket.DeskOutcome;
import org.recupera.ticket.FilingOutcome;
import org.recupera.ticket.Submission;
import org.recupera.ticket.SupportCases;

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
    void a_desk_reads_the_files_of_a_case_as_they_were_kept() {
        byte[] pdf = "%PDF-1.7\n%%EOF".getBytes(StandardCharsets.US_ASCII);
        List<byte[]> read = new ArrayList<>();
        Recupera recupera = portal.builder()
                .desk((filed, contents) -> {
                    read.add(bytesOf(contents, filed.files().get(0)));
                    return new Filing.Filed(null);
                })
                .build();
        fileWith(recupera, pdf);

        recupera.drain();

        assertThat(read).singleElement().isEqualTo(pdf);
    }

    @Test
    void a_desk_that_cannot_read_a_file_is_told_so_and_asked_again() {
        boolean[] gone = {true};
        List<Throwable> told = new ArrayList<>();
        Recupera recupera = portal.builder()
                .cases(new AroundCaseStore(portal.store) {
                    @Override
                    public boolean copy(PortalId id, CaseNumber number, int place, OutputStream to) throws IOException {
                        return !gone[0] && super.copy(id, number, place, to);
                    }
                })
                .desk((filed, contents) -> {
                    try {
                        contents.open(filed.files().get(0)).close();
                        return new Filing.Filed(null);
                    } catch (IOException unreadable) {
                        told.add(unreadable);
                        return new Filing.Deferred("a file cannot be read", unreadable);
                    }
                })
                .build();
        fileWith(recupera, "%PDF-1.7\n%%EOF".getBytes(StandardCharsets.US_ASCII));
        recupera.drain();
        assertThat(told).singleElement().isInstanceOf(FileNotFoundException.class);

        gone[0] = false;
        portal.mailsWithin(recupera, Duration.ofMinutes(1));

        assertThat(portal.only().state()).isEqualTo(CaseState.HANDED_OVER);
    }

    @Test
    void a_desk_that_has_the_case_already_says_so_and_that_is_noted() {
        Recupera recupera = portal.builder()
                .desk((filed, contents) -> new Filing.Repeated(filed.number(), filed.digest()))
                .build();
        file(recupera);

        recupera.drain();

        assertThat(portal.only().state()).isEqualTo(CaseState.HANDED_OVER);
        assertThat(portal.only().messages()).hasSize(1);
    }

    @Test
    void a_desk_that_has_another_case_of_the_number_is_told_of_and_not_asked_again() {
        Recupera recupera = portal.builder()
                .desk((filed, contents) -> new Filing.NumberTaken())
                .build();
        file(recupera);
        recupera.drain();
        portal.mailsWithin(recupera, Duration.ofMinutes(10));

        assertThat(notHandedOver())
                .singleElement()
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("reason", "the external desk has another case of this number")
                        .containsEntry("final", "true"));
        assertThat(portal.only().state()).isEqualTo(CaseState.OPEN);
    }

    @Test
    void a_node_without_the_desk_leaves_cases_to_one_that_has_it() {
        boolean[] up = {false};
        Recupera with = portal.builder()
                .desk((filed, contents) ->
                        up[0] ? new Filing.Filed("OST-123") : new Filing.Deferred("421 not now", null))
                .build();
        Recupera without = portal.builder().build();
        file(with);
        with.drain();
        portal.portal.pass(Duration.ofSeconds(5));
        without.drain();
        assertThat(notHandedOver()).hasSize(2);

        up[0] = true;
        portal.mailsWithin(with, Duration.ofMinutes(1));

        assertThat(portal.only().state()).isEqualTo(CaseState.HANDED_OVER);
    }

    private static byte[] bytesOf(FileContents contents, CaseFile file) {
        try (InputStream in = contents.open(file)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void fileWith(Recupera recupera, byte[] pdf) {
        SupportCases cases = recupera.cases();
        FilingOutcome outcome = cases.file(
                submission(cases, cases.newSubmissionId())
                        .uploads(List.of(Upload.of("a.pdf", new ByteArrayInputStream(pdf))))
                        .build(),
                CLIENT);
        assertThat(outcome).isInstanceOf(FilingOutcome.Filed.class);
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
        assertThat(notHandedOver()).hasSizeGreaterThan(90);
        assertThat(notHandedOver().subList(0, notHandedOver().size() - 1))
                .allSatisfy(event -> assertThat(event.details()).containsEntry("final", "false"));
        assertThat(notHandedOver())
                .last()
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("case", portal.only().number().value())
                        .containsEntry("reason", "421 not now")
                        .containsEntry("final", "true"));
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
    void a_desk_that_throws_is_told_of_with_the_number_and_asked_again() {
        boolean[] broken = {true};
        Recupera recupera = portal.builder()
                .desk((filed, contents) -> {
                    if (broken[0]) {
                        broken[0] = false;
                        throw new IllegalStateException("whatever ana@caja.hn typed");
                    }
                    return new Filing.Filed("OST-123");
                })
                .build();

        file(recupera);
        portal.mailsWithin(recupera, Duration.ofMinutes(1));

        assertThat(notHandedOver())
                .singleElement()
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("case", portal.only().number().value())
                        .containsEntry("reason", "IllegalStateException")
                        .containsEntry("final", "false"));
        assertThat(portal.only().state()).isEqualTo(CaseState.HANDED_OVER);
    }

    @Test
    void a_case_that_was_given_up_is_handed_over_when_the_desk_says_so_however_late_and_once() {
        Deque<Filing> answers =
                new ArrayDeque<>(List.of(new Filing.Rejected("552 too large"), new Filing.Filed("OST-123")));
        Recupera recupera =
                portal.builder().desk((filed, contents) -> answers.pop()).build();
        CaseDesk desk = recupera.cases().desk();
        CaseNumber number = ((FilingOutcome.Filed) file(recupera)).number();
        recupera.drain();
        // By then the dead letter is forgotten.
        portal.mailsWithin(recupera, Duration.ofHours(1));
        portal.portal.pass(Duration.ofDays(8));
        recupera.drain();
        assertThat(recupera.deadLetters(null, 10)).isEmpty();

        assertThat(List.of(desk.handOver(number), desk.handOver(number)))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(DeskOutcome.Done.class));
        portal.mailsWithin(recupera, Duration.ofMinutes(1));

        assertThat(portal.only().state()).isEqualTo(CaseState.HANDED_OVER);
        assertThat(desk.handOver(number))
                .isInstanceOfSatisfying(
                        DeskOutcome.Done.class,
                        done -> assertThat(done.supportCase().state()).isEqualTo(CaseState.HANDED_OVER));
        assertThat(recupera.drain()).as("nobody is asked again").isZero();
    }

    @Test
    void what_is_over_or_unknown_is_handed_over_to_nobody() {
        Recupera recupera = portal.builder()
                .desk((filed, contents) -> new Filing.Rejected("552 too large"))
                .build();
        CaseDesk desk = recupera.cases().desk();
        CaseNumber number = ((FilingOutcome.Filed) file(recupera)).number();
        recupera.drain();
        desk.answer(number, 0, "Resuelto.", CaseState.CLOSED);
        recupera.drain();

        assertThat(desk.handOver(number))
                .isInstanceOfSatisfying(
                        DeskOutcome.Refused.class,
                        refused -> assertThat(refused.message().code()).isEqualTo("case.hand-over.too-late"));
        assertThat(desk.handOver(CaseNumber.of("HC", 2026, "00000000"))).isEqualTo(new DeskOutcome.NoSuchCase());
        assertThat(recupera.queueStatus().waiting()).isZero();

        CaseDesk alone = portal.builder().build().cases().desk();
        assertThatIllegalStateException().isThrownBy(() -> alone.handOver(number));
    }

    @Test
    void nobody_attaches_more_than_the_desk_takes() {
        TicketDesk desk = new TicketDesk() {
            @Override
            public Filing file(SupportCase filed, FileContents contents) {
                return new Filing.Filed(null);
            }

            @Override
            public long maxBytesInAll() {
                return (1 << 20) + 7;
            }
        };
        SupportCases cases = portal.builder().desk(desk).build().cases();
        byte[] pdf = ("%PDF-1.7\n" + " ".repeat(600_000) + "\n%%EOF").getBytes(StandardCharsets.US_ASCII);

        FilingOutcome outcome = cases.file(
                submission(cases, cases.newSubmissionId())
                        .uploads(List.of(
                                Upload.of("a.pdf", new ByteArrayInputStream(pdf)),
                                Upload.of("b.pdf", new ByteArrayInputStream(pdf))))
                        .build(),
                CLIENT);

        assertThat(cases.attachments())
                .returns(1 << 20, AttachmentSettings::maxBytes)
                .returns(1 << 20, AttachmentSettings::maxBytesInAll);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        FilingOutcome.Refused.class,
                        refused -> assertThat(refused.flaws())
                                .extracting(flaw -> flaw.message().code())
                                .containsExactly(AttachmentFlaw.TOO_LARGE_IN_ALL));
        assertThat(portal.builder().build().cases().attachments()).isEqualTo(ofTheProfile());
    }

    private AttachmentSettings ofTheProfile() {
        return portal.portal.profile.supportCase().orElseThrow().attachments();
    }

    private List<Event> notHandedOver() {
        return portal.portal.events.stream()
                .filter(event -> event.type() == Event.Type.CASE_NOT_HANDED_OVER)
                .toList();
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
