package org.recupera.port;

/**
 * Where the portal keeps its passwords.
 *
 * <p>Implementations hash the password their own way and are safe for use by several threads at once.
 */
public interface PasswordStore {

    /** What became of a change. */
    enum Result {
        /** The password is replaced, and the account's password version is another one. */
        REPLACED,
        /** Nothing was done: the version is no longer the one seen, or there is no such account. */
        STALE,
        /** Nothing was done: the store's own rules refuse this password (its history, its length in bytes). */
        REFUSED
    }

    /**
     * Replaces a password if the account's password version is still the one seen.
     *
     * <p>One atomic compare-and-set: of several calls that saw one version, exactly one is {@link Result#REPLACED}. A
     * store without versions is given {@code null} and replaces whatever is there; it must not be given to a
     * directory that reports versions. Durable when it returns, and never part of a transaction of the caller's.
     *
     * <p>A lock that wrong passwords brought about ends with the change when it says so, and in the same step; when it
     * does not, the lock stays. A lock that an administrator set, and a second factor, always stay.
     *
     * @param change the account, the version seen and the new password
     * @return what became of it
     * @throws PortException when it is unknown whether the password was replaced
     */
    Result replace(PasswordChange change);
}
