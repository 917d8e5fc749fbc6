package org.recupera.examples.portal.pages;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.port.Secret;
import org.recupera.profile.Message;
import org.recupera.recovery.ChangeOutcome;
import org.recupera.recovery.Limited;
import org.recupera.recovery.LinkRefused;
import org.recupera.recovery.OpenOutcome;

/**
 * {@code /{p}/cambiar-contrasena}: where a mailed link leads.
 *
 * <p>Opening it consumes nothing, as often as it is opened; changing the password does.
 */
public final class NewPasswordPage implements Page {

    private static final String PATH = "cambiar-contrasena";
    private static final String HANDLE = "enlace";

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
        String token = visit.parameter("token").strip();
        return token.isEmpty() ? opened(visit) : arrived(visit, Secret.of(token));
    }

    @Override
    public Reply post(Visit visit) {
        return links.find(visit, visit.field(HANDLE))
                .map(token -> changed(visit, token))
                .orElseGet(() -> refused(visit, 404, Map.of()));
    }

    private Reply arrived(Visit visit, Secret token) {
        OpenOutcome outcome = site.passwords().open(token);
        return outcome instanceof LinkRefused refused
                ? refused(visit, refused)
                : Reply.seeOther(site.path(PATH) + '?' + HANDLE + '=' + links.keep(visit, token));
    }

    private Reply opened(Visit visit) {
        String handle = visit.parameter(HANDLE);
        return links.find(visit, handle)
                .map(token -> {
                    OpenOutcome outcome = site.passwords().open(token);
                    return outcome instanceof OpenOutcome.Open open
                            ? form(visit, 200, handle, open.username(), List.of())
                            : refused(visit, (LinkRefused) outcome);
                })
                .orElseGet(() -> refused(visit, 404, Map.of()));
    }

    private Reply changed(Visit visit, Secret token) {
        ChangeOutcome outcome = site.passwords()
                .change(token, Secret.of(visit.field("nueva")), Secret.of(visit.field("confirmacion")), visit.client());
        if (outcome instanceof ChangeOutcome.Changed changed) {
            visit.leaveNotice(changed.message().text());
            return Reply.seeOther(site.path("ingresar"));
        }
        if (outcome instanceof ChangeOutcome.PasswordRefused refused) {
            return form(visit, 422, visit.field(HANDLE), refused.username(), refused.messages());
        }
        if (outcome instanceof Limited limited) {
            return Waiting.page(site, visit, limited.message(), limited.retryAfter());
        }
        return refused(visit, (LinkRefused) outcome);
    }

    private Reply form(Visit visit, int status, String handle, String username, List<Message> reasons) {
        List<Map<String, String>> errors = reasons.stream()
                .map(reason -> FieldError.at(field(reason), reason))
                // The first field's first, as they stand on the page.
                .sorted(Comparator.comparing(error -> !"nueva".equals(error.get("field"))))
                .toList();
        List<Map<String, String>> atPassword = at("nueva", errors);
        List<Map<String, String>> atConfirmation = at("confirmacion", errors);
        return site.page(
                visit,
                status,
                PATH,
                Map.of(
                        "handle", handle,
                        "username", username,
                        "minimumLength", site.profile().password().minimumLength(),
                        "failed", !errors.isEmpty(),
                        "errors", errors,
                        "hasPasswordErrors", !atPassword.isEmpty(),
                        "passwordErrors", atPassword,
                        "hasConfirmationErrors", !atConfirmation.isEmpty(),
                        "confirmationErrors", atConfirmation));
    }

    private static String field(Message reason) {
        return reason.code().equals("password.mismatch") ? "confirmacion" : "nueva";
    }

    private static List<Map<String, String>> at(String field, List<Map<String, String>> errors) {
        return errors.stream().filter(error -> field.equals(error.get("field"))).toList();
    }

    private Reply refused(Visit visit, LinkRefused refused) {
        int status = switch (refused.reason()) {
            case USED, EXPIRED, REPLACED, ACCOUNT_CHANGED, IN_USE -> 410;
            case DAMAGED, UNKNOWN -> 404;
        };
        return refused(visit, status, Map.of("message", refused.message().text()));
    }

    private Reply refused(Visit visit, int status, Map<String, String> values) {
        return site.page(visit, status, "enlace-sin-efecto", values);
    }
}
