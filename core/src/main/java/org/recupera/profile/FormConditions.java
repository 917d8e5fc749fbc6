package org.recupera.profile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the conditions of a form to the choices that come before them.
 *
 * <p>So conditions never go round in a circle, and one pass over the fields settles them all.
 */
final class FormConditions {

    private final Map<String, FormField> choices = new HashMap<>();

    private FormConditions() {}

    /** @param sections of the fields, in order */
    static void check(List<FormField> fields, List<Section> sections) {
        FormConditions conditions = new FormConditions();
        for (int i = 0; i < fields.size(); i++) {
            conditions.check(fields.get(i), sections.get(i));
        }
    }

    private void check(FormField field, Section section) {
        check(field.when(), section);
        if (field.kind() == FieldKind.CHOICE) {
            List<Section> options = section.sections("options");
            for (int i = 0; i < options.size(); i++) {
                check(field.options().get(i).when(), options.get(i));
            }
            choices.put(field.name(), field);
        }
    }

    private void check(FormCondition condition, Section section) {
        if (condition.wanted().isEmpty()) {
            return;
        }
        Section when = section.section("when");
        condition.wanted().forEach((name, ids) -> {
            FormField choice = choices.get(name);
            if (choice == null) {
                when.refuse(name, "is no choice of the form that comes before this");
            } else if (!ids.stream().allMatch(id -> choice.option(id).isPresent())) {
                when.refuse(name, "names an option that this choice does not have");
            }
        });
    }
}
