package org.recupera.mail;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A conversation with the mail server that did not reach its end. */
final class SmtpFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Trouble trouble;
    private final boolean permanent;

    private SmtpFailure(Trouble trouble, String detail, @Nullable IOException cause, boolean permanent) {
        super(detail, cause, false, false);
        this.trouble = trouble;
        this.permanent = permanent;
    }

    /** Worth another try; the cause holds no part of the conversation, as Jakarta Mail's own exceptions do. */
    static SmtpFailure passing(Trouble trouble, String detail, @Nullable IOException cause) {
        return new SmtpFailure(trouble, detail, cause, false);
    }

    /** The server's answer to this message, which it would give again. */
    static SmtpFailure permanent(String reply) {
        return new SmtpFailure(Trouble.REFUSED, reply, null, true);
    }

    Trouble trouble() {
        return trouble;
    }

    boolean permanent() {
        return permanent;
    }

    /** What happened, as it was said: not yet fit to be told. */
    String detail() {
        return String.valueOf(getMessage());
    }
}
