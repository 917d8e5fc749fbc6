package org.recupera.port;

import org.jspecify.annotations.Nullable;

/**
 * A port could not do its work: the infrastructure behind it is broken, or has no room at this moment.
 *
 * <p>The one exception that adapters throw and that the library lets through. It means "not until
 * time or an operator mends it", never "no": expected refusals are values. Unless a method says otherwise, after this
 * exception it is unknown whether the call took effect; only one that {@link #isBusy} is sure of it. The message names
 * the port and the operation and holds no secret and nothing that a person typed.
 */
public final class PortException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean busy;

    /**
     * Reports what could not be done, and why.
     *
     * @param message the port and the operation, in English, without secrets
     * @param cause what the infrastructure said, or {@code null} when it said nothing
     */
    public PortException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private PortException(String message, @Nullable Throwable cause, boolean busy) {
        super(message, cause);
        this.busy = busy;
    }

    /**
     * Reports that there was no room for a call, so that nothing of it was done.
     *
     * <p>For a bound on memory, threads or connections that held, although the caller was kept waiting for a while.
     *
     * @param message the port and the operation, in English, without secrets
     * @param cause what the infrastructure said, or {@code null} when it said nothing
     * @return the exception, to be thrown
     */
    public static PortException busy(String message, @Nullable Throwable cause) {
        return new PortException(message, cause, true);
    }

    /**
     * Whether nothing was done for want of room.
     *
     * @return {@code true} when the same call may be made again, some seconds later
     */
    public boolean isBusy() {
        return busy;
    }
}
