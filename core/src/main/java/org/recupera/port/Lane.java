package org.recupera.port;

/**
 * Which of the worker's threads carries a unit of work out.
 *
 * <p>Deciding and handing over are apart, so that a slow mail to one person does not time another's.
 */
public enum Lane {
    /** Looking up and deciding: short, alike for everybody. */
    DECIDE,
    /** Handing over to a mail server: may be slow. */
    DELIVER,
    /** Ending sessions after a password change: waits behind no mail. */
    FOLLOW_UP
}
