package org.recupera.profile;

/** What becomes of a lock on an account when its password is recovered. */
public enum LockPolicy {
    /** It stays, and ends as the portal ends it. */
    KEEP,
    /**
     * It ends if wrong passwords brought it about.
     *
     * <p>Who can read the mailbox on file need not wait until the guesses of a stranger are forgotten. A lock that an
     * administrator set stays, as does a second factor.
     */
    CLEAR_GUESS_LOCK
}
