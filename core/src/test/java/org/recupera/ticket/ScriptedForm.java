package org.recupera.ticket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A page's script that knows the form's JSON alone. */
final class ScriptedForm {

    /** How one field stands. */
    record State(boolean visible, boolean required, Set<String> allowed) {}

    private final JsonNode form;

    ScriptedForm(String json) {
        try {
            form = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    JsonNode json() {
        return form;
    }

    Map<String, State> states(Map<String, String> values) {
        Map<String, State> states = new LinkedHashMap<>();
        Map<String, String> counting = new HashMap<>();
        for (JsonNode field : form.get("fields")) {
            String name = field.get("name").textValue();
            boolean visible = holds(field.get("when"), counting);
            Set<String> allowed = new TreeSet<>();
            for (JsonNode option : field.path("options")) {
                if (visible && holds(option.get("when"), counting)) {
                    allowed.add(option.get("id").textValue());
                }
            }
            if (allowed.contains(values.getOrDefault(name, ""))) {
                counting.put(name, values.get(name));
            }
            states.put(name, new State(visible, visible && field.get("required").booleanValue(), allowed));
        }
        return states;
    }

    private static boolean holds(JsonNode when, Map<String, String> counting) {
        for (var wanted : when.properties()) {
            boolean found = false;
            for (JsonNode id : wanted.getValue()) {
                found |= id.textValue().equals(counting.get(wanted.getKey()));
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }
}
