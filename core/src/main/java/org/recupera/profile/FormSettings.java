package org.recupera.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.recupera.port.CaseField.Role;

/**
 * What a portal asks whoever opens a case.
 *
 * <p>A condition names earlier choices alone, so one pass in the order of the fields settles everything. A choice counts
 * only while it is shown and the chosen option is offered.
 *
 * @param version what a submission is held against; changes with the form
 * @param fields in the order in which they are shown
 */
public record FormSettings(String version, List<FormField> fields) {

    /** Copies the list. */
    public FormSettings {
        fields = List.copyOf(fields);
    }

    /**
     * The field in a role.
     *
     * @param role the role; of {@link Role#OTHER} there may be several, and the first is given
     * @return the field, where the form has one
     */
    public Optional<FormField> field(Role role) {
        return fields.stream().filter(field -> field.role() == role).findFirst();
    }

    /**
     * The field at which files are attached.
     *
     * @return the field, where the form has one
     */
    public Optional<FormField> files() {
        return fields.stream().filter(field -> field.kind() == FieldKind.FILES).findFirst();
    }

    /** Whether this stands in for a form that was refused; no other is without fields. */
    boolean isRefused() {
        return fields.isEmpty();
    }

    /**
     * Settles what is chosen, choice by choice.
     *
     * @param picked whether an option of a field is the one that is wanted
     * @return the first wanted option of each choice that offers one, by the field's name; those that count
     */
    public Map<String, String> chosen(BiPredicate<FormField, FormOption> picked) {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (FormField field : fields) {
            field.allowed(chosen).stream()
                    .filter(option -> picked.test(field, option))
                    .findFirst()
                    .ifPresent(option -> chosen.put(field.name(), option.id()));
        }
        return chosen;
    }

    /**
     * The options that people know by their labels, as far as they go together.
     *
     * @param labels the label of what is wanted, by the field's role
     * @param texts what the form says in the language of the labels, as {@link Profile#formTexts} gives it
     * @return the ids of the options, by their fields' names
     */
    public Map<String, String> labelled(Map<Role, String> labels, Map<String, String> texts) {
        return chosen((field, option) -> {
            String label = labels.get(field.role());
            return label != null && label.equals(texts.get(field.name() + '.' + option.id()));
        });
    }
}
