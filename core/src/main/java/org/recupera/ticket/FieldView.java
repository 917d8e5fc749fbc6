package org.recupera.ticket;

import java.util.List;
import org.recupera.profile.FieldKind;

/**
 * One field of the form, as it stands now.
 *
 * @param name under which its value is sent
 * @param kind what it takes
 * @param label what people read
 * @param help what helps to fill it in, or an empty text
 * @param visible whether it is shown; what is sent for it counts only then
 * @param required whether it must be filled in; never without being visible
 * @param maximumLength the most that may be typed, in UTF-16 code units; 0 where nothing is typed
 * @param options those of a choice, in order; none of other kinds
 * @param value what was sent, as it was; a text that belongs to a person
 */
public record FieldView(
        String name,
        FieldKind kind,
        String label,
        String help,
        boolean visible,
        boolean required,
        int maximumLength,
        List<OptionView> options,
        String value) {

    /** Copies the list. */
    public FieldView {
        options = List.copyOf(options);
    }

    @Override
    public String toString() {
        return "FieldView[" + name + ']';
    }
}
