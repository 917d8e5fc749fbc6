package org.recupera.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must be chosen elsewhere in a form for something to be offered.
 *
 * @param wanted for each choice that counts, by its field's name, the options of which one must be chosen; an empty map
 *     always holds
 */
public record FormCondition(Map<String, List<String>> wanted) {

    /** The condition of what is always offered. */
    public static final FormCondition ALWAYS = new FormCondition(Map.of());

    /** Copies the map, in its order, and the lists. */
    public FormCondition {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        wanted.forEach((field, options) -> copy.put(field, List.copyOf(options)));
        wanted = Collections.unmodifiableMap(copy);
    }

    /**
     * Whether the condition is met.
     *
     * @param chosen the options that are chosen and count, by their fields' names
     * @return whether each choice named here has one of its options chosen
     */
    public boolean holds(Map<String, String> chosen) {
        return wanted.entrySet().stream().allMatch(choice -> {
            String option = chosen.get(choice.getKey());
            return option != null && choice.getValue().contains(option);
        });
    }
}
