package org.recupera.examples.portal.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.recupera.port.TicketDraft;
import org.recupera.profile.CaseTopic;
import org.recupera.ticket.SupportCases;

/** What to choose in the form for a support case, for who could not be helped; the portal's own form has it chosen. */
final class CaseFacts {

    private CaseFacts() {}

    static Map<String, String> of(Site site, CaseTopic topic, String reason) {
        return of(site, new TicketDraft(topic.system(), topic.type(), topic.subject(), reason));
    }

    static Map<String, String> of(Site site, TicketDraft draft) {
        Map<String, String> facts = new HashMap<>();
        facts.put("system", draft.system());
        facts.put("type", draft.type());
        facts.put("subject", draft.subject());
        site.cases().ifPresent(cases -> facts.put("link", link(site, cases, draft)));
        return facts;
    }

    private static String link(Site site, SupportCases cases, TicketDraft draft) {
        return site.path(NewCasePage.PATH)
                + '?'
                + parameter(NewCasePage.REASON, draft.reason())
                + cases.form().prefilled(draft).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(choice -> '&' + parameter(choice.getKey(), choice.getValue()))
                        .collect(Collectors.joining());
    }

    private static String parameter(String name, String value) {
        return name + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
