package org.recupera.ticket;

import java.util.List;

/**
 * The form as it stands with some values, for drawing.
 *
 * @param version what a submission of it names
 * @param fields all fields in order, hidden ones too
 */
public record FormView(String version, List<FieldView> fields) {

    /** Copies the list. */
    public FormView {
        fields = List.copyOf(fields);
    }
}
