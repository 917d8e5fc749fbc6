package org.recupera.profile;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.recupera.port.Secret;

/**
 * What a mail is filled with, by name and type.
 *
 * @param required what must be given
 * @param optional what may be left out
 */
record MailValues(Map<String, Class<?>> required, Map<String, Class<?>> optional) {

    static final String USERNAME = "username";
    static final String ACCOUNTS = "accounts";

    static MailValues of(MailTemplate template) {
        return switch (template) {
            case LINK ->
                new MailValues(
                        Map.of(USERNAME, String.class, "link", Secret.class),
                        Map.of("displayName", String.class, "life", Duration.class));
            case PASSWORD_CHANGED ->
                new MailValues(
                        Map.of(USERNAME, String.class, "at", Instant.class), Map.of("displayName", String.class));
            case ACCOUNTS ->
                new MailValues(
                        Map.of("email", String.class, ACCOUNTS, List.class, "passwordPage", URI.class),
                        Map.of("displayName", String.class));
        };
    }

    boolean has(String name) {
        return required.containsKey(name) || optional.containsKey(name);
    }

    /** @throws IllegalArgumentException when these are other values, without repeating one */
    void check(Map<String, Object> values) {
        required.forEach((name, type) -> {
            if (!type.isInstance(values.get(name))) {
                throw new IllegalArgumentException("the mail needs " + name + ", a " + type.getSimpleName());
            }
        });
        values.forEach((name, value) -> {
            Class<?> type = required.getOrDefault(name, optional.get(name));
            if (type == null || !type.isInstance(value)) {
                throw new IllegalArgumentException("the mail does not take this as " + name);
            }
        });
    }
}
