package org.recupera.port;

/** What a mailed link is good for; a link of one purpose is unknown to every other. */
public enum LinkPurpose {
    /** Setting a new password. */
    PASSWORD
}
