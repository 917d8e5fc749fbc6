package org.recupera.examples.portal.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.port.Secret;
import org.recupera.profile.Message;
import org.recupera.profile.QuestionMode;
import org.recupera.profile.QuestionSettings;
import org.recupera.recovery.Limited;
import org.recupera.recovery.QuestionOutcome;
import org.recupera.recovery.RequestOutcome;
import org.recupera.recovery.SecurityQuestion;

/**
 * {@code /{p}/recuperar-contrasena}: asks for the username, and answers everybody alike.
 *
 * <p>Where the profile asks a security question before the mail, it comes second; {@code sin-pregunta=1} goes on without
 * it, if the profile lets people skip it.
 */
public final class ForgottenPasswordPage implements Page {

    private static final String VIEW = "recuperar-contrasena";
    private static final String USERNAME = "usuario";
    private static final String ANSWER = "respuesta";
    private static final String SKIP = "sin-pregunta";

    private final Site site;
    private final Optional<QuestionSettings> question;

    /**
     * Makes the page.
     *
     * @param site whose page it is
     */
    public ForgottenPasswordPage(Site site) {
        this.site = site;
        this.question = site.profile().questions().filter(settings -> settings.mode() == QuestionMode.BEFORE_MAIL);
    }

    @Override
    public Reply get(Visit visit) {
        return form(visit, 200, "", List.of());
    }

    @Override
    public Reply post(Visit visit) {
        String username = visit.field(USERNAME);
        if (!asks(visit)) {
            return answered(visit, username, site.passwords().request(username, visit.client()));
        }
        if (!visit.hasField(ANSWER)) {
            return asked(visit, username, site.passwords().question(username, visit.client()));
        }
        Secret answer = Secret.of(visit.field(ANSWER));
        return answered(visit, username, site.passwords().request(username, answer, visit.client()));
    }

    private Reply asked(Visit visit, String username, QuestionOutcome outcome) {
        if (outcome instanceof QuestionOutcome.Asked asked) {
            return question(visit, 200, username, asked.question(), List.of());
        }
        if (outcome instanceof Limited limited) {
            return Waiting.page(site, visit, limited.message(), limited.retryAfter());
        }
        return malformed(visit, username, ((QuestionOutcome.Malformed) outcome).message());
    }

    private Reply answered(Visit visit, String username, RequestOutcome outcome) {
        if (outcome instanceof RequestOutcome.Accepted accepted) {
            return site.page(
                    visit,
                    200,
                    "correo-enviado",
                    Map.of("message", accepted.message().text()));
        }
        if (outcome instanceof RequestOutcome.AnswerRefused refused) {
            return question(
                    visit, 422, username, refused.question(), List.of(FieldError.at(ANSWER, refused.message())));
        }
        if (outcome instanceof RequestOutcome.AnswersSpent spent) {
            return site.page(
                    visit,
                    422,
                    "respuestas-agotadas",
                    Map.of(
                            "message", spent.message().text(),
                            "skippable", spent.skippable(),
                            "draft", CaseFacts.of(site, spent.draft())));
        }
        if (outcome instanceof Limited limited) {
            return Waiting.page(site, visit, limited.message(), limited.retryAfter());
        }
        return malformed(visit, username, ((RequestOutcome.Malformed) outcome).message());
    }

    private Reply malformed(Visit visit, String username, Message message) {
        return form(visit, 422, Typed.again(username), List.of(FieldError.at(USERNAME, message)));
    }

    private Reply form(Visit visit, int status, String username, List<Map<String, String>> errors) {
        boolean asks = asks(visit);
        return site.page(
                visit,
                status,
                VIEW,
                Map.of(
                        "username",
                        username,
                        "asks",
                        asks,
                        "skippable",
                        asks && isSkippable(),
                        "skips",
                        !asks && isSkippable(),
                        "failed",
                        !errors.isEmpty(),
                        "errors",
                        errors));
    }

    private Reply question(
            Visit visit, int status, String username, SecurityQuestion asked, List<Map<String, String>> errors) {
        return site.page(
                visit,
                status,
                "pregunta-de-seguridad",
                Map.of(
                        "username",
                        Typed.again(username),
                        "question",
                        asked.text(),
                        "skippable",
                        isSkippable(),
                        "failed",
                        !errors.isEmpty(),
                        "errors",
                        errors,
                        "answerErrors",
                        errors));
    }

    /** Never because of what the address or the form says alone: whether it may be skipped is the profile's. */
    private boolean asks(Visit visit) {
        boolean skip = visit.parameter(SKIP).equals("1") || visit.field(SKIP).equals("1");
        return question.isPresent() && !(skip && isSkippable());
    }

    private boolean isSkippable() {
        return question.filter(QuestionSettings::skippable).isPresent();
    }
}
