package org.recupera.examples.portal.pages;

import java.util.Map;
import org.recupera.port.TicketDraft;
import org.recupera.profile.CaseTopic;

/** What to choose in the form for a support case, for who could not be helped. */
final class CaseFacts {

    private CaseFacts() {}

    static Map<String, String> of(TicketDraft draft) {
        return of(draft.system(), draft.type(), draft.subject());
    }

    static Map<String, String> of(CaseTopic topic) {
        return of(topic.system(), topic.type(), topic.subject());
    }

    private static Map<String, String> of(String system, String type, String subject) {
        return Map.of("system", system, "type", type, "subject", subject);
    }
}
