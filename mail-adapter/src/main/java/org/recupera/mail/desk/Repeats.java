package org.recupera.mail.desk;

/**
 * What a help desk makes of a mail that comes again under the same {@code Message-ID}.
 *
 * <p>That happens when a mail server's answer was lost, and cannot be ruled out from here.
 */
public enum Repeats {
    /** It drops the second one: there is one ticket. */
    DROPPED,
    /** One ticket if the desk is set so, two otherwise; the README names the setting. */
    BY_SETTING,
    /** It looks for no repetition: there may be two tickets, with the same case number in both subjects. */
    DOUBLED,
    /** Nothing is known of the desk. */
    UNKNOWN
}
