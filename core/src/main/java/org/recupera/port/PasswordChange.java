package org.recupera.port;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One password to replace.
 *
 * @param portal the portal to which the account belongs
 * @param account whose password it is
 * @param seenVersion the {@link Account#passwordVersion()} that was seen when the change was judged, or {@code null}
 *     when the directory has no versions
 * @param password the new password, in NFC, already judged by the password rules
 * @param at the instant of the change
 * @param clearsGuessLock whether a lock that wrong passwords brought about ends with this change, as the portal's
 *     profile says
 */
public record PasswordChange(
        PortalId portal,
        AccountId account,
        @Nullable String seenVersion,
        Secret password,
        Instant at,
        boolean clearsGuessLock) {

    /** Without the version, which some portals take from the stored hash. */
    @Override
    public String toString() {
        return "PasswordChange[" + portal + ", " + account + ", " + at + ']';
    }
}
