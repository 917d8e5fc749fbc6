package org.recupera.profile;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.recupera.port.Secret;

/**
 * What a mail is filled with, by name and type.
 *
 * @param required what must be given
 * @param optional what may be left out
 */
record MailValues(Map<String, Class<?>> required, Map<String, Class<?>> optional) {

    static final String ACCOUNTS = "accounts";
    static final String FACTS = "facts";
    static final String ANSWER = "answer";
    static final String NUMBER = "number";

    private static final String USERNAME = "username";
    private static final String EMAIL = "email";
    private static final String STATUS_PAGE = "statusPage";

    /** What people copy from the mail. */
    static final Set<String> IDENTIFIERS = Set.of(USERNAME, EMAIL);

    static MailValues of(MailTemplate template) {
        return switch (template) {
            case LINK ->
                new MailValues(
                        Map.of(USERNAME, String.class, "link", Secret.class),
                        Map.of("displayName", String.class, "life", Duration.class));
            case PASSWORD_CHANGED, ANSWERS_REPLACED ->
                new MailValues(
                        Map.of(USERNAME, String.class, "at", Instant.class), Map.of("displayName", String.class));
            case ACCOUNTS ->
                new MailValues(
                        Map.of(EMAIL, String.class, ACCOUNTS, List.class, "passwordPage", URI.class),
                        Map.of("displayName", String.class));
            case CASE_FILED ->
                new MailValues(
                        Map.of(NUMBER, String.class, "at", Instant.class, FACTS, List.class),
                        Map.of("due", Instant.class, "opens", Instant.class, STATUS_PAGE, URI.class));
            case CASE_ANSWERED ->
                new MailValues(
                        Map.of(NUMBER, String.class, "state", String.class),
                        Map.of(ANSWER, String.class, STATUS_PAGE, URI.class));
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
            if (type == null || !type.isInstance(value) || (value instanceof List<?> list && !isFitting(name, list))) {
                throw new IllegalArgumentException("the mail does not take this as " + name);
            }
        });
    }

    private static boolean isFitting(String name, List<?> list) {
        return name.equals(ACCOUNTS)
                ? !list.isEmpty() && list.stream().allMatch(ListedAccount.class::isInstance)
                : list.stream().allMatch(CaseFact.class::isInstance);
    }
}
