package org.recupera.examples.portal.pages;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.recupera.port.CaseField;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseState;
import org.recupera.port.IdentifierKind;
import org.recupera.port.SupportCase;
import org.recupera.port.TicketDraft;
import org.recupera.profile.Message;
import org.recupera.profile.UsernameSettings;

/**
 * A support case as the desk's page shows it, with what was typed there.
 *
 * @param answer what was typed as answer
 * @param state what was chosen as state
 * @param kind what kind of identifier was chosen, or empty
 * @param identifier what was typed as identifier
 * @param errors what is wrong with it
 * @param changed whether somebody else changed the case meanwhile
 */
record DeskForm(
        String answer,
        String state,
        String kind,
        String identifier,
        List<Map<String, String>> errors,
        boolean changed) {

    static DeskForm empty() {
        return answer("", "");
    }

    static DeskForm answer(String answer, String state) {
        return new DeskForm(answer, state, "", "", List.of(), false);
    }

    static DeskForm account(String kind, String identifier) {
        return new DeskForm("", "", kind, identifier, List.of(), false);
    }

    DeskForm refused(String field, Message message) {
        return new DeskForm(answer, state, kind, identifier, List.of(FieldError.at(field, message)), false);
    }

    DeskForm overtaken() {
        return new DeskForm(answer, state, kind, identifier, List.of(), true);
    }

    @Override
    public String toString() {
        return "DeskForm";
    }

    /** What the page shows. */
    Map<String, Object> over(Site site, SupportCase shown) {
        Map<String, Object> values =
                CaseViews.shared(site, shown.number(), shown.state(), shown.filedAt(), shown.messages());
        values.put("portalName", site.profile().name());
        values.put("version", shown.version());
        values.put(
                "reasons",
                shown.reason().stream().flatMap(code -> reason(site, code)).toList());
        values.put("fields", shown.fields().stream().map(CaseViews::field).toList());
        values.put("purged", shown.requester().isEmpty());
        values.put("files", shown.files().stream().map(DeskForm::file).toList());
        values.put("failed", !errors.isEmpty());
        values.put("errors", errors);
        errors.forEach(error -> values.put(error.get("field") + "-error", error.get("text")));
        values.put("changed", changed);
        values.put("answer", Typed.cleaned(answer));
        values.put(
                "states", StateChoice.ALL.stream().map(to -> option(site, to)).toList());
        values.put("recoversUsername", isAboutUsername(site, shown));
        values.put("identifier", identifier(shown));
        values.put(
                "kinds",
                Arrays.stream(IdentifierKind.values()).map(this::option).toList());
        return values;
    }

    /** Whether the case is what people open who could not recover their username. */
    static boolean isAboutUsername(Site site, SupportCase shown) {
        return site.profile().username().map(UsernameSettings::caseTopic).stream()
                .map(topic -> new TicketDraft(topic.system(), topic.type(), topic.subject(), ""))
                .map(draft -> site.recovery().cases().form().prefilled(draft))
                .anyMatch(chosen -> shown.field(CaseField.Role.SUBJECT)
                        // By the option's id: its label is in the language in which the case was filed.
                        .filter(subject -> subject.value().equals(chosen.get(subject.name())))
                        .isPresent());
    }

    /** The document in the case is the first to try. */
    private String identifier(SupportCase shown) {
        return kind.isEmpty()
                ? shown.field(CaseField.Role.DOCUMENT).map(CaseField::value).orElse("")
                : Typed.again(identifier);
    }

    /** As the person read it; nothing where that had more in it than a case keeps. */
    private static Stream<String> reason(Site site, String code) {
        try {
            return Stream.of(site.profile().message(code, Map.of()).text());
        } catch (IllegalArgumentException withParameters) {
            return Stream.empty();
        }
    }

    private Map<String, Object> option(Site site, CaseState to) {
        String value = StateChoice.of(to);
        return Map.of("value", value, "label", CaseViews.state(site, to), "chosen", value.equals(state));
    }

    private Map<String, Object> option(IdentifierKind offered) {
        String value = IdentifierChoice.of(offered);
        return Map.of("value", value, value, true, "chosen", value.equals(kind));
    }

    private static Map<String, Object> file(CaseFile file) {
        Map<String, Object> values = new HashMap<>();
        values.put("place", file.place());
        values.put("shownName", file.shownName());
        values.put("type", file.mediaType());
        values.put("size", Size.of(file.size()));
        return values;
    }
}
