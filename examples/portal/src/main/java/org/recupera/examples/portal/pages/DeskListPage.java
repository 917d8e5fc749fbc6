package org.recupera.examples.portal.pages;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseSummary;

/**
 * {@code /mesa}: the support cases of all portals, as who answers them sees them.
 *
 * <p>Each group has pages of its own. There is no sign-in, so only this machine may look, and only by its own name.
 */
public final class DeskListPage implements Page {

    private static final int MOST = 100;

    private static final Pattern PLACE = Pattern.compile("(?<micros>[0-9]{1,16})[.](?<number>[0-9A-Z-]{1,32})");

    private static final Comparator<Listed> LONGEST_FILED_FIRST = Comparator.comparing(
                    (Listed listed) -> listed.summary().filedAt())
            .thenComparing(listed -> listed.summary().number().value());

    private final List<Site> sites;
    private final int most;

    /**
     * Makes the page.
     *
     * @param sites the portals that take support cases
     */
    public DeskListPage(List<Site> sites) {
        this(sites, MOST);
    }

    /** @param most how many cases of a group a page shows */
    DeskListPage(List<Site> sites, int most) {
        this.sites = List.copyOf(sites);
        this.most = most;
    }

    /** A case with the portal that took it. */
    private record Listed(Site site, CaseSummary summary) {}

    /**
     * Cases that are shown together.
     *
     * @param parameter what says where its page begins
     * @param states in which states they are
     */
    record Group(String parameter, Set<CaseState> states) {

        static final Group OPEN = new Group("abiertos", Set.of(CaseState.OPEN, CaseState.IN_PROGRESS));
        static final Group ANSWERED = new Group("respondidos", Set.of(CaseState.ANSWERED));
        static final Group DONE = new Group("terminados", Set.of(CaseState.HANDED_OVER, CaseState.CLOSED));

        Group {
            states = Set.copyOf(states);
        }
    }

    @Override
    public Reply get(Visit visit) {
        if (!visit.isFromThisMachine()) {
            return visit.problem(404);
        }
        return visit.page(
                200,
                "mesa/lista",
                Map.of(
                        "open", page(Group.OPEN, visit.parameter(Group.OPEN.parameter)),
                        "answered", page(Group.ANSWERED, visit.parameter(Group.ANSWERED.parameter)),
                        "done", page(Group.DONE, visit.parameter(Group.DONE.parameter))));
    }

    /**
     * One page of a group.
     *
     * @param place behind which case it begins, as the link to it says; anything else is the beginning
     */
    Map<String, Object> page(Group group, String place) {
        Optional<CaseSummary> after = after(place);
        List<Listed> found = sites.stream()
                .flatMap(site -> site.desk().list(group.states, after.orElse(null), most + 1).stream()
                        .map(summary -> new Listed(site, summary)))
                .sorted(LONGEST_FILED_FIRST)
                .limit(most + 1L)
                .toList();
        List<Listed> shown = found.subList(0, Math.min(most, found.size()));
        Map<String, Object> values = new HashMap<>();
        values.put(
                "cases",
                shown.stream()
                        .map(listed -> CaseViews.summary(listed.site(), listed.summary()))
                        .toList());
        values.put(
                "next",
                found.size() == shown.size()
                        ? List.of()
                        : List.of(link(group, shown.get(most - 1).summary())));
        values.put("back", after.isPresent());
        return values;
    }

    private static String link(Group group, CaseSummary last) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, last.filedAt());
        return "/mesa?" + group.parameter + '=' + micros + '.' + last.number();
    }

    /** One place serves for all portals: it is a moment and a number, and need be no case's. */
    private static Optional<CaseSummary> after(String place) {
        Matcher form = PLACE.matcher(place);
        if (!form.matches()) {
            return Optional.empty();
        }
        Instant filedAt = Instant.EPOCH.plus(Long.parseLong(form.group("micros")), ChronoUnit.MICROS);
        return CaseNumber.parse(form.group("number"))
                .map(number -> new CaseSummary(number, CaseState.OPEN, filedAt, filedAt, "", 0));
    }
}
