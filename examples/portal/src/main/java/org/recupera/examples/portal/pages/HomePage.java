package org.recupera.examples.portal.pages;

import java.util.List;
import java.util.Map;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;

/** {@code /}: the portals, the demo accounts, the inbox. */
public final class HomePage implements Page {

    private final List<Site> sites;
    private final boolean inbox;

    /**
     * Makes the page.
     *
     * @param sites the portals that are served
     * @param inbox whether there is an embedded inbox
     */
    public HomePage(List<Site> sites, boolean inbox) {
        this.sites = List.copyOf(sites);
        this.inbox = inbox;
    }

    @Override
    public Reply get(Visit visit) {
        return visit.page(
                200,
                "portales",
                Map.of(
                        "portals",
                        sites.stream().map(Site::facts).toList(),
                        "inbox",
                        inbox,
                        "desk",
                        visit.isFromThisMachine()
                                && sites.stream().anyMatch(site -> site.cases().isPresent())));
    }
}
