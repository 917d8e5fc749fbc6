package org.recupera.port;

import java.time.Instant;

/** Ends an account's sessions, once its password is another one. */
@FunctionalInterface
public interface SessionRegistry {

    /**
     * Ends the sessions that began before a password change, remembered sign-ins and tokens included.
     *
     * <p>Called by the worker, at least once for each change, also some time after it (ASVS 7.4.3). Sessions that began
     * at or after {@code before} stay.
     *
     * @param portal the portal to which the account belongs
     * @param account whose sessions end
     * @param before the instant of the change
     * @throws PortException when it could not be done; the call is repeated later
     */
    void endSessions(PortalId portal, AccountId account, Instant before);
}
