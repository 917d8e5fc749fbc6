package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.recupera.CasePortal.DESCRIPTION;
import static org.recupera.CasePortal.REQUESTER;
import static org.recupera.CasePortal.file;
import static org.recupera.CasePortal.filledIn;
import static org.recupera.CasePortal.submission;
import static org.recupera.TestPortal.ANAS_ADDRESS;
import static org.recupera.TestPortal.CLIENT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.attachment.Upload;
import org.recupera.port.AttachmentScanner;
import org.recupera.port.AttachmentScanner.Verdict;
import org.recupera.port.CaseField.Role;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.OutgoingMail;
import org.recupera.port.SupportCase;
import org.recupera.ticket.CaseFlaw;
import org.recupera.ticket.FilingOutcome;
import org.recupera.ticket.Submission;
import org.recupera.ticket.SupportCases;

/** Both documents' support cases: the form, the number in the mail, and how the case stands. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SupportCaseTest {

    private final CasePortal portal = new CasePortal("honducompras");
    private final Recupera recupera = portal.builder().build();
    private final SupportCases cases = recupera.cases();

    private static CaseNumber number(FilingOutcome outcome) {
        assertThat(outcome).isInstanceOf(FilingOutcome.Filed.class);
        return ((FilingOutcome.Filed) outcome).number();
    }

    @ParameterizedTest
    @CsvSource({"honducompras, HonduCompras 2.0", "secop-ii, SECOP II"})
    void a_form_that_was_filled_in_becomes_a_case_and_a_mail_with_its_number(String profile, String system) {
        CasePortal own = new CasePortal(profile);
        Recupera there = own.builder().build();

        FilingOutcome outcome = file(there);

        CaseNumber number = number(outcome);
        assertThat(((FilingOutcome.Filed) outcome).message().text()).contains(number.value());
        SupportCase kept = own.only();
        assertThat(kept.number()).isEqualTo(number);
        assertThat(kept.requester()).contains(REQUESTER);
        assertThat(kept.field(Role.SYSTEM).orElseThrow().text()).isEqualTo(system);
        assertThat(kept.field(Role.TYPE).orElseThrow().text()).isEqualTo("Solicitud o duda");
        assertThat(kept.field(Role.SUBJECT).orElseThrow().text()).isEqualTo("Recuperación de usuario");
        assertThat(kept.field(Role.DESCRIPTION).orElseThrow().value()).isEqualTo(DESCRIPTION);

        List<OutgoingMail> mails = own.mails(there);
        assertThat(mails).hasSize(1);
        OutgoingMail mail = mails.get(0);
        assertThat(mail.to()).isEqualTo(REQUESTER);
        assertThat(mail.subject()).contains(number.value());
        assertThat(mail.text()).contains(number.value(), system, "Solicitud o duda", "Recuperación de usuario");
        assertThat(mail.automatic()).isTrue();
    }

    @Test
    void the_confirmation_repeats_nothing_that_was_typed() {
        file(recupera);

        OutgoingMail mail = portal.mails(recupera).get(0);

        assertThat(mail.subject() + mail.text() + mail.html().orElseThrow())
                .doesNotContain(
                        "María",
                        "López",
                        "evil.example",
                        "{{x}}",
                        "7*7",
                        "0801-1990",
                        "0801199000001",
                        REQUESTER.value());
        assertThat(mail.fromName().orElseThrow()).isEqualTo("HonduCompras");
        assertThat(mail.replyTo()).isEmpty();
    }

    @Test
    void the_same_form_twice_is_one_case_and_one_mail() {
        String id = cases.newSubmissionId();
        CaseNumber number = number(cases.file(submission(cases, id).build(), CLIENT));
        portal.portal.pass(Duration.ofSeconds(1));

        assertThat(cases.file(submission(cases, id).build(), CLIENT))
                .isInstanceOfSatisfying(FilingOutcome.Filed.class, again -> {
                    assertThat(again.number()).isEqualTo(number);
                    assertThat(again.repeated()).isTrue();
                });
        assertThat(portal.mails(recupera)).hasSize(1);
        portal.portal.pass(Duration.ofMinutes(10));
        assertThat(portal.mails(recupera)).isEmpty();
        assertThat(portal.only().number()).isEqualTo(number);
    }

    @Test
    void other_content_under_the_same_id_is_a_conflict() {
        String id = cases.newSubmissionId();
        cases.file(submission(cases, id).build(), CLIENT);
        Map<String, String> other = new HashMap<>(filledIn(cases));
        other.put("descripcion", "Otra cosa");

        assertThat(cases.file(submission(cases, id).values(other).build(), CLIENT))
                .isInstanceOfSatisfying(
                        FilingOutcome.Conflict.class,
                        conflict -> assertThat(conflict.message().code()).isEqualTo("case.conflict"));
        assertThat(portal.portal.events)
                .filteredOn(event -> event.type() == Event.Type.CASE_REFUSED)
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("codes", "case.conflict"));
        assertThat(portal.only().field(Role.DESCRIPTION).orElseThrow().value()).isEqualTo(DESCRIPTION);
    }

    @Test
    void sixteen_threads_with_one_form_file_one_case() {
        String id = cases.newSubmissionId();
        List<CaseNumber> numbers = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> number(cases.file(submission(cases, id).build(), CLIENT)))
                .distinct()
                .toList();

        assertThat(numbers).hasSize(1);
        assertThat(portal.mails(recupera)).hasSize(1);
        portal.portal.pass(Duration.ofMinutes(10));
        assertThat(portal.mails(recupera)).isEmpty();
    }

    @Test
    void all_that_is_wrong_is_told_at_once_files_included() {
        Map<String, String> values = new HashMap<>(filledIn(cases));
        values.put("nombre", "");
        values.put("correo", "ninguno");
        FilingOutcome outcome = cases.file(
                submission(cases, cases.newSubmissionId())
                        .values(values)
                        .uploads(List.of(Upload.of(
                                "foto.png",
                                new ByteArrayInputStream("<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8)))))
                        .build(),
                CLIENT);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        FilingOutcome.Refused.class,
                        refused -> assertThat(refused.flaws().stream().map(CaseFlaw::field))
                                .contains("nombre", "correo", "adjunto"));
        assertThat(portal.all()).isEmpty();
        assertThat(portal.mails(recupera)).isEmpty();
        assertThat(portal.portal.eventTypes()).containsExactly(Event.Type.CASE_REFUSED);
    }

    @Test
    void what_is_refused_and_what_is_filed_is_told_in_events() {
        Map<String, String> values = new HashMap<>(filledIn(cases));
        values.put("nombre", "");
        values.put("correo", "ninguno");
        cases.file(submission(cases, cases.newSubmissionId()).values(values).build(), CLIENT);
        assertThat(portal.portal.events)
                .singleElement()
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("codes", "case.field.required,case.field.wrong-form.email"));

        portal.portal.events.clear();
        cases.file(
                submission(cases, cases.newSubmissionId())
                        .reason("lookup.not-found")
                        .build(),
                CLIENT);
        assertThat(portal.portal.events)
                .singleElement()
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("reason", "lookup.not-found")
                        .containsEntry("files", "0"));
    }

    @Test
    void what_a_scanner_has_against_a_file_is_told_to_the_portal() {
        for (Verdict verdict : List.of(new Verdict.Infected("Eicar"), new Verdict.Undecided("no answer", null))) {
            CasePortal own = new CasePortal("honducompras");
            AttachmentScanner scanner = new AttachmentScanner() {
                @Override
                public long maxBytes() {
                    return 1 << 20;
                }

                @Override
                public Verdict scan(InputStream content, long size) {
                    return verdict;
                }
            };
            SupportCases there =
                    own.builder().attachmentScanner(scanner).build().cases();

            assertThat(there.file(with(there.newSubmissionId(), "a.pdf", "%PDF-1.7\n%%EOF"), CLIENT))
                    .isInstanceOf(FilingOutcome.Refused.class);

            boolean infected = verdict instanceof Verdict.Infected;
            assertThat(own.portal.events)
                    .filteredOn(event -> event.type() == Event.Type.ATTACHMENT_NOT_CLEAN)
                    .singleElement()
                    .satisfies(event -> assertThat(event.details())
                            .containsEntry("verdict", infected ? "infected" : "undecided")
                            .containsEntry("reason", infected ? "Eicar" : "no answer")
                            .containsKey("sha256"));
        }
    }

    @Test
    void an_id_of_the_greatest_length_is_taken_and_a_longer_one_is_not() {
        assertThat(cases.file(submission(cases, "x".repeat(65)).build(), CLIENT))
                .isInstanceOf(FilingOutcome.Refused.class);
        assertThat(cases.file(submission(cases, "x".repeat(64)).build(), CLIENT))
                .isInstanceOf(FilingOutcome.Filed.class);
    }

    @Test
    void an_attachment_is_kept_under_a_name_of_the_case_and_counts_for_telling_forms_apart() {
        String id = cases.newSubmissionId();
        CaseNumber number = number(cases.file(with(id, "captura de pantalla.pdf", "%PDF-1.7\n%%EOF"), CLIENT));

        assertThat(portal.only().files()).singleElement().satisfies(kept -> {
            assertThat(kept.name()).isEqualTo(number + "-01.pdf");
            assertThat(kept.shownName()).isEqualTo("captura de pantalla.pdf");
            assertThat(kept.mediaType()).isEqualTo("application/pdf");
        });
        assertThat(cases.file(with(id, "otro nombre.pdf", "%PDF-1.7\n%%EOF"), CLIENT))
                .isInstanceOfSatisfying(
                        FilingOutcome.Filed.class,
                        again -> assertThat(again.number()).isEqualTo(number));
        assertThat(cases.file(with(id, "captura de pantalla.pdf", "%PDF-1.6\n%%EOF"), CLIENT))
                .isInstanceOf(FilingOutcome.Conflict.class);
    }

    private Submission with(String id, String name, String content) {
        InputStream stream = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        return submission(cases, id).uploads(List.of(Upload.of(name, stream))).build();
    }

    @Test
    void a_form_whose_id_is_lost_is_drawn_anew() {
        assertThat(cases.file(submission(cases, " ").build(), CLIENT))
                .isInstanceOfSatisfying(
                        FilingOutcome.Refused.class,
                        refused -> assertThat(refused.flaws()).singleElement().satisfies(flaw -> {
                            assertThat(flaw.field()).isEmpty();
                            assertThat(flaw.message().code()).isEqualTo("case.form.lost");
                        }));
    }

    @Test
    void what_a_browser_leaves_out_counts_as_empty() {
        Map<String, @Nullable String> values = new HashMap<>();
        filledIn(cases).forEach(values::put);
        values.put("nombre", null);
        values.put(null, "x");

        FilingOutcome outcome =
                cases.file(Submission.of(null, null).values(values).build(), CLIENT);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        FilingOutcome.Refused.class,
                        refused -> assertThat(refused.flaws())
                                .extracting(flaw ->
                                        flaw.field() + '/' + flaw.message().code())
                                .containsExactly("/case.form.lost", "/case.form.stale", "nombre/case.field.required"));
    }

    @Test
    void a_case_that_comes_from_a_failed_recovery_knows_why_it_failed() {
        cases.file(
                submission(cases, cases.newSubmissionId())
                        .reason("lookup.not-found")
                        .build(),
                CLIENT);

        assertThat(portal.only().reason()).contains("lookup.not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no.such.code",
                "lookup.not-found\r\nX: y",
                "${7*7}",
                "form.tipoDocumento",
                "page.tagline",
                "lookup.nothing"
            })
    void a_reason_that_no_message_has_is_left_out(String reason) {
        cases.file(submission(cases, cases.newSubmissionId()).reason(reason).build(), CLIENT);

        assertThat(portal.only().reason()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"en, en", "en-GB, en", "fr, es-HN", "x-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd, es-HN", "es-CO, es-HN"})
    void a_case_is_kept_in_a_language_that_the_portal_speaks(String asked, String kept) {
        cases.file(
                submission(cases, cases.newSubmissionId())
                        .language(Locale.forLanguageTag(asked))
                        .build(),
                CLIENT);

        assertThat(portal.only().language().toLanguageTag()).isEqualTo(kept);
    }

    @Test
    void ways_to_write_one_mailbox_share_the_budget_of_receipts() {
        Recupera unlimited = portal.builder().withoutRequestLimits().build();
        for (int i = 0; i < 8; i++) {
            Map<String, String> values = new HashMap<>(filledIn(cases));
            values.put("correo", "Maria.Lopez+" + i + "@correo.example");
            unlimited
                    .cases()
                    .file(
                            submission(cases, cases.newSubmissionId())
                                    .values(values)
                                    .build(),
                            CLIENT);
        }

        assertThat(portal.mails(unlimited))
                .hasSize(recupera.profile()
                        .supportCase()
                        .orElseThrow()
                        .limits()
                        .address()
                        .attempts());
    }

    @Tag("walk")
    @Test
    void ten_thousand_forms_of_any_kind_have_an_answer() {
        long seed = new Random().nextLong();
        System.err.println("SupportCaseTest seed " + seed);
        Random random = new Random(seed);
        Recupera unlimited = portal.builder().withoutRequestLimits().build();
        List<String> odd = List.of(
                "",
                " ",
                "a",
                "x".repeat(30_000),
                "\r\nBcc: otra@correo.example",
                "<b>{{x}}</b>",
                "${7*7}",
                "\u202Eabc",
                "\uD800",
                "\u0000",
                "ana@correo.example",
                "0801-1990-00001",
                "+504 2240-1470",
                "otro",
                "incidente");
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < 10_000; i++) {
            Map<String, String> values = new HashMap<>(filledIn(cases));
            for (int j = random.nextInt(4); j > 0; j--) {
                List<String> names = List.copyOf(new TreeMap<>(values).keySet());
                values.put(names.get(random.nextInt(names.size())), odd.get(random.nextInt(odd.size())));
            }
            String id = random.nextInt(20) == 0 ? odd.get(random.nextInt(odd.size())) : "id-" + random.nextInt(5_000);
            FilingOutcome outcome = unlimited
                    .cases()
                    .file(
                            Submission.of(
                                            id,
                                            random.nextInt(50) == 0
                                                    ? "0"
                                                    : cases.form().version())
                                    .values(values)
                                    .reason(odd.get(random.nextInt(odd.size())))
                                    .build(),
                            CLIENT);
            answers.merge(outcome.getClass().getSimpleName(), 1, Integer::sum);
        }

        assertThat(answers)
                .as("seed %s", seed)
                .containsKeys("Filed", "Refused", "Conflict")
                .doesNotContainKey("TooMany");
    }

    @Test
    void past_the_budget_of_an_address_cases_are_filed_and_nobody_is_mailed() {
        int most = recupera.profile()
                .supportCase()
                .orElseThrow()
                .limits()
                .address()
                .attempts();
        for (int i = 0; i < most + 3; i++) {
            number(file(portal.builder().withoutRequestLimits().build()));
        }

        assertThat(portal.mails(recupera)).hasSize(most);
        assertThat(portal.all()).hasSize(most + 3);
        assertThat(portal.portal.events)
                .filteredOn(event -> event.type() == Event.Type.MAIL_DROPPED)
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.details()).containsEntry("reason", "limit"));
    }

    @Test
    void receipts_take_from_the_one_budget_that_a_mailbox_has() {
        CasePortal tight = new CasePortal(Profiles.honducomprasWith(
                profile -> ((ObjectNode) profile.get("limits").get("destination")).put("attempts", 2)));
        Recupera there = tight.builder().build();
        for (int i = 0; i < 3; i++) {
            number(file(there));
        }

        assertThat(tight.mails(there)).hasSize(2);
    }

    @Test
    void cases_in_somebodys_name_hold_back_no_link() {
        Map<String, String> values = new HashMap<>(filledIn(cases));
        values.put("correo", ANAS_ADDRESS.value());
        Recupera unlimited = portal.builder().withoutRequestLimits().build();
        for (int i = 0; i < 50; i++) {
            unlimited
                    .cases()
                    .file(
                            submission(cases, cases.newSubmissionId())
                                    .values(values)
                                    .build(),
                            CLIENT);
        }
        portal.mails(recupera);

        portal.portal.request(recupera, "ana.perez");

        assertThat(TestPortal.tokenIn(portal.portal.onlyMail())).isNotNull();
    }

    @Test
    void what_became_of_somebodys_cases_is_found_in_the_trail_by_the_address() {
        String id = cases.newSubmissionId();
        Map<String, String> changed = new HashMap<>(filledIn(cases));
        changed.put("descripcion", "Otra cosa");
        CaseNumber number = number(cases.file(submission(cases, id).build(), CLIENT));
        cases.file(submission(cases, id).build(), CLIENT);
        cases.file(submission(cases, id).values(changed).build(), CLIENT);
        cases.desk().answer(number, 0, "Listo.", CaseState.CLOSED);

        String subject = recupera.subjectOf(new EmailAddress(REQUESTER.value().toLowerCase(Locale.ROOT)));
        assertThat(portal.portal.events)
                .filteredOn(event -> event.subject().equals(Optional.of(subject)))
                .extracting(Event::type)
                .containsExactly(
                        Event.Type.CASE_FILED,
                        Event.Type.CASE_REPEATED,
                        Event.Type.CASE_REFUSED,
                        Event.Type.CASE_ANSWERED);
        assertThat(portal.portal.events)
                .filteredOn(event -> event.type() == Event.Type.CASE_REPEATED)
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("case", number.value()));
    }

    @Test
    void a_form_that_was_filed_and_would_be_refused_by_now_is_told_as_repeated() {
        String id = cases.newSubmissionId();
        cases.file(submission(cases, id).build(), CLIENT);
        portal.portal.events.clear();

        cases.file(Submission.of(id, "another version").build(), CLIENT);

        assertThat(portal.portal.eventTypes()).containsExactly(Event.Type.CASE_REPEATED);
    }

    @Test
    void a_client_over_its_budget_is_told_to_wait_and_its_files_are_closed_unread() {
        int most =
                recupera.profile().supportCase().orElseThrow().limits().client().attempts();
        for (int i = 0; i < most; i++) {
            file(recupera);
        }
        WatchedStream stream = new WatchedStream();

        assertThat(cases.file(
                        submission(cases, cases.newSubmissionId())
                                .uploads(List.of(Upload.of("foto.png", stream)))
                                .build(),
                        CLIENT))
                .isInstanceOfSatisfying(
                        FilingOutcome.TooMany.class,
                        limited -> assertThat(limited.retryAfter()).isPositive());
        assertThat(stream.closed).isTrue();
        assertThat(stream.isUnread()).isTrue();
        assertThat(portal.all()).hasSize(most);
    }

    @Test
    void a_case_that_comes_at_night_says_when_the_desk_opens() {
        CasePortal secop = new CasePortal("secop-ii");
        Recupera there = secop.builder().build();
        // A Saturday afternoon; Monday 23 November 2026 is no holiday in Colombia.
        secop.portal.clock.set(Instant.parse("2026-11-21T20:00:00Z"));

        file(there);

        assertThat(secop.mails(there).get(0).text())
                .contains("a partir del 23 de noviembre de 2026 a las 07:00")
                .doesNotContain("a más tardar");
    }

    @Test
    void cases_may_be_numbered_in_order() {
        CasePortal counted = new CasePortal(Profiles.honducomprasWith(
                profile -> ((ObjectNode) profile.get("supportCase").get("numbers")).put("order", "sequential")));

        assertThatIllegalStateException()
                .isThrownBy(() -> counted.builder().build())
                .withMessageContaining("caseSequence");
        Recupera there = counted.builder().caseSequence(counted.store).build();
        List<String> numbers = IntStream.range(0, 3)
                .mapToObj(i -> {
                    Submission twice = submission(there.cases(), "form-" + i).build();
                    there.cases().file(twice, CLIENT);
                    return number(there.cases().file(twice, CLIENT)).value().substring(8, 16);
                })
                .collect(Collectors.toList());

        assertThat(numbers).containsExactly("00000001", "00000002", "00000003");
    }

    @Test
    void old_cases_are_forgotten_and_still_counted() {
        CaseNumber number = number(cases.file(with(cases.newSubmissionId(), "captura.pdf", "%PDF-1.7\n%%EOF"), CLIENT));
        recupera.cases().desk().answer(number, 0, "Listo.", CaseState.CLOSED);
        recupera.drain();
        portal.portal.pass(
                recupera.profile().supportCase().orElseThrow().retention().plusDays(1));

        recupera.drain();

        SupportCase left = portal.only();
        assertThat(left.requester()).isEmpty();
        assertThat(left.fields())
                .extracting(field -> field.role())
                .containsExactlyInAnyOrder(Role.SYSTEM, Role.TYPE, Role.SUBJECT);
        assertThat(left.messages())
                .allSatisfy(message -> assertThat(message.text()).isEmpty());
        assertThat(left.files()).isEmpty();
        assertThat(left.fileCount()).isEqualTo(1);
    }

    @Test
    void without_a_store_no_cases_are_taken_and_that_is_said() {
        Recupera bare = portal.portal.builder().build();

        assertThatIllegalStateException().isThrownBy(bare::cases).withMessageContaining("cases(CaseStore)");
    }

    @Test
    void no_event_holds_what_was_typed() {
        file(recupera);
        recupera.drain();

        assertThat(portal.portal.events.toString())
                .contains("CASE_FILED", "MAIL_ACCEPTED")
                .doesNotContain(
                        "María", "Lopez", "evil.example", "0801-1990", "0801199000001", "2240-1470", "22401470");
    }

    private static final class WatchedStream extends ByteArrayInputStream {
        boolean closed;

        WatchedStream() {
            super(new byte[10]);
        }

        boolean isUnread() {
            return available() == 10;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
