package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.recupera.CasePortal.REQUESTER;
import static org.recupera.CasePortal.file;
import static org.recupera.CasePortal.submission;
import static org.recupera.TestPortal.ANAS_ADDRESS;
import static org.recupera.TestPortal.CLIENT;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.attachment.Upload;
import org.recupera.conformancecheck.AroundCaseStore;
import org.recupera.port.CaseField;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseSummary;
import org.recupera.port.Event;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.OutgoingMail;
import org.recupera.port.PortException;
import org.recupera.port.SupportCase;
import org.recupera.port.WorkQueue;
import org.recupera.ticket.CaseDesk;
import org.recupera.ticket.DeskOutcome;
import org.recupera.ticket.FilingOutcome;
import org.recupera.ticket.StatusOutcome;

/** Those who answer support cases, and what requesters get of it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CaseDeskTest {

    private final CasePortal portal = new CasePortal("honducompras");
    private final Recupera recupera = portal.builder().build();
    private final CaseDesk desk = recupera.cases().desk();
    private CaseNumber number;
    private OutgoingMail confirmation;

    @BeforeEach
    void a_case_was_filed_and_confirmed() {
        number = ((FilingOutcome.Filed) file(recupera)).number();
        confirmation = portal.mails(recupera).get(0);
    }

    private static SupportCase done(DeskOutcome outcome) {
        assertThat(outcome).isInstanceOf(DeskOutcome.Done.class);
        return ((DeskOutcome.Done) outcome).supportCase();
    }

    @Test
    void an_answer_reaches_the_requester_in_the_thread_of_the_confirmation() {
        SupportCase answered = done(desk.answer(number, 0, "Buenos días.\r\nYa puede ingresar.", CaseState.ANSWERED));

        assertThat(answered.state()).isEqualTo(CaseState.ANSWERED);
        assertThat(answered.version()).isEqualTo(1);
        assertThat(portal.mails(recupera)).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo(REQUESTER);
            assertThat(mail.references()).contains(confirmation.messageId());
            assertThat(mail.subject()).isEqualTo("Re: " + confirmation.subject());
            assertThat(mail.text()).contains("Buenos días.\nYa puede ingresar.", "Respondido", number.value());
            assertThat(mail.automatic()).isFalse();
        });
        assertThat(recupera.cases().status(number.value(), REQUESTER.value(), CLIENT))
                .isInstanceOfSatisfying(
                        StatusOutcome.Found.class,
                        found -> assertThat(found.messages())
                                .extracting(CaseMessage::text)
                                .containsExactly("Buenos días.\nYa puede ingresar."));
    }

    @Test
    void each_answer_has_a_mail_of_its_own() {
        done(desk.answer(number, 0, "Uno", null));
        done(desk.answer(number, 1, "Dos", null));

        assertThat(portal.mails(recupera))
                .extracting(OutgoingMail::messageId)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .doesNotContain(confirmation.messageId());
    }

    @Test
    void a_state_alone_is_noted_and_only_the_end_of_a_case_is_mailed() {
        assertThat(done(desk.answer(number, 0, "", CaseState.IN_PROGRESS)).state())
                .isEqualTo(CaseState.IN_PROGRESS);
        assertThat(portal.mails(recupera)).isEmpty();

        done(desk.answer(number, 1, " ", CaseState.CLOSED));
        assertThat(portal.mails(recupera)).singleElement().satisfies(mail -> {
            assertThat(mail.text()).contains("Cerrado");
            assertThat(mail.automatic()).isTrue();
        });

        done(desk.answer(number, 2, "", CaseState.CLOSED));
        assertThat(portal.mails(recupera)).isEmpty();
    }

    @Test
    void an_answer_without_a_state_leaves_it_as_it_is() {
        done(desk.answer(number, 0, "", CaseState.IN_PROGRESS));

        assertThat(done(desk.answer(number, 1, "Un momento", null)).state()).isEqualTo(CaseState.IN_PROGRESS);
    }

    @Test
    void of_sixteen_agents_at_once_one_answers_and_the_others_read_again() {
        List<DeskOutcome> outcomes = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> desk.answer(number, 0, "Respuesta " + i, null))
                .toList();

        assertThat(outcomes).filteredOn(DeskOutcome.Done.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(DeskOutcome.Changed.class::isInstance).hasSize(15);
        String kept = portal.only().messages().get(0).text();
        List<OutgoingMail> mails = portal.mails(recupera);
        assertThat(mails)
                .isNotEmpty()
                .allSatisfy(mail -> assertThat(mail.text()).contains(kept + "\n"));
        assertThat(mails)
                .extracting(OutgoingMail::messageId)
                .containsOnly(mails.get(0).messageId());
    }

    @Test
    void what_cannot_be_sent_is_refused_with_the_reason() {
        assertThat(List.of(
                        desk.answer(number, 0, " \n", null),
                        desk.answer(number, 0, "x".repeat(CaseMessage.MAX_TEXT + 1), null),
                        desk.answer(number, 0, "a\u0000b", null),
                        desk.answer(number, 0, "a\uD800", null)))
                .extracting(outcome -> ((DeskOutcome.Refused) outcome).message().code())
                .containsExactly(
                        "case.answer.empty",
                        "case.answer.too-long",
                        "case.answer.unreadable",
                        "case.answer.unreadable");
        assertThat(portal.mails(recupera)).isEmpty();
    }

    @Test
    void a_case_is_read_by_its_number_however_that_is_typed() {
        SupportCase read = desk.read(
                        " " + number.value().toLowerCase(Locale.ROOT).replace('-', ' '))
                .orElseThrow();

        assertThat(read.number()).isEqualTo(number);
        assertThat(read.requester()).contains(REQUESTER);
        assertThat(read.fields()).extracting(CaseField::value).contains(CasePortal.DESCRIPTION);
    }

    @Test
    void a_number_that_no_case_has_is_answered_as_such() {
        CaseNumber none = CaseNumber.of("HC", 2026, "00000000");

        assertThat(desk.answer(none, 0, "x", null)).isEqualTo(new DeskOutcome.NoSuchCase());
        assertThat(desk.read(none.value())).isEmpty();
        assertThat(desk.read("x")).isEmpty();
    }

    @Test
    void cases_are_listed_by_state_the_longest_filed_first() {
        portal.portal.pass(Duration.ofMinutes(1));
        CaseNumber second = ((FilingOutcome.Filed) file(recupera)).number();
        done(desk.answer(number, 0, "", CaseState.CLOSED));

        assertThat(desk.list(Set.of(CaseState.OPEN), null, 10))
                .extracting(CaseSummary::number)
                .containsExactly(second);
        assertThat(desk.list(Set.of(CaseState.values()), null, 10))
                .extracting(CaseSummary::number)
                .containsExactly(number, second);
    }

    @Test
    void a_page_lists_one_to_a_thousand_cases() {
        portal.portal.pass(Duration.ofMinutes(1));
        file(recupera);
        Set<CaseState> all = Set.of(CaseState.values());

        List<CaseSummary> first = desk.list(all, null, 1);
        assertThat(first).extracting(CaseSummary::number).containsExactly(number);
        assertThat(desk.list(all, first.get(0), CaseDesk.MOST_LISTED)).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> desk.list(all, null, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> desk.list(all, null, CaseDesk.MOST_LISTED + 1));
    }

    @Test
    void the_longest_text_with_lines_and_tabs_is_kept_as_it_is() {
        String text = "a\tb\n" + "ñ".repeat(CaseMessage.MAX_TEXT - 4);

        assertThat(done(desk.answer(number, 0, text, null)).messages())
                .extracting(CaseMessage::text)
                .containsExactly(text);
    }

    @Test
    void a_file_is_written_out_byte_by_byte_and_of_none_nothing_is() throws IOException {
        byte[] pdf = "%PDF-1.7\n%%EOF".getBytes(StandardCharsets.US_ASCII);
        CaseNumber attached = ((FilingOutcome.Filed) recupera.cases()
                        .file(
                                submission(recupera.cases(), "form-1")
                                        .uploads(List.of(Upload.of("a.pdf", new ByteArrayInputStream(pdf))))
                                        .build(),
                                CLIENT))
                .number();
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(desk.copyFile(attached, 2, out)).isFalse();
        assertThat(desk.copyFile(number, 1, out)).isFalse();
        assertThat(out.size()).isZero();
        assertThat(desk.copyFile(attached, 1, out)).isTrue();
        assertThat(out.toByteArray()).isEqualTo(pdf);
    }

    @Test
    void where_no_usernames_are_recovered_a_desk_mails_none() {
        CasePortal without = new CasePortal(Profiles.honducomprasWith(profile -> profile.remove("username")));
        CaseDesk there = without.builder().build().cases().desk();

        assertThatIllegalStateException()
                .isThrownBy(() -> there.sendUsername(number, 0, ana()))
                .withMessageContaining("username");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana.perez", "ANA.PEREZ"})
    void a_username_goes_to_the_address_on_file_and_never_to_the_one_in_the_form(String typed) {
        Identifier person =
                Identifier.read(IdentifierKind.USERNAME, typed).identifier().orElseThrow();

        assertThat(done(desk.sendUsername(number, 0, person)).state()).isEqualTo(CaseState.ANSWERED);

        List<OutgoingMail> mails = portal.mails(recupera);
        assertThat(mails).hasSize(2);
        assertThat(mails)
                .filteredOn(mail -> mail.text().contains("Ana.Perez\n"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.to()).isEqualTo(ANAS_ADDRESS));
        assertThat(mails)
                .filteredOn(mail -> mail.to().equals(REQUESTER))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.text())
                            .doesNotContain("Ana.Perez")
                            .doesNotContain(ANAS_ADDRESS.value())
                            .contains("Hay novedades en su caso " + number)
                            .doesNotContain("mesa de servicio de HonduCompras atendió");
                    assertThat(mail.automatic()).as("the library's own words").isTrue();
                });
    }

    @Test
    void usernames_that_are_sent_again_by_another_node_are_the_same_mail() {
        WorkQueue unheard = mock(WorkQueue.class, delegatesTo(portal.portal.queue));
        Recupera dying = portal.builder().queue(unheard).build();
        done(dying.cases().desk().sendUsername(number, 0, ana()));
        doThrow(new PortException("dead", null)).when(unheard).settle(any(), any());
        assertThatExceptionOfType(PortException.class).isThrownBy(dying::drain);

        List<OutgoingMail> mails = new ArrayList<>(portal.mails(recupera));
        portal.portal.pass(Duration.ofMinutes(2));
        mails.addAll(portal.mailsWithin(recupera, Duration.ofMinutes(10)));

        assertThat(mails.stream()
                        .filter(mail -> mail.to().equals(ANAS_ADDRESS))
                        .map(OutgoingMail::messageId)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void whose_usernames_were_mailed_stands_in_the_trail_under_a_pseudonym() {
        done(desk.sendUsername(number, 0, ana()));

        assertThat(portal.portal.events)
                .filteredOn(event -> event.type() == Event.Type.CASE_ANSWERED)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.subject()).contains(recupera.subjectOf(ana()));
                    assertThat(event.details()).containsEntry("sent", "usernames");
                });
    }

    @Test
    void of_two_agents_who_send_usernames_at_once_the_later_one_mails_nobody() {
        CaseDesk overtaken = portal.builder()
                .cases(new AroundCaseStore(portal.store) {
                    @Override
                    public boolean append(SupportCase seen, CaseMessage message) {
                        portal.portal.pass(Duration.ofSeconds(1));
                        done(desk.answer(number, 0, "Fui antes.", null));
                        return super.append(seen, message);
                    }
                })
                .build()
                .cases()
                .desk();

        assertThat(overtaken.sendUsername(number, 0, ana())).isInstanceOf(DeskOutcome.Changed.class);

        assertThat(portal.mailsWithin(recupera, Duration.ofMinutes(10)))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("Fui antes."));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6})
    void what_took_long_to_be_kept_is_mailed_and_mailed_once(int minutes) {
        CaseDesk slow = portal.builder()
                .cases(new AroundCaseStore(portal.store) {
                    @Override
                    public boolean append(SupportCase seen, CaseMessage message) {
                        portal.portal.pass(Duration.ofMinutes(minutes));
                        recupera.drain();
                        boolean appended = super.append(seen, message);
                        portal.portal.pass(Duration.ofMinutes(1));
                        recupera.drain();
                        return appended;
                    }
                })
                .build()
                .cases()
                .desk();

        done(slow.sendUsername(number, 0, ana()));

        assertThat(portal.mailsWithin(recupera, Duration.ofMinutes(10)))
                .extracting(OutgoingMail::to)
                .containsExactlyInAnyOrder(REQUESTER, ANAS_ADDRESS);
    }

    @Test
    void that_an_external_desk_has_a_case_is_for_nobody_to_say_by_hand() {
        assertThat(desk.answer(number, 0, "Listo.", CaseState.HANDED_OVER))
                .isInstanceOfSatisfying(
                        DeskOutcome.Refused.class,
                        refused -> assertThat(refused.message().code()).isEqualTo("case.answer.not-by-hand"));
        assertThat(portal.only().state()).isEqualTo(CaseState.OPEN);
    }

    private static Identifier ana() {
        return Identifier.read(IdentifierKind.USERNAME, "ana.perez")
                .identifier()
                .orElseThrow();
    }

    @Test
    void a_requester_reads_the_same_whether_or_not_there_is_such_an_account() {
        Identifier nobody =
                Identifier.read(IdentifierKind.USERNAME, "nadie").identifier().orElseThrow();

        done(desk.sendUsername(number, 0, nobody));
        done(desk.sendUsername(number, 1, ana()));

        List<String> read = portal.mails(recupera).stream()
                .filter(mail -> mail.to().equals(REQUESTER))
                .map(OutgoingMail::text)
                .toList();
        assertThat(read).hasSize(2);
        assertThat(read.get(0)).isEqualTo(read.get(1));
    }
}
