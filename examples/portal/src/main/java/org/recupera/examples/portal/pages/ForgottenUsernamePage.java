package org.recupera.examples.portal.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.port.IdentifierKind;
import org.recupera.port.TicketDraft;
import org.recupera.profile.CaseTopic;
import org.recupera.profile.Disclosure;
import org.recupera.profile.Message;
import org.recupera.profile.UsernameSettings;
import org.recupera.recovery.FoundAccount;
import org.recupera.recovery.LookUpOutcome;

/**
 * {@code /{p}/recuperar-usuario}: asks for something that a person knows, and answers as the profile says.
 *
 * <p>The choices, what each recovers, and whether the answer is mailed or shown are the profile's.
 */
public final class ForgottenUsernamePage implements Page {

    private static final String VIEW = "recuperar-usuario";
    private static final String CHOICE = "dato";
    private static final String VALUE = "valor";

    private final Site site;
    private final UsernameSettings settings;

    /**
     * Makes the page.
     *
     * @param site whose page it is
     * @param settings what its profile says of forgotten usernames
     */
    public ForgottenUsernamePage(Site site, UsernameSettings settings) {
        this.site = site;
        this.settings = settings;
    }

    @Override
    public Reply get(Visit visit) {
        return site.page(visit, 200, VIEW, form("", ""));
    }

    @Override
    public Reply post(Visit visit) {
        return IdentifierChoice.kind(visit.field(CHOICE))
                .map(known -> asked(visit, known))
                .orElseGet(() -> {
                    Message message = site.profile().message("lookup.not-offered", Map.of());
                    CaseTopic topic = settings.caseTopic();
                    return refused(
                            visit,
                            CHOICE,
                            message,
                            new TicketDraft(topic.system(), topic.type(), topic.subject(), message.code()));
                });
    }

    private Reply asked(Visit visit, IdentifierKind kind) {
        LookUpOutcome outcome = site.usernames().request(kind, visit.field(VALUE), visit.client());
        if (outcome instanceof LookUpOutcome.Accepted accepted) {
            return answer(visit, "usuario-enviado", accepted.message(), accepted.draft(), List.of());
        }
        if (outcome instanceof LookUpOutcome.Shown shown) {
            return answer(visit, "datos-registrados", shown.message(), shown.draft(), shown.accounts());
        }
        if (outcome instanceof LookUpOutcome.NotFound nothing) {
            return answer(visit, "sin-resultado", nothing.message(), nothing.draft(), List.of());
        }
        if (outcome instanceof LookUpOutcome.Limited limited) {
            return Waiting.page(site, visit, limited.message(), limited.retryAfter(), limited.draft());
        }
        if (outcome instanceof LookUpOutcome.NotOffered other) {
            return refused(visit, CHOICE, other.message(), other.draft());
        }
        LookUpOutcome.Malformed malformed = (LookUpOutcome.Malformed) outcome;
        return refused(visit, VALUE, malformed.message(), malformed.draft());
    }

    private Reply answer(Visit visit, String view, Message message, TicketDraft draft, List<FoundAccount> accounts) {
        return site.page(
                visit,
                200,
                view,
                Map.of(
                        "message", message.text(),
                        "accounts",
                                accounts.stream()
                                        .map(ForgottenUsernamePage::facts)
                                        .toList(),
                        "masked", settings.disclosure() == Disclosure.SCREEN_MASKED,
                        "draft", CaseFacts.of(site, draft)));
    }

    private Reply refused(Visit visit, String field, Message message, TicketDraft draft) {
        Map<String, Object> values = form(visit, field, message);
        values.put("draft", CaseFacts.of(site, draft));
        return site.page(visit, 422, VIEW, values);
    }

    private Map<String, Object> form(Visit visit, String field, Message message) {
        Map<String, Object> values = form(visit.field(CHOICE), Typed.again(visit.field(VALUE)));
        values.put("failed", true);
        values.put(field + "-error", message.text());
        values.put("errors", List.of(FieldError.at(field, message)));
        return values;
    }

    private Map<String, Object> form(String chosen, String typed) {
        Map<String, Object> values = new HashMap<>();
        values.put("typed", typed);
        values.put(
                "choices",
                settings.recovers().keySet().stream()
                        .map(kind -> facts(kind, IdentifierChoice.of(kind).equals(chosen)))
                        .toList());
        values.put("onScreen", settings.disclosure() != Disclosure.MAIL);
        values.put("masked", settings.disclosure() == Disclosure.SCREEN_MASKED);
        values.put("mailed", settings.alsoByMail());
        return values;
    }

    private Map<String, Object> facts(IdentifierKind kind, boolean chosen) {
        boolean documents = kind == IdentifierKind.NATIONAL_ID;
        return Map.of(
                "value",
                IdentifierChoice.of(kind),
                IdentifierChoice.of(kind),
                true,
                "chosen",
                chosen,
                "documents",
                documents ? settings.documents() : List.of(),
                "recoversUsername",
                settings.recovers().get(kind) == IdentifierKind.USERNAME);
    }

    private static Map<String, Object> facts(FoundAccount account) {
        Map<String, Object> facts = new HashMap<>();
        facts.put(IdentifierChoice.of(account.recovered()), account.text());
        if (account.document() != null) {
            facts.put("document", account.document());
        }
        return facts;
    }
}
