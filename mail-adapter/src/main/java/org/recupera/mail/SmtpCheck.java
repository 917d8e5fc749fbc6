package org.recupera.mail;

/** What a look at the mail server found, for a health page. */
public sealed interface SmtpCheck {

    /** The server answered, with TLS and signing in as configured. */
    record Ready() implements SmtpCheck {}

    /**
     * Mail would not go out now.
     *
     * @param reason what is wrong: one line of English for an operator, of the form that {@link SmtpMailSender}
     *     describes, without the password
     */
    record Unready(String reason) implements SmtpCheck {}
}
