package org.recupera.examples.portal.pages;

import java.time.Duration;
import java.util.Map;
import org.recupera.examples.portal.web.Reply;
import org.recupera.examples.portal.web.Visit;
import org.recupera.profile.Message;

/** The page for who has tried too often. */
final class Waiting {

    private Waiting() {}

    static Reply page(Site site, Visit visit, Message reason, Duration retryAfter) {
        return site.page(visit, 429, "espere", Map.of("message", reason.text(), "back", visit.path()))
                .retryAfter(retryAfter);
    }
}
