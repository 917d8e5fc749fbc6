package org.recupera.mail;

/** What went wrong on the way to the mail server. */
enum Trouble {
    UNREACHABLE("unreachable"),
    TLS("tls"),
    AUTHENTICATION("authentication"),
    TIMEOUT("timeout"),
    LOST("connection-lost"),
    REFUSED("refused"),
    BUSY("busy"),
    CLOSED("closed"),
    SIGNING("signing"),
    UNSENDABLE("unsendable"),
    INTERNAL("internal");

    private final String code;

    Trouble(String code) {
        this.code = code;
    }

    /** The stable word with which a reason begins; SmtpMailSender documents each. */
    String code() {
        return code;
    }
}
