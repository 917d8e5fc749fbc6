package org.recupera.profile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tries every combination of choices that somebody can make in a form.
 *
 * <p>Finds what no combination leads to, and where one must choose and nothing is offered. Only choices that conditions
 * name are tried in turn; the others change nothing.
 */
final class FormCombinations {

    /** How many fields are looked at, over all combinations. */
    private static final int MOST_STEPS = 100_000;

    private final List<FormField> fields;
    private final Set<String> decisive = new HashSet<>();
    private final Set<String> shown = new HashSet<>();
    private final Map<String, Set<String>> offered = new HashMap<>();
    private final Set<String> withoutOffer = new HashSet<>();
    private int steps;

    private FormCombinations(List<FormField> fields) {
        this.fields = fields;
        for (FormField field : fields) {
            decisive.addAll(field.when().wanted().keySet());
            field.options()
                    .forEach(option -> decisive.addAll(option.when().wanted().keySet()));
        }
    }

    /**
     * Refuses what makes no sense.
     *
     * @param section of the form
     * @param sections of its fields, in order
     */
    static void check(List<FormField> fields, Section section, List<Section> sections) {
        FormCombinations tried = new FormCombinations(fields);
        tried.go(0, new HashMap<>());
        if (tried.steps > MOST_STEPS) {
            section.refuse("fields", "has too many combinations of choices that others depend on");
            return;
        }
        for (int i = 0; i < sections.size(); i++) {
            tried.check(fields.get(i), sections.get(i));
        }
    }

    private void go(int from, Map<String, String> chosen) {
        for (int i = from; i < fields.size() && steps++ < MOST_STEPS; i++) {
            FormField field = fields.get(i);
            if (!field.isVisible(chosen)) {
                continue;
            }
            shown.add(field.name());
            List<FormOption> allowed = field.allowed(chosen);
            Set<String> ids = offered.computeIfAbsent(field.name(), name -> new HashSet<>());
            allowed.forEach(option -> ids.add(option.id()));
            if (field.kind() == FieldKind.CHOICE && field.required() && allowed.isEmpty()) {
                withoutOffer.add(field.name());
            }
            if (decisive.contains(field.name())) {
                for (FormOption option : allowed) {
                    chosen.put(field.name(), option.id());
                    go(i + 1, chosen);
                    chosen.remove(field.name());
                }
                if (field.required() && !allowed.isEmpty()) {
                    return;
                }
            }
        }
    }

    private void check(FormField field, Section section) {
        if (!shown.contains(field.name())) {
            section.refuse("when", "holds for no combination of choices");
            return;
        }
        if (withoutOffer.contains(field.name())) {
            section.refuse("options", "has none for some combination of choices, and one is required");
        }
        Set<String> ids = offered.getOrDefault(field.name(), Set.of());
        List<Section> options = field.options().isEmpty() ? List.of() : section.sections("options");
        for (int i = 0; i < options.size(); i++) {
            if (!ids.contains(field.options().get(i).id())) {
                options.get(i).refuse("when", "holds for no combination of choices");
            }
        }
    }
}
