package org.recupera.examples.portal.pages;

import java.util.List;
import java.util.Map;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.recovery.Limited;
import org.recupera.recovery.RequestOutcome;

/** {@code /{p}/recuperar-contrasena}: asks for the username and answers everybody alike. */
public final class ForgottenPasswordPage implements Page {

    private static final String VIEW = "recuperar-contrasena";

    private final Site site;

    /**
     * Makes the page.
     *
     * @param site whose page it is
     */
    public ForgottenPasswordPage(Site site) {
        this.site = site;
    }

    @Override
    public Reply get(Visit visit) {
        return site.page(visit, 200, VIEW, Map.of("username", "", "withoutQuestion", withoutQuestion(visit)));
    }

    @Override
    public Reply post(Visit visit) {
        String username = visit.field("usuario");
        RequestOutcome outcome = site.passwords().request(username, visit.client());
        if (outcome instanceof RequestOutcome.Accepted accepted) {
            return site.page(
                    visit,
                    200,
                    "correo-enviado",
                    Map.of("message", accepted.message().text()));
        }
        if (outcome instanceof Limited limited) {
            return Waiting.page(site, visit, limited.message(), limited.retryAfter());
        }
        RequestOutcome.Malformed malformed = (RequestOutcome.Malformed) outcome;
        return site.page(
                visit,
                422,
                VIEW,
                Map.of(
                        "username", Typed.again(username),
                        "withoutQuestion", withoutQuestion(visit),
                        "failed", true,
                        "errors", List.of(FieldError.at("usuario", malformed.message()))));
    }

    private static boolean withoutQuestion(Visit visit) {
        return visit.parameter("sin-pregunta").equals("1");
    }
}
