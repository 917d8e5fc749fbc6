package org.recupera.examples.portal.pages;

import java.util.List;
import java.util.Map;
import org.recupera.examples.portal.web.Page;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.ticket.StatusOutcome;
import org.recupera.ticket.SupportCases;

/**
 * {@code /{p}/caso}: where a support case stands, for who knows its number and the address in it.
 *
 * <p>A wrong number and a wrong address get the same page, to the byte: nothing that was typed stands in it. What is
 * shown says nothing of the person.
 */
public final class CaseStatusPage implements Page {

    static final String PATH = "caso";
    private static final String NUMBER = "numero";

    private final Site site;
    private final SupportCases cases;

    /**
     * Makes the page.
     *
     * @param site whose page it is
     * @param cases its support cases
     */
    public CaseStatusPage(Site site, SupportCases cases) {
        this.site = site;
        this.cases = cases;
    }

    @Override
    public Reply get(Visit visit) {
        return form(visit, 200, Map.of("number", Typed.again(visit.parameter(NUMBER))));
    }

    @Override
    public Reply post(Visit visit) {
        StatusOutcome outcome = cases.status(visit.field(NUMBER), visit.field("correo"), visit.client());
        if (outcome instanceof StatusOutcome.Found found) {
            return found(visit, found);
        }
        if (outcome instanceof StatusOutcome.TooMany limited) {
            return Waiting.page(site, visit, limited.message(), limited.retryAfter());
        }
        StatusOutcome.NotFound missing = (StatusOutcome.NotFound) outcome;
        return form(
                visit, 404, Map.of("number", "", "missing", missing.message().text()));
    }

    private Reply form(Visit visit, int status, Map<String, Object> values) {
        return site.page(visit, status, "consultar-caso", values);
    }

    private Reply found(Visit visit, StatusOutcome.Found found) {
        Map<String, Object> values =
                CaseViews.shared(site, found.number(), found.state(), found.filedAt(), found.messages());
        values.put("kept", found.about().stream().map(CaseViews::field).toList());
        values.put("hasFiles", found.files() > 0);
        values.put("files", found.files());
        values.put("due", found.answerDue() == null ? List.of() : List.of(Moment.of(site, found.answerDue())));
        return site.page(visit, 200, PATH, values);
    }
}
