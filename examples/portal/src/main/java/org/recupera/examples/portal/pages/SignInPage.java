package org.recupera.examples.portal.pages;

import java.util.Map;
import org.recupera.examples.portal.accounts.SignIn;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.port.Secret;

/** {@code /{p}/ingresar}: the portal's own sign-in, of which the library knows nothing. */
public final class SignInPage implements Page {

    private static final String VIEW = "ingresar";

    private final Site site;

    /**
     * Makes the page.
     *
     * @param site whose page it is
     */
    public SignInPage(Site site) {
        this.site = site;
    }

    @Override
    public Reply get(Visit visit) {
        return site.page(visit, 200, VIEW, Map.of("username", ""));
    }

    @Override
    public Reply post(Visit visit) {
        String username = visit.field("usuario");
        SignIn.Outcome outcome = site.signIn().attempt(username, Secret.of(visit.field("contrasena")));
        if (outcome instanceof SignIn.Welcome welcome) {
            site.signIn().end(visit.session());
            site.signIn().begin(visit.renewSession(), welcome.account());
            return Reply.seeOther(site.path("inicio"));
        }
        return site.page(
                visit,
                401,
                VIEW,
                Map.of(
                        "username",
                        Typed.again(username),
                        "failed",
                        true,
                        "disabled",
                        outcome instanceof SignIn.Disabled));
    }
}
