package org.recupera.port;

import java.util.Locale;

/** Where a support case stands. */
public enum CaseState {
    /** Filed, and nobody has begun with it. */
    OPEN,
    /** Somebody works on it. */
    IN_PROGRESS,
    /** Answered; the requester may not be content yet. */
    ANSWERED,
    /** An external help desk has it, and answers from there. */
    HANDED_OVER,
    /** Done with; kept for a while. */
    CLOSED;

    /**
     * Whether the desk has nothing left to do, as things stand.
     *
     * <p>True of {@link #ANSWERED} as well: a case that nobody closes would be kept for ever.
     *
     * @return whether retention counts from the change to this state
     */
    public boolean isFinal() {
        return this != OPEN && this != IN_PROGRESS;
    }

    /**
     * The stable code of the message that names it.
     *
     * @return such as {@code case.state.in-progress}
     */
    public String code() {
        return "case.state." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
