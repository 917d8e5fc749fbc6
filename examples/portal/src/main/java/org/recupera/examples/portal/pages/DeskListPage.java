package org.recupera.examples.portal.pages;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.port.CaseState;
import org.recupera.port.CaseSummary;

/**
 * {@code /mesa}: the support cases of all portals, as who answers them sees them.
 *
 * <p>There is no sign-in, so only this machine may look, and only by its own name.
 */
public final class DeskListPage implements Page {

    private static final int MOST = 100;

    private final List<Site> sites;

    /**
     * Makes the page.
     *
     * @param sites the portals that take support cases
     */
    public DeskListPage(List<Site> sites) {
        this.sites = List.copyOf(sites);
    }

    /** A case with the portal that took it. */
    private record Listed(Site site, CaseSummary summary) {}

    @Override
    public Reply get(Visit visit) {
        if (!visit.isFromThisMachine()) {
            return visit.problem(404);
        }
        return visit.page(
                200,
                "mesa/lista",
                Map.of(
                        "open", group(EnumSet.of(CaseState.OPEN, CaseState.IN_PROGRESS)),
                        "answered", group(EnumSet.of(CaseState.ANSWERED)),
                        "done", group(EnumSet.of(CaseState.HANDED_OVER, CaseState.CLOSED))));
    }

    private Map<String, Object> group(Set<CaseState> states) {
        List<List<Listed>> bySite = sites.stream()
                .map(site -> site.desk().list(states, null, MOST + 1).stream()
                        .map(summary -> new Listed(site, summary))
                        .toList())
                .toList();
        Stream<Listed> shown = bySite.stream().flatMap(cases -> cases.stream().limit(MOST));
        Map<String, Object> values = new HashMap<>();
        values.put(
                "cases",
                shown.sorted(Comparator.comparing(listed -> listed.summary().filedAt()))
                        .map(listed -> CaseViews.summary(listed.site(), listed.summary()))
                        .toList());
        values.put("more", bySite.stream().anyMatch(cases -> cases.size() > MOST));
        values.put("most", MOST);
        return values;
    }
}
