package org.recupera.profile;

/** How somebody who forgot a username or an address is told of it. */
public enum Disclosure {
    /**
     * By mail to the addresses on file; the page says the same to everybody.
     *
     * <p>Tells nobody but the owner of a mailbox whether an account exists (OWASP ASVS 5.0, 6.3.8).
     */
    MAIL,

    /**
     * On the page, with all but a few letters hidden.
     *
     * <p>Tells whoever asks that there is an account with this national id, telephone number, username or address, and
     * how many there are; of a username its first letters and its last, of an address the first and the last letter
     * before the at-sign, the first of its domain and the top-level domain, and of the document that each account
     * belongs to its last three digits. Enough for the owner to remember, not enough to write to or to sign in with.
     * Requests are limited by client and by identifier before anything is looked up.
     */
    SCREEN_MASKED,

    /**
     * On the page, in full.
     *
     * <p>Tells whoever asks everything: that there is an account, its full username to who has a national id or an
     * address, its full address to who has a telephone number or a username, and the last three digits of the document it belongs
     * to. A list of national ids, which are no
     * secret, becomes a list of usernames and, asked again with these, of addresses: what somebody needs who wants to
     * deceive a portal's suppliers. SECOP II has worked like this (document 002); choose it only where law or custom
     * makes these data public, and keep {@link UsernameSettings#screenLimit} tight.
     */
    SCREEN
}
