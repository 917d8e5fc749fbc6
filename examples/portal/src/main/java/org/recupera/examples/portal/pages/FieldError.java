package org.recupera.examples.portal.pages;

import java.util.Map;
import org.recupera.profile.Message;

/** A message beside the field that it is about. */
final class FieldError {

    private FieldError() {}

    static Map<String, String> at(String field, Message message) {
        return Map.of("field", field, "text", message.text());
    }
}
