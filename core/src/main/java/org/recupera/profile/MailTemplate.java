package org.recupera.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.recupera.port.Secret;

/**
 * The mails that are sent, and the values that each is filled with.
 *
 * <p>Texts are handed over as they are on file and instants as they are: rendering makes names safe to print and writes
 * instants in the portal's zone.
 *
 * <p>Each is two Mustache files in each language, {@code link.es.txt} and {@code link.es.html}, and the message
 * {@code mail.link.subject}. Besides the values below they see {@code subject}, {@code language}, and of the profile
 * {@code portal} (its name), {@code phones}, {@code support} (with {@code uri} and {@code name}) and {@code hours}. What
 * may be lacking is an empty text, which a section leaves out; any other name is an error when the profile is read.
 */
public enum MailTemplate {
    /**
     * The link for changing a password.
     *
     * <p>{@code username} (String), {@code link} (Secret); if known {@code displayName} (String); {@code life}
     * (Duration) when less is left than the profile's life.
     */
    LINK(
            "link",
            Map.of("username", String.class, "link", Secret.class),
            Map.of("displayName", String.class, "life", Duration.class)),

    /**
     * The notice that a password was changed.
     *
     * <p>{@code username} (String), {@code at} (Instant); if known {@code displayName} (String).
     */
    PASSWORD_CHANGED(
            "password-changed",
            Map.of("username", String.class, "at", Instant.class),
            Map.of("displayName", String.class));

    private final String fileName;
    private final Map<String, Class<?>> required;
    private final Map<String, Class<?>> optional;

    MailTemplate(String fileName, Map<String, Class<?>> required, Map<String, Class<?>> optional) {
        this.fileName = fileName;
        this.required = required;
        this.optional = optional;
    }

    /**
     * What its files, its subject's code and its events are called after.
     *
     * @return such as {@code link}, for {@code link.es.html} and {@code mail.link.subject}
     */
    public String fileName() {
        return fileName;
    }

    String subjectCode() {
        return "mail." + fileName + ".subject";
    }

    Map<String, Class<?>> required() {
        return required;
    }

    Map<String, Class<?>> optional() {
        return optional;
    }

    boolean takes(String value) {
        return required.containsKey(value) || optional.containsKey(value);
    }

    /** @throws IllegalArgumentException when the values are not those of this mail, without repeating one */
    void check(Map<String, Object> values) {
        required.forEach((name, type) -> {
            if (!type.isInstance(values.get(name))) {
                throw new IllegalArgumentException(
                        "the mail " + fileName + " needs " + name + ", a " + type.getSimpleName());
            }
        });
        values.forEach((name, value) -> {
            Class<?> type = required.getOrDefault(name, optional.get(name));
            if (type == null || !type.isInstance(value)) {
                throw new IllegalArgumentException("the mail " + fileName + " does not take this as " + name);
            }
        });
    }
}
