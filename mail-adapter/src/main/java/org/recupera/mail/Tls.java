package org.recupera.mail;

/**
 * How the way to the mail server is protected.
 *
 * <p>The two protected ways use TLS 1.2 or newer, check the certificate against the trusted authorities and its name
 * against the host, and never fall back to anything weaker: a server that fails a check gets neither password nor mail.
 */
public enum Tls {

    /**
     * Plain greeting, then TLS before anything else (RFC 3207); usual on port 587 and 25.
     *
     * <p>Protects password, addresses and mail from readers and changers on the way, an active one included: a server
     * that no longer offers TLS, because somebody cut the offer out, is refused. The greeting and the name given in
     * {@code EHLO} are seen by everybody on the way.
     */
    STARTTLS,

    /**
     * TLS from the first byte (RFC 8314); usual on port 465.
     *
     * <p>Protects the same as {@link #STARTTLS}, and the greeting too.
     */
    IMPLICIT,

    /**
     * No TLS: for a server on this machine only.
     *
     * <p>Protects nothing, so it is refused for any host other than a loopback one: a mailed link lets its reader into
     * an account.
     */
    NONE
}
