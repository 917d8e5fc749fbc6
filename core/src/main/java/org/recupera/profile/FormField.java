package org.recupera.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recupera.port.CaseField;

/**
 * One field of a case form; the message {@code form.} and its name is what people read.
 *
 * @param name 1 to 40 ASCII letters, digits, {@code -} and {@code _}
 * @param kind what it takes
 * @param role what it means to the library
 * @param required whether it must be filled in where it is shown
 * @param maximumLength the most that may be typed, in UTF-16 code units; 0 where nothing is typed
 * @param when what must be chosen in earlier choices for it to be shown
 * @param options those of a choice, in the order in which they are shown; none of other kinds
 */
public record FormField(
        String name,
        FieldKind kind,
        CaseField.Role role,
        boolean required,
        int maximumLength,
        FormCondition when,
        List<FormOption> options) {

    /** Copies the list. */
    public FormField {
        options = List.copyOf(options);
    }

    /**
     * Whether it is shown.
     *
     * @param chosen what is chosen in earlier choices and counts
     * @return whether its condition holds
     */
    public boolean isVisible(Map<String, String> chosen) {
        return when.holds(chosen);
    }

    /**
     * The options that may be chosen.
     *
     * @param chosen what is chosen in earlier choices and counts
     * @return those whose condition holds, in their order; none of a field that is not shown
     */
    public List<FormOption> allowed(Map<String, String> chosen) {
        return isVisible(chosen)
                ? options.stream().filter(option -> option.when().holds(chosen)).toList()
                : List.of();
    }

    /**
     * An option, whether it may be chosen or not.
     *
     * @param id its id
     * @return the option, if there is one
     */
    public Optional<FormOption> option(String id) {
        return options.stream().filter(option -> option.id().equals(id)).findFirst();
    }
}
