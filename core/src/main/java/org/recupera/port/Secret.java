package org.recupera.port;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Text that must not be printed: a password, a link's token, an answer.
 *
 * <p>Its text form is redacted, it does not serialise, and comparing takes the same time wherever two values of one
 * length differ. The characters stay in memory until collected, as those of any {@code String} do; nothing is
 * promised about wiping them.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Secret {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * Wraps text as it is: nothing is trimmed, checked or normalised.
     *
     * @param text what to keep from being printed; may be empty
     * @return the secret
     */
    public static Secret of(CharSequence text) {
        return new Secret(text.toString());
    }

    /**
     * Gives the text back; call it only where the text is used.
     *
     * @return the text as it was wrapped
     */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_16BE), secret.text.getBytes(StandardCharsets.UTF_16BE));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Says that there is a secret, and nothing about it. */
    @Override
    public String toString() {
        return "Secret[redacted]";
    }
}
