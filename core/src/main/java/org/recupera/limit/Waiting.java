package org.recupera.limit;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.recupera.profile.Message;
import org.recupera.profile.Profile;

/** Words a wait, rounded up to whole minutes. */
public final class Waiting {

    private Waiting() {}

    /**
     * Says how long to wait.
     *
     * @param profile in whose words
     * @param wait how long
     * @return the message, in the portal's own language
     */
    public static Message message(Profile profile, Duration wait) {
        return message(profile, wait, profile.language());
    }

    /**
     * Says how long to wait, to somebody whose language is known.
     *
     * @param profile in whose words
     * @param wait how long
     * @param language one that the profile speaks
     * @return the message
     */
    public static Message message(Profile profile, Duration wait, Locale language) {
        long minutes = wait.plus(Duration.ofMinutes(1)).minusNanos(1).toMinutes();
        return profile.message("limit.reached", Map.of("minutes", Long.toString(minutes)), language);
    }
}
