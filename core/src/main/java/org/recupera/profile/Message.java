package org.recupera.profile;

import java.util.Map;

/**
 * A stable code, and the portal's words for it.
 *
 * @param code what tests and pages of the portal's own go by, such as {@code link.expired}
 * @param parameters what the words were filled with
 * @param text plain text, not escaped for any markup
 */
public record Message(String code, Map<String, String> parameters, String text) {

    /** Copies the parameters. */
    public Message {
        parameters = Map.copyOf(parameters);
    }
}
