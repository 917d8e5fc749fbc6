package org.recupera.examples.portal.pages;

import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;

/** {@code /{p}/salir}: signs out. */
public final class SignOutPage implements Page {

    private final Site site;

    /**
     * Makes the page.
     *
     * @param site whose page it is
     */
    public SignOutPage(Site site) {
        this.site = site;
    }

    @Override
    public Reply get(Visit visit) {
        return Reply.seeOther(site.path("inicio"));
    }

    @Override
    public Reply post(Visit visit) {
        site.signIn().end(visit.session());
        visit.renewSession();
        return Reply.seeOther(site.path("ingresar"));
    }
}
