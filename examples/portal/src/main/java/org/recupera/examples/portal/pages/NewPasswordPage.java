package org.recupera.examples.portal.pages;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.port.Secret;
import org.recupera.profile.Message;
import org.recupera.recovery.ChangeOutcome;
import org.recupera.recovery.Limited;
import org.recupera.recovery.LinkRefusal;
import org.recupera.recovery.LinkRefused;
import org.recupera.recovery.OpenOutcome;
import org.recupera.recovery.SecurityQuestion;

/**
 * {@code /{p}/cambiar-contrasena}: where a mailed link leads.
 *
 * <p>Opening it consumes nothing, as often as it is opened; changing the password does.
 */
public final class NewPasswordPage implements Page {

    private static final String PATH = "cambiar-contrasena";
    private static final String REFUSED = "enlace-sin-efecto";
    private static final String HANDLE = "enlace";
    private static final String PASSWORD = "nueva";
    private static final String CONFIRMATION = "confirmacion";
    private static final String ANSWER = "respuesta";

    /** As they stand on the page. */
    private static final List<String> FIELDS = List.of(PASSWORD, CONFIRMATION, ANSWER);

    private final Site site;
    private final LinkCookies links;

    /**
     * Makes the page.
     *
     * @param site whose page it is
     * @param links where the tokens of opened links are kept
     */
    public NewPasswordPage(Site site, LinkCookies links) {
        this.site = site;
        this.links = links;
    }

    @Override
    public Reply get(Visit visit) {
        String token = visit.parameter(site.profile().link().parameter()).strip();
        return token.isEmpty() ? opened(visit) : arrived(visit, Secret.of(token));
    }

    @Override
    public Reply post(Visit visit) {
        String handle = visit.field(HANDLE);
        return links.find(visit, handle)
                .map(token -> changed(visit, handle, token))
                .orElseGet(() -> withoutToken(visit, handle));
    }

    private Reply arrived(Visit visit, Secret token) {
        OpenOutcome outcome = site.passwords().open(token);
        return outcome instanceof LinkRefused refused
                ? refused(visit, refused.reason(), refused.message())
                : Reply.seeOther(site.path(PATH) + '?' + HANDLE + '=' + links.keep(visit, token));
    }

    private Reply opened(Visit visit) {
        String handle = visit.parameter(HANDLE);
        return links.find(visit, handle)
                .map(token -> opened(visit, 200, handle, token, List.of()))
                .orElseGet(() -> withoutToken(visit, handle));
    }

    private Reply opened(Visit visit, int status, String handle, Secret token, List<Message> reasons) {
        OpenOutcome outcome = site.passwords().open(token);
        return outcome instanceof OpenOutcome.Open open
                ? form(visit, status, handle, open.username(), open.question(), reasons)
                : refused(visit, handle, (LinkRefused) outcome);
    }

    private Reply changed(Visit visit, String handle, Secret token) {
        ChangeOutcome outcome = site.passwords()
                .change(
                        token,
                        Secret.of(visit.field(PASSWORD)),
                        Secret.of(visit.field(CONFIRMATION)),
                        Secret.of(visit.field(ANSWER)),
                        visit.client());
        if (outcome instanceof ChangeOutcome.Changed changed) {
            links.end(visit, handle, LinkRefusal.USED);
            visit.leaveNotice(changed.message().text());
            return Reply.seeOther(site.path("ingresar"));
        }
        if (outcome instanceof ChangeOutcome.PasswordRefused refused) {
            return opened(visit, 422, handle, token, refused.messages());
        }
        if (outcome instanceof ChangeOutcome.AnswerRefused refused) {
            return form(visit, 422, handle, refused.username(), refused.question(), List.of(refused.message()));
        }
        if (outcome instanceof Limited limited) {
            return Waiting.page(site, visit, limited.message(), limited.retryAfter());
        }
        return refused(visit, handle, (LinkRefused) outcome);
    }

    private Reply form(
            Visit visit,
            int status,
            String handle,
            String username,
            @Nullable SecurityQuestion question,
            List<Message> reasons) {
        List<Map<String, String>> errors = reasons.stream()
                .map(reason -> FieldError.at(field(reason), reason))
                .sorted(Comparator.comparing(error -> FIELDS.indexOf(error.get("field"))))
                .toList();
        Map<String, Object> values = new HashMap<>();
        values.put("handle", handle);
        values.put("username", username);
        values.put("minimumLength", site.profile().password().minimumLength());
        values.put("failed", !errors.isEmpty());
        values.put("errors", errors);
        values.put("hasPasswordErrors", !at(PASSWORD, errors).isEmpty());
        values.put("passwordErrors", at(PASSWORD, errors));
        values.put("hasConfirmationErrors", !at(CONFIRMATION, errors).isEmpty());
        values.put("confirmationErrors", at(CONFIRMATION, errors));
        if (question != null) {
            values.put("question", question.text());
            values.put("answerErrors", at(ANSWER, errors));
        }
        return site.page(visit, status, PATH, values);
    }

    private static String field(Message reason) {
        if (reason.code().startsWith("answer.")) {
            return ANSWER;
        }
        return reason.code().equals("password.mismatch") ? CONFIRMATION : PASSWORD;
    }

    private static List<Map<String, String>> at(String field, List<Map<String, String>> errors) {
        return errors.stream().filter(error -> field.equals(error.get("field"))).toList();
    }

    private Reply withoutToken(Visit visit, String handle) {
        return links.ended(visit, handle)
                .map(reason -> refused(visit, reason, site.profile().message(reason.code(), Map.of())))
                .orElseGet(() -> site.page(visit, 404, REFUSED, Map.of()));
    }

    private Reply refused(Visit visit, String handle, LinkRefused refused) {
        links.end(visit, handle, refused.reason());
        return refused(visit, refused.reason(), refused.message());
    }

    private Reply refused(Visit visit, LinkRefusal reason, Message message) {
        int status = switch (reason) {
            case USED, EXPIRED, REPLACED, ACCOUNT_CHANGED, IN_USE, ANSWERS_SPENT, QUESTION_GONE -> 410;
            case DAMAGED, UNKNOWN -> 404;
        };
        Map<String, Object> values = new HashMap<>();
        values.put("message", message.text());
        values.put("replaced", reason == LinkRefusal.REPLACED);
        site.profile()
                .questions()
                .filter(asked -> reason == LinkRefusal.ANSWERS_SPENT || reason == LinkRefusal.QUESTION_GONE)
                .ifPresent(asked -> values.put("draft", CaseFacts.of(site, asked.caseTopic(), message.code())));
        return site.page(visit, status, REFUSED, values);
    }
}
