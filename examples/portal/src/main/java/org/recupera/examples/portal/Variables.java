package org.recupera.examples.portal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Environment variables, read strictly; an empty one counts as not set. */
record Variables(Map<String, String> environment) {

    Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    Optional<Integer> number(String name, int least, int most) {
        return text(name).map(value -> {
            if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most) {
                return Integer.valueOf(value);
            }
            throw new SettingsException(name + " is a number from " + least + " to " + most + ", not '" + value + "'");
        });
    }

    Optional<String> choice(String name, String... choices) {
        List<String> known = Arrays.asList(choices);
        return text(name).map(value -> {
            if (known.contains(value)) {
                return value;
            }
            throw new SettingsException(name + " is one of " + String.join(", ", known) + ", not '" + value + "'");
        });
    }
}
