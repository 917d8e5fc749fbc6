package org.recupera.profile;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a new password must be like.
 *
 * @param minimumLength the fewest Unicode code points, at most 64. At least 15, and 15 unless the file says otherwise:
 *     that is what NIST SP 800-63B-4 (3.1.1.2) asks for where a password is all there is. 8 take the place of 15 where
 *     the file declares {@code secondFactor}: nobody signs in to the portal by password alone. Nothing here can check
 *     that
 * @param maximumLength the most Unicode code points; 64 to 256
 * @param names what else people call the portal and the authority behind it; no password, and neither are its own name
 *     and what is on file of the person
 * @param composition the kinds of characters that a law asks for; {@code null} for none, as NIST wants it
 * @param breachedCheck the service that knows leaked passwords; {@code null} to ask nobody
 */
public record PasswordSettings(
        int minimumLength,
        int maximumLength,
        List<String> names,
        @Nullable Composition composition,
        @Nullable BreachedCheck breachedCheck) {

    /** Copies the names. */
    public PasswordSettings {
        names = List.copyOf(names);
    }

    /**
     * How many characters of each kind there must be.
     *
     * @param upperCase upper-case letters; 0 to 8
     * @param lowerCase lower-case letters; 0 to 8
     * @param digits digits; 0 to 8
     * @param symbols signs; 0 to 8
     */
    public record Composition(int upperCase, int lowerCase, int digits, int symbols) {}

    /**
     * Who is asked about leaked passwords.
     *
     * @param service where the range service is; {@code null} for the public one
     * @param timeLimit how long an answer may take; 100 ms to 30 s
     * @param refuseWhenUnknown whether a password that nobody can say anything about is refused
     */
    public record BreachedCheck(@Nullable URI service, Duration timeLimit, boolean refuseWhenUnknown) {}
}
