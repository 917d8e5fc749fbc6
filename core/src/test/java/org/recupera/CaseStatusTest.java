package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recupera.CasePortal.REQUESTER;
import static org.recupera.CasePortal.file;
import static org.recupera.CasePortal.submission;
import static org.recupera.TestPortal.CLIENT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.attachment.Upload;
import org.recupera.conformancecheck.AroundCaseStore;
import org.recupera.port.Allowance;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.ClientAddress;
import org.recupera.port.Event;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;
import org.recupera.ticket.FilingOutcome;
import org.recupera.ticket.StatusOutcome;
import org.recupera.ticket.SupportCases;

/** How a case stands, for who knows its number and the address in it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CaseStatusTest {

    private static final byte[] PDF = "%PDF-1.7\n%%EOF".getBytes(StandardCharsets.US_ASCII);

    private final CasePortal portal = new CasePortal("honducompras");
    private final Recupera recupera = portal.builder().build();
    private final SupportCases cases = recupera.cases();

    private static CaseNumber number(FilingOutcome outcome) {
        assertThat(outcome).isInstanceOf(FilingOutcome.Filed.class);
        return ((FilingOutcome.Filed) outcome).number();
    }

    @Test
    void the_status_tells_what_was_received_and_nothing_of_the_person() {
        CaseNumber number = number(cases.file(
                submission(cases, cases.newSubmissionId())
                        .uploads(List.of(Upload.of("María López.pdf", new ByteArrayInputStream(PDF))))
                        .build(),
                CLIENT));

        assertThat(cases.status(number.value(), REQUESTER.value(), CLIENT))
                .isInstanceOfSatisfying(StatusOutcome.Found.class, found -> {
                    assertThat(found.about())
                            .isNotEmpty()
                            .allMatch(field -> field.role().isKept());
                    assertThat(found.files()).isEqualTo(1);
                });
    }

    @Test
    void the_status_is_told_to_who_knows_number_and_address() {
        CaseNumber number = number(file(recupera));

        StatusOutcome outcome = cases.status(
                number.value().toLowerCase(Locale.ROOT).replace("-", " "), " maria.lopez@CORREO.example ", CLIENT);

        assertThat(outcome).isInstanceOfSatisfying(StatusOutcome.Found.class, found -> {
            assertThat(found.number()).isEqualTo(number);
            assertThat(found.state()).isEqualTo(CaseState.OPEN);
            assertThat(found.answerDue()).isNull();
        });
    }

    @Test
    void a_wrong_number_and_a_wrong_address_are_answered_alike() {
        CaseNumber number = number(file(recupera));
        CaseNumber other = CaseNumber.of("HC", 2026, "00000000");

        List<StatusOutcome> answers = List.of(
                cases.status(number.value(), "otra@correo.example", CLIENT),
                cases.status(number.value(), "", CLIENT),
                cases.status(number.value(), REQUESTER.value() + ",otra@correo.example", CLIENT),
                cases.status(other.value(), REQUESTER.value(), CLIENT),
                cases.status("HC-2026-000000000", REQUESTER.value(), CLIENT),
                cases.status("", REQUESTER.value(), CLIENT),
                cases.status(null, REQUESTER.value(), CLIENT),
                cases.status(number.value(), null, CLIENT),
                cases.status(null, null, CLIENT),
                cases.status("x".repeat(100_000), "y".repeat(100_000), CLIENT));

        assertThat(portal.portal.eventTypes())
                .filteredOn(Event.Type.CASE_LOOK_UP_FAILED::equals)
                .hasSize(answers.size());
        assertThat(answers.stream().distinct())
                .singleElement()
                .isInstanceOfSatisfying(
                        StatusOutcome.NotFound.class,
                        notFound -> assertThat(notFound.message().code()).isEqualTo("case.not-found"));
    }

    @Test
    void who_guesses_at_cases_is_told_to_wait() {
        CaseNumber number = number(file(recupera));
        int most =
                recupera.profile().supportCase().orElseThrow().limits().status().attempts();
        for (int i = 0; i < most; i++) {
            cases.status(number.value(), "otra" + i + "@correo.example", CLIENT);
        }

        assertThat(cases.status(number.value(), REQUESTER.value(), CLIENT)).isInstanceOf(StatusOutcome.TooMany.class);
    }

    @Test
    void an_address_that_is_guessed_for_from_many_clients_finds_nothing_for_a_while() {
        CaseNumber number = number(file(recupera));
        StatusOutcome wrong = guesses(i -> cases.status(
                CaseNumber.of("HC", 2026, String.format(Locale.ROOT, "%08d", i)).value(),
                REQUESTER.value(),
                client(i)));

        assertThat(cases.status(number.value(), REQUESTER.value().toLowerCase(Locale.ROOT), CLIENT))
                .isEqualTo(wrong);
        assertThat(limits()).containsOnly("case-status-mailbox");

        portal.portal.pass(status().window());
        assertThat(cases.status(number.value(), REQUESTER.value(), CLIENT)).isInstanceOf(StatusOutcome.Found.class);
    }

    @Test
    void a_number_that_is_guessed_for_from_many_clients_finds_nothing_for_a_while() {
        CaseNumber number = number(file(recupera));
        StatusOutcome wrong = guesses(i -> cases.status(number.value(), "otra" + i + "@correo.example", client(i)));

        assertThat(cases.status(number.value(), REQUESTER.value(), CLIENT)).isEqualTo(wrong);
        assertThat(limits()).containsOnly("case-status-number");

        portal.portal.pass(status().window());
        assertThat(cases.status(number.value(), REQUESTER.value(), CLIENT)).isInstanceOf(StatusOutcome.Found.class);
    }

    @Test
    void the_last_look_that_is_left_finds_the_case() {
        CaseNumber number = number(file(recupera));
        for (int i = 1; i < status().attempts(); i++) {
            cases.status(number.value(), REQUESTER.value(), client(i));
        }

        assertThat(cases.status(number.value(), REQUESTER.value(), CLIENT)).isInstanceOf(StatusOutcome.Found.class);
        assertThat(cases.status(number.value(), REQUESTER.value(), CLIENT)).isInstanceOf(StatusOutcome.NotFound.class);
    }

    @Test
    void a_case_of_which_the_person_is_forgotten_is_found_by_nobody() {
        CaseNumber number = number(file(recupera));
        cases.desk().answer(number, 0, "Listo.", CaseState.CLOSED);
        portal.portal.pass(
                recupera.profile().supportCase().orElseThrow().retention().plusDays(1));
        recupera.drain();
        assertThat(portal.only().requester()).isEmpty();

        assertThat(List.of(
                        cases.status(number.value(), "", CLIENT),
                        cases.status(number.value(), REQUESTER.value(), CLIENT)))
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(StatusOutcome.NotFound.class));
    }

    @Test
    void who_asked_in_vain_stands_in_the_trail_under_a_pseudonym() {
        cases.status("HC-2026-000000000", "Maria.Lopez@CORREO.example", CLIENT);
        cases.status("HC-2026-000000000", "nobody", CLIENT);

        assertThat(portal.portal.events)
                .filteredOn(event -> event.type() == Event.Type.CASE_LOOK_UP_FAILED)
                .extracting(Event::subject)
                .containsExactly(Optional.of(recupera.subjectOf(REQUESTER)), Optional.empty());
    }

    private Allowance status() {
        return recupera.profile().supportCase().orElseThrow().limits().status();
    }

    /** As many as are allowed, each from elsewhere. */
    private StatusOutcome guesses(IntFunction<StatusOutcome> guess) {
        List<StatusOutcome> answers = IntStream.range(0, status().attempts())
                .mapToObj(guess)
                .distinct()
                .toList();
        assertThat(answers).singleElement().isInstanceOf(StatusOutcome.NotFound.class);
        return answers.get(0);
    }

    private static ClientAddress client(int i) {
        return ClientAddress.of("198.51.100." + i);
    }

    private List<String> limits() {
        return portal.portal.events.stream()
                .filter(event -> event.type() == Event.Type.LIMIT_REACHED)
                .map(event -> event.details().get("limit"))
                .toList();
    }

    @Test
    void a_promise_is_counted_in_service_hours() {
        CasePortal promising = new CasePortal(Profiles.honducomprasWith(profile -> {
            ObjectNode supportCase = (ObjectNode) profile.get("supportCase");
            ObjectNode week = supportCase.putObject("hours").putObject("week");
            week.putArray("friday").add("08:00-16:00");
            week.putArray("monday").add("08:00-16:00");
            supportCase.put("promise", "PT6H");
        }));
        Recupera there = promising.builder().build();
        promising.portal.clock.set(Instant.parse("2026-11-20T18:00:00Z")); // Friday, 12:00 in Tegucigalpa

        CaseNumber number = number(file(there));

        assertThat(promising.mails(there).get(0).text())
                .contains("a más tardar el 23 de noviembre de 2026 a las 10:00");
        assertThat(there.cases().status(number.value(), REQUESTER.value(), CLIENT))
                .isInstanceOfSatisfying(
                        StatusOutcome.Found.class,
                        found -> assertThat(found.answerDue()).isEqualTo("2026-11-23T16:00:00Z"));
    }

    @Test
    void a_number_that_cannot_be_one_is_looked_up_nowhere() {
        List<CaseNumber> asked = new ArrayList<>();
        SupportCases there = portal.builder()
                .cases(new AroundCaseStore(portal.store) {
                    @Override
                    public Optional<SupportCase> find(PortalId id, CaseNumber number) {
                        asked.add(number);
                        return super.find(id, number);
                    }
                })
                .build()
                .cases();
        CaseNumber right = CaseNumber.of("HC", 2026, "00000000");
        String mistyped = right.value().replace("-0", "-1");

        there.status(mistyped, REQUESTER.value(), CLIENT);
        assertThat(asked).isEmpty();

        there.status(right.value(), REQUESTER.value(), CLIENT);
        assertThat(asked).containsExactly(right);
    }
}
