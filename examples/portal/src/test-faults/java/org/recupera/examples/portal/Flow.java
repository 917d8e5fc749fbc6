package org.recupera.examples.portal;

/** What somebody comes for. */
enum Flow {
    /** A link, and a new password with it. */
    PASSWORD,
    /** A forgotten username, by mail. */
    USERNAME,
    /** A support case. */
    CASE
}
