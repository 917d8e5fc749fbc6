package org.recupera.examples.portal.pages;

import java.util.Map;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;

/** {@code /{p}/inicio}: where people are once they are signed in. */
public final class StartPage implements Page {

    private final Site site;

    /**
     * Makes the page.
     *
     * @param site whose page it is
     */
    public StartPage(Site site) {
        this.site = site;
    }

    @Override
    public Reply get(Visit visit) {
        return site.signIn()
                .who(visit.session())
                .map(account -> site.page(visit, 200, "inicio", Map.of("username", account.username())))
                .orElseGet(() -> Reply.seeOther(site.path("ingresar")));
    }
}
