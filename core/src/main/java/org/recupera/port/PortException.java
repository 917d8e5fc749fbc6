package org.recupera.port;

import org.jspecify.annotations.Nullable;

/**
 * A port could not do its work: the infrastructure behind it is broken.
 *
 * <p>The one exception that adapters throw and that the library lets through. It means "not until
 * time or an operator mends it", never "no": expected refusals are values. Unless a method says otherwise, after this exception it is unknown whether the call
 * took effect. The message names the port and the operation and holds no secret and nothing that a person typed.
 */
public final class PortException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Reports what could not be done, and why.
     *
     * @param message the port and the operation, in English, without secrets
     * @param cause what the infrastructure said, or {@code null} when it said nothing
     */
    public PortException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
