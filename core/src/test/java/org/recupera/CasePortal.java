package org.recupera;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.recupera.memory.InMemoryCases;
import org.recupera.port.CaseState;
import org.recupera.port.CaseSummary;
import org.recupera.port.EmailAddress;
import org.recupera.port.OutgoingMail;
import org.recupera.port.SupportCase;
import org.recupera.port.TicketDraft;
import org.recupera.profile.Profile;
import org.recupera.ticket.FilingOutcome;
import org.recupera.ticket.Submission;
import org.recupera.ticket.SupportCases;

/** A portal in memory that takes support cases, and a form that somebody filled in. */
final class CasePortal {

    static final EmailAddress REQUESTER = new EmailAddress("Maria.Lopez@correo.example");
    static final String DESCRIPTION = "No recuerdo mi usuario; visite https://evil.example {{x}} ${7*7}";

    final TestPortal portal;
    final InMemoryCases store = InMemoryCases.create();

    CasePortal(String profile) {
        this(Profiles.named(profile));
    }

    CasePortal(Profile profile) {
        this.portal = new TestPortal(profile);
    }

    RecuperaBuilder builder() {
        return portal.builder().cases(store);
    }

    /** What the documents say to fill in, and whatever else the form asks for. */
    static Map<String, String> filledIn(SupportCases cases) {
        Map<String, String> values = new HashMap<>(cases.form().prefilled(topic(cases)));
        values.put("nombre", "María López");
        values.put("correo", REQUESTER.value());
        values.put("telefono", "+504 2240-1470");
        values.put("documento", "0801-1990-00001");
        values.put("descripcion", DESCRIPTION);
        cases.form().draw(values, Locale.forLanguageTag("es")).fields().stream()
                .filter(field -> field.required()
                        && !field.options().isEmpty()
                        && field.value().isEmpty())
                .forEach(
                        field -> values.put(field.name(), field.options().get(0).id()));
        return values;
    }

    private static TicketDraft topic(SupportCases cases) {
        String system = cases.form().draw(Map.of(), Locale.forLanguageTag("es")).fields().stream()
                .filter(field -> field.name().equals("sistema"))
                .findFirst()
                .orElseThrow()
                .options()
                .get(0)
                .label();
        return new TicketDraft(system, "Solicitud o duda", "Recuperación de usuario", "lookup.not-found");
    }

    static Submission.Builder submission(SupportCases cases, String id) {
        return Submission.of(id, cases.form().version()).values(filledIn(cases));
    }

    static FilingOutcome file(Recupera recupera) {
        SupportCases cases = recupera.cases();
        return cases.file(submission(cases, cases.newSubmissionId()).build(), TestPortal.CLIENT);
    }

    List<CaseSummary> all() {
        return store.list(portal.id, Set.of(CaseState.values()), null, 1_000);
    }

    SupportCase only() {
        List<CaseSummary> all = all();
        if (all.size() != 1) {
            throw new AssertionError("expected one case, but there are " + all.size());
        }
        return store.find(portal.id, all.get(0).number()).orElseThrow();
    }

    /** What is mailed while time passes and the worker looks as often as it may. */
    List<OutgoingMail> mailsWithin(Recupera recupera, Duration time) {
        List<OutgoingMail> mails = new ArrayList<>(mails(recupera));
        Instant end = portal.clock.instant().plus(time);
        while (portal.clock.instant().isBefore(end)) {
            portal.pass(Duration.ofSeconds(20));
            mails.addAll(mails(recupera));
        }
        return mails;
    }

    List<OutgoingMail> mails(Recupera recupera) {
        recupera.drain();
        portal.assertNothingBroke();
        return portal.mailbox.take();
    }
}
