package org.recupera.mail;

import org.jspecify.annotations.Nullable;

/**
 * A key or certificate is not fit to sign mail with.
 *
 * <p>Thrown when a signer is built, so that a portal does not start with it. The message says what was found and what
 * is wanted; it holds neither password nor key.
 */
public final class SigningKeyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    SigningKeyException(String message) {
        super(message);
    }

    SigningKeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
