package org.recupera.limit;

import java.time.Duration;
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
     * @return the message
     */
    public static Message message(Profile profile, Duration wait) {
        long minutes = wait.plus(Duration.ofMinutes(1)).minusNanos(1).toMinutes();
        return profile.message("limit.reached", Map.of("minutes", Long.toString(minutes)));
    }
}
