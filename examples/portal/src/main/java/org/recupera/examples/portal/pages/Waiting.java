package org.recupera.examples.portal.pages;

import java.time.Duration;
import java.util.Map;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.port.TicketDraft;
import org.recupera.profile.Message;

/** The page for who has tried too often. */
final class Waiting {

    private Waiting() {}

    static Reply page(Site site, Visit visit, Message reason, Duration retryAfter) {
        return page(site, visit, retryAfter, Map.of("message", reason.text(), "back", visit.path()));
    }

    /** For who may not be able to wait, with the case that comes next. */
    static Reply page(Site site, Visit visit, Message reason, Duration retryAfter, TicketDraft draft) {
        return page(
                site,
                visit,
                retryAfter,
                Map.of("message", reason.text(), "back", visit.path(), "draft", CaseFacts.of(site, draft)));
    }

    private static Reply page(Site site, Visit visit, Duration retryAfter, Map<String, ?> values) {
        return site.page(visit, 429, "espere", values).retryAfter(retryAfter);
    }
}
