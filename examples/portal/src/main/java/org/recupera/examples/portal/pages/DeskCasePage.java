package org.recupera.examples.portal.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseState;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PortException;
import org.recupera.port.SupportCase;
import org.recupera.profile.Message;
import org.recupera.ticket.DeskOutcome;

/**
 * {@code /mesa/{numero}} and its files: one support case, to read and to answer.
 *
 * <p>There is no sign-in, so only this machine may look, and only by its own name.
 */
public final class DeskCasePage implements Page {

    private static final String VIEW = "mesa/caso";
    private static final String ANSWER = "respuesta";
    private static final String STATE = "estado";
    private static final String KIND = "tipo";
    private static final String IDENTIFIER = "identificador";
    private static final Pattern PATH =
            Pattern.compile("/mesa/(?<number>[^/]{1,60})(?:/archivos/(?<place>[1-9][0-9]?))?");

    private final List<Site> sites;

    /**
     * Makes the page.
     *
     * @param sites the portals that take support cases
     */
    public DeskCasePage(List<Site> sites) {
        this.sites = List.copyOf(sites);
    }

    @Override
    public Reply get(Visit visit) {
        return found(visit, (site, shown) -> {
            String place = path(visit).group("place");
            return place == null
                    ? page(visit, 200, site, shown, DeskForm.empty())
                    : file(visit, site, shown, Integer.parseInt(place));
        });
    }

    @Override
    public Reply post(Visit visit) {
        return found(visit, (site, shown) -> {
            if (path(visit).group("place") != null) {
                return visit.problem(405).with("Allow", "GET, HEAD");
            }
            if (!visit.hasField(IDENTIFIER)) {
                return answered(visit, site, shown);
            }
            return DeskForm.isAboutUsername(site, shown) ? named(visit, site, shown) : visit.problem(404);
        });
    }

    private Reply answered(Visit visit, Site site, SupportCase shown) {
        String choice = visit.field(STATE);
        Optional<CaseState> state = StateChoice.state(choice);
        DeskForm form = DeskForm.answer(visit.field(ANSWER), choice);
        if (state.isEmpty() && !choice.isEmpty()) {
            Message message = site.profile().message("case.answer.empty", Map.of());
            return page(visit, 422, site, shown, form.refused(STATE, message));
        }
        DeskOutcome outcome =
                site.desk().answer(shown.number(), version(visit, shown), visit.field(ANSWER), state.orElse(null));
        return told(visit, site, shown, outcome, form, ANSWER);
    }

    private Reply named(Visit visit, Site site, SupportCase shown) {
        Optional<IdentifierKind> kind = IdentifierChoice.kind(visit.field(KIND));
        DeskForm form = DeskForm.account(visit.field(KIND), visit.field(IDENTIFIER));
        if (kind.isEmpty()) {
            return page(
                    visit,
                    422,
                    site,
                    shown,
                    form.refused(KIND, site.profile().message("lookup.not-offered", Map.of())));
        }
        Identifier.Reading reading = Identifier.read(kind.get(), visit.field(IDENTIFIER));
        if (reading instanceof Identifier.Flawed flawed) {
            Message message = site.profile().message(flawed.code(), Map.of());
            return page(visit, 422, site, shown, form.refused(IDENTIFIER, message));
        }
        Identifier account = ((Identifier.Read) reading).value();
        DeskOutcome outcome = site.desk().sendUsername(shown.number(), version(visit, shown), account);
        return told(visit, site, shown, outcome, form, IDENTIFIER);
    }

    private Reply told(Visit visit, Site site, SupportCase shown, DeskOutcome outcome, DeskForm form, String field) {
        if (outcome instanceof DeskOutcome.Done done) {
            visit.leaveNotice(done.supportCase().number().value());
            return Reply.seeOther("/mesa/" + shown.number());
        }
        if (outcome instanceof DeskOutcome.Refused refused) {
            return page(visit, 422, site, shown, form.refused(field, refused.message()));
        }
        if (outcome instanceof DeskOutcome.Changed) {
            return found(visit, (same, now) -> page(visit, 409, same, now, form.overtaken()));
        }
        return visit.problem(404);
    }

    private Reply found(Visit visit, BiFunction<Site, SupportCase, Reply> then) {
        Matcher path = path(visit);
        if (!visit.isFromThisMachine() || !path.matches()) {
            return visit.problem(404);
        }
        for (Site site : sites) {
            Optional<SupportCase> shown = site.desk().read(path.group("number"));
            if (shown.isPresent()) {
                return then.apply(site, shown.get());
            }
        }
        return visit.problem(404);
    }

    private static Matcher path(Visit visit) {
        Matcher path = PATH.matcher(visit.path());
        path.matches();
        return path;
    }

    private static Reply page(Visit visit, int status, Site site, SupportCase shown, DeskForm form) {
        return visit.page(status, VIEW, form.over(site, shown));
    }

    private static Reply file(Visit visit, Site site, SupportCase shown, int place) {
        return shown.files().stream()
                .filter(file -> file.place() == place)
                .findFirst()
                .map(file -> download(site, shown, file))
                .orElseGet(() -> visit.problem(404));
    }

    static Reply download(Site site, SupportCase shown, CaseFile file) {
        return Reply.download(file.name(), file.mediaType(), file.size(), to -> {
            if (!site.desk().copyFile(shown.number(), file.place(), to)) {
                throw new PortException("a file was forgotten just when it was asked for", null);
            }
        });
    }

    /** As the page showed it, so that who answers is told when somebody else was quicker. */
    private static long version(Visit visit, SupportCase shown) {
        String version = visit.field("version");
        return version.matches("[0-9]{1,18}") ? Long.parseLong(version) : shown.version();
    }
}
