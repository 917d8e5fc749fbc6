package org.recupera.examples.portal.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.recupera.port.AttachmentType;
import org.recupera.profile.AttachmentSettings;
import org.recupera.profile.FieldKind;
import org.recupera.profile.FormCondition;
import org.recupera.profile.FormField;
import org.recupera.profile.FormOption;
import org.recupera.profile.FormSettings;
import org.recupera.ticket.CaseFlaw;
import org.recupera.ticket.CaseForm;
import org.recupera.ticket.FieldView;
import org.recupera.ticket.FormView;
import org.recupera.ticket.OptionView;
import org.recupera.ticket.SupportCases;

/**
 * The profile's form for a support case, drawn for browsers without scripts.
 *
 * <p>What depends on a choice is there before anything is chosen: options are grouped by what they belong to, and a field
 * says for whom it is. So one page is enough, and whatever does not fit is told when the form is sent.
 */
final class DrawnForm {

    private final CaseForm form;
    private final Locale language;
    private final List<FormField> fields;
    private final AttachmentSettings attachments;

    DrawnForm(Site site, SupportCases cases, FormSettings form) {
        this.form = cases.form();
        this.language = site.profile().language();
        this.fields = form.fields();
        this.attachments = cases.attachments();
    }

    /** The fields of one kind. */
    List<String> names(FieldKind kind) {
        return fields.stream()
                .filter(field -> field.kind() == kind)
                .map(FormField::name)
                .toList();
    }

    /** The fields in which something is typed or chosen. */
    List<String> names() {
        return fields.stream()
                .filter(field -> field.kind() != FieldKind.FILES)
                .map(FormField::name)
                .toList();
    }

    /** The form as it is first seen, with some values. */
    Map<String, Object> with(Map<String, String> values) {
        return again(values, List.of(), false);
    }

    /** The form as it comes back: with what was typed, and what is wrong with it. */
    Map<String, Object> again(Map<String, String> typed, List<CaseFlaw> flaws, boolean filesLost) {
        FormView view = form.draw(typed, language);
        Map<String, FieldView> views = new LinkedHashMap<>();
        view.fields().forEach(field -> views.put(field.name(), field));
        Map<String, Object> values = new HashMap<>();
        values.put("version", view.version());
        values.put("failed", !flaws.isEmpty());
        values.put("errors", flaws.stream().map(DrawnForm::inSummary).toList());
        values.put("limits", limits());
        values.put(
                "fields",
                fields.stream()
                        .map(field -> drawn(field, views, typed.getOrDefault(field.name(), ""), flaws, filesLost))
                        .toList());
        return values;
    }

    private static Map<String, String> inSummary(CaseFlaw flaw) {
        return flaw.field().isEmpty()
                ? Map.of("text", flaw.message().text())
                : FieldError.at(flaw.field(), flaw.message());
    }

    private Map<String, Object> drawn(
            FormField field, Map<String, FieldView> views, String typed, List<CaseFlaw> flaws, boolean filesLost) {
        FieldView view = view(field.name(), views);
        List<String> errors = flaws.stream()
                .filter(flaw -> flaw.field().equals(field.name()))
                .map(flaw -> flaw.message().text())
                .toList();
        boolean files = field.kind() == FieldKind.FILES;
        boolean always = field.when().equals(FormCondition.ALWAYS);
        Map<String, Object> values = new HashMap<>();
        values.put("name", field.name());
        values.put("label", view.label());
        values.put("help", view.help().isEmpty() ? List.of() : List.of(view.help()));
        values.put("condition", always ? List.of() : List.of(told(field.when(), views)));
        // A browser must not insist on what another choice makes needless.
        values.put("required", field.required() && always);
        values.put("lost", files && filesLost);
        values.put("errors", errors);
        values.put("value", errors.isEmpty() ? typed : Typed.cleaned(typed));
        values.put("line", type(field.kind()));
        values.put("autocomplete", autocomplete(field));
        values.put("text", field.kind() == FieldKind.PARAGRAPH);
        values.put("choice", field.kind() == FieldKind.CHOICE);
        values.put("groups", groups(field, view, views));
        values.put("files", files);
        return values;
    }

    /** The options, those that depend on the same choices together. */
    private static List<Map<String, Object>> groups(FormField field, FieldView view, Map<String, FieldView> views) {
        Map<FormCondition, List<OptionView>> groups = new LinkedHashMap<>();
        for (FormOption option : field.options()) {
            view.options().stream()
                    .filter(shown -> shown.id().equals(option.id()))
                    .forEach(shown -> groups.computeIfAbsent(option.when(), first -> new ArrayList<>())
                            .add(shown));
        }
        return groups.entrySet().stream()
                .map(group -> Map.<String, Object>of(
                        "group",
                        group.getKey().equals(FormCondition.ALWAYS) ? List.of() : List.of(told(group.getKey(), views)),
                        "options",
                        group.getValue()))
                .toList();
    }

    /** What a condition asks for, in the words of the form. */
    private static String told(FormCondition condition, Map<String, FieldView> views) {
        return condition.wanted().entrySet().stream()
                .map(choice -> view(choice.getKey(), views).options().stream()
                        .filter(option -> choice.getValue().contains(option.id()))
                        .map(OptionView::label)
                        .collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" · "));
    }

    /** The form draws every field that it has. */
    private static FieldView view(String name, Map<String, FieldView> views) {
        return Objects.requireNonNull(views.get(name), name);
    }

    private Map<String, Object> limits() {
        return Map.of(
                "count",
                attachments.maxFiles(),
                "each",
                Size.of(attachments.maxBytes()),
                "all",
                Size.of(attachments.maxBytesInAll()),
                "types",
                attachments.types().stream()
                        .map(type -> type.extension().toUpperCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")),
                "accept",
                attachments.types().stream().map(AttachmentType::mediaType).collect(Collectors.joining(",")));
    }

    /** Of fields of one line, as browsers call them. */
    private static List<String> type(FieldKind kind) {
        return switch (kind) {
            case NAME, LINE, DOCUMENT -> List.of("text");
            case EMAIL -> List.of("email");
            case PHONE -> List.of("tel");
            case PARAGRAPH, CHOICE, FILES -> List.of();
        };
    }

    private static List<String> autocomplete(FormField field) {
        return switch (field.role()) {
            case NAME -> List.of("name");
            case EMAIL -> List.of("email");
            case PHONE -> List.of("tel");
            case DOCUMENT -> List.of("off");
            default -> List.of();
        };
    }
}
