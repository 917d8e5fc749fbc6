package org.recupera.mail;

import org.jspecify.annotations.Nullable;

/** A mail that cannot be signed now, and so is not sent. */
final class SigningFailure extends Exception {

    private static final long serialVersionUID = 1L;

    SigningFailure(String reason, @Nullable Throwable cause) {
        super(reason, cause, false, false);
    }

    SigningFailure(String reason) {
        this(reason, null);
    }

    /** What is wrong, for an operator. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
