package org.recupera.ticket;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.recupera.profile.FormField;
import org.recupera.profile.FormOption;
import org.recupera.profile.Message;
import org.recupera.profile.Profile;

/**
 * What a portal's form says in one language.
 *
 * @param texts labels and helps by their codes, as the profile gives them
 */
record FormWords(Profile profile, Locale language, Map<String, String> texts) {

    String label(FormField field) {
        return said(field.name());
    }

    String label(FormField field, FormOption option) {
        return said(field.name() + '.' + option.id());
    }

    /** The label of a field that a condition names. */
    String label(String field) {
        return said(field);
    }

    /** An empty text where there is none. */
    String help(FormField field) {
        return texts.getOrDefault(field.name() + ".help", "");
    }

    Message message(String code, Map<String, String> parameters) {
        return profile.message(code, parameters, language);
    }

    private String said(String code) {
        return Objects.requireNonNull(texts.get(code), code);
    }
}
