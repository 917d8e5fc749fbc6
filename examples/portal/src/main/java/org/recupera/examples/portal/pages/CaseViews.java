package org.recupera.examples.portal.pages;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.recupera.port.CaseField;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseSummary;

/** Support cases as pages show them. */
final class CaseViews {

    private CaseViews() {}

    static String state(Site site, CaseState state) {
        return site.profile().message(state.code(), Map.of()).text();
    }

    static Map<String, Object> summary(Site site, CaseSummary summary) {
        Map<String, Object> values = Moment.of(site, summary.filedAt());
        values.put("number", summary.number());
        values.put("portalName", site.profile().name());
        values.put("state", state(site, summary.state()));
        values.put("subject", summary.subject());
        values.put("hasFiles", summary.files() > 0);
        values.put("files", summary.files());
        return values;
    }

    /** What its requester and the desk both see. */
    static Map<String, Object> shared(
            Site site, CaseNumber number, CaseState state, Instant filedAt, List<CaseMessage> messages) {
        Map<String, Object> values = Moment.of(site, filedAt);
        values.put("number", number);
        values.put("state", state(site, state));
        values.put(
                "messages",
                messages.stream().map(message -> message(site, message)).toList());
        return values;
    }

    static Map<String, Object> field(CaseField field) {
        Map<String, Object> values = new HashMap<>();
        values.put("label", field.label());
        values.put("text", field.text());
        values.put("long", field.role() == CaseField.Role.DESCRIPTION);
        return values;
    }

    private static Map<String, Object> message(Site site, CaseMessage message) {
        Map<String, Object> values = Moment.of(site, message.at());
        values.put("desk", message.author() == CaseMessage.Author.DESK);
        values.put("state", state(site, message.state()));
        values.put("texts", message.text().isEmpty() ? List.of() : List.of(message.text()));
        return values;
    }
}
