package org.recupera.ticket;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recupera.mailing.Letter;
import org.recupera.mailing.Mailing;
import org.recupera.port.CaseField;
import org.recupera.port.CaseMessage;
import org.recupera.port.EmailAddress;
import org.recupera.port.SupportCase;
import org.recupera.profile.CaseFact;
import org.recupera.profile.MailTemplate;
import org.recupera.work.WorkResult;

/** Writes to requesters about their cases. */
final class CaseLetters {

    private static final String CONFIRMATION = "/filed";

    private final CasePorts ports;
    private final AnswerTime answerTime;
    private final Mailing mailing;

    CaseLetters(CasePorts ports, AnswerTime answerTime) {
        this.ports = ports;
        this.answerTime = answerTime;
        this.mailing = Mailing.of(ports.profile(), ports.mail(), ports.keys(), ports.events(), ports.clock());
    }

    WorkResult sendConfirmation(SupportCase supportCase, EmailAddress requester) {
        return mailing.send(confirmation(supportCase, requester), () -> {});
    }

    void dropConfirmation(SupportCase supportCase, EmailAddress requester, String reason) {
        mailing.drop(confirmation(supportCase, requester), reason);
    }

    /** In the thread of the confirmation. */
    WorkResult sendAnswer(SupportCase supportCase, EmailAddress requester, int index) {
        CaseMessage message = supportCase.messages().get(index);
        Map<String, Object> values = about(supportCase);
        values.put(
                "state",
                ports.message(message.state().code(), Map.of(), supportCase.language())
                        .text());
        if (!message.text().isEmpty()) {
            values.put("answer", message.text());
        }
        String reference = supportCase.number() + "/message/" + index;
        String thread = mailing.messageId(MailTemplate.CASE_FILED, supportCase.number() + CONFIRMATION);
        boolean automatic =
                message.author() == CaseMessage.Author.LIBRARY || message.text().isEmpty();
        Letter letter = letter(
                MailTemplate.CASE_ANSWERED, supportCase, requester, reference, values, message.at(), thread, automatic);
        return mailing.send(letter, () -> {});
    }

    /** Says what the form offered and nothing that was typed: else the form would mail strangers any text. */
    private Letter confirmation(SupportCase supportCase, EmailAddress requester) {
        Map<String, Object> values = about(supportCase);
        List<CaseFact> facts = supportCase.fields().stream()
                .filter(field -> field.role().isKept())
                .map((CaseField field) -> new CaseFact(field.label(), field.text()))
                .toList();
        values.put("facts", facts);
        values.put("at", supportCase.filedAt());
        answerTime.due(supportCase.filedAt()).ifPresent(due -> values.put("due", due));
        answerTime.opening(supportCase.filedAt()).ifPresent(opens -> values.put("opens", opens));
        String reference = supportCase.number() + CONFIRMATION;
        return letter(
                MailTemplate.CASE_FILED, supportCase, requester, reference, values, supportCase.filedAt(), null, true);
    }

    private Map<String, Object> about(SupportCase supportCase) {
        Map<String, Object> values = new HashMap<>();
        values.put("number", supportCase.number().value());
        values.put("statusPage", ports.profile().page(ports.settings().statusPath()));
        return values;
    }

    private Letter letter(
            MailTemplate template,
            SupportCase supportCase,
            EmailAddress requester,
            String reference,
            Map<String, Object> values,
            Instant date,
            @Nullable String thread,
            boolean automatic) {
        return new Letter(
                template,
                requester,
                supportCase.language(),
                reference,
                values,
                date,
                event -> event.with("case", supportCase.number().value()),
                thread,
                automatic);
    }
}
