package org.recupera.examples.portal.pages;

import java.util.Map;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;

/** {@code /{p}}: the first page of one portal. */
public final class PortalHomePage implements Page {

    private final Site site;

    /**
     * Makes the page.
     *
     * @param site whose page it is
     */
    public PortalHomePage(Site site) {
        this.site = site;
    }

    @Override
    public Reply get(Visit visit) {
        return site.page(visit, 200, "principal", Map.of());
    }
}
