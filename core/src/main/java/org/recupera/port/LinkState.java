package org.recupera.port;

/** How far a mailed link has come. */
public enum LinkState {
    /** Made, and not yet known to be accepted by a mail server. */
    MADE,
    /** Accepted by a mail server; good until used, replaced, void or expired. */
    LIVE,
    /** A password change is under way with it; free again after a lease. */
    TAKEN,
    /** A password was changed with it. */
    USED,
    /** A newer link of the account was mailed. */
    REPLACED,
    /** The account changed since: password, address or status. */
    VOID,
    /** Too many wrong answers were given with it. */
    SPENT;

    /**
     * Whether nothing can be done with the link any more, whatever the time.
     *
     * @return {@code true} for {@link #USED}, {@link #REPLACED}, {@link #VOID} and {@link #SPENT}
     */
    public boolean isFinal() {
        return this == USED || this == REPLACED || this == VOID || this == SPENT;
    }
}
