package org.recupera.ticket;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.port.CaseField;
import org.recupera.port.CaseField.Role;
import org.recupera.port.EmailAddress;
import org.recupera.profile.FieldKind;
import org.recupera.profile.FormField;
import org.recupera.profile.FormOption;

/** Judges one form that was sent, field by field in the form's order. */
final class FormCheck {

    static final String STALE = "case.form.stale";
    static final String REQUIRED = "case.field.required";
    static final String UNKNOWN_OPTION = "case.field.unknown-option";
    static final String NOT_OFFERED = "case.field.not-offered";

    private final FormWords words;
    private final Map<String, String> chosen;
    private final List<CaseFlaw> flaws = new ArrayList<>();
    private final List<CaseField> fields = new ArrayList<>();
    private @Nullable EmailAddress requester;

    /** @param chosen what is chosen and counts */
    FormCheck(FormWords words, Map<String, String> chosen) {
        this.words = words;
        this.chosen = chosen;
    }

    void refuseVersion() {
        flaws.add(new CaseFlaw("", words.message(STALE, Map.of())));
    }

    void look(FormField field, String value) {
        if (!field.isVisible(chosen) || field.kind() == FieldKind.FILES) {
            return;
        }
        if (field.kind() == FieldKind.CHOICE) {
            lookAtChoice(field, value);
        } else {
            lookAtText(field, value);
        }
    }

    CaseForm.Judgement judgement() {
        return flaws.isEmpty() && requester != null
                ? new CaseForm.Clean(fields, requester)
                : new CaseForm.Flawed(flaws);
    }

    private void lookAtText(FormField field, String value) {
        TypedText.Reading reading = TypedText.read(field.kind(), field.maximumLength(), value);
        if (reading instanceof TypedText.Flawed flawed) {
            refuse(field, flawed.code(), Map.of("maximum", Integer.toString(field.maximumLength())));
        } else if (reading instanceof TypedText.Read read) {
            take(field, read.text(), read.text());
        }
    }

    private void lookAtChoice(FormField field, String value) {
        Optional<FormOption> option = field.option(value);
        if (value.isEmpty()) {
            take(field, "", "");
        } else if (option.isEmpty()) {
            refuse(field, UNKNOWN_OPTION, Map.of());
        } else if (value.equals(chosen.get(field.name()))) {
            take(field, value, words.label(field, option.get()));
        } else {
            refuse(
                    field,
                    NOT_OFFERED,
                    Map.of(
                            "option",
                            words.label(field, option.get()),
                            "others",
                            option.get().when().wanted().keySet().stream()
                                    .map(words::label)
                                    .collect(joining(", "))));
        }
    }

    private void take(FormField field, String value, String text) {
        if (!value.isEmpty()) {
            fields.add(new CaseField(field.name(), field.role(), words.label(field), value, text));
            if (field.role() == Role.EMAIL) {
                requester = new EmailAddress(value);
            }
        } else if (field.required()) {
            refuse(field, REQUIRED, Map.of());
        }
    }

    private void refuse(FormField field, String code, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("field", words.label(field));
        flaws.add(new CaseFlaw(field.name(), words.message(code, all)));
    }
}
