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
     * Whether nobody here has anything left to do.
     *
     * @return whether retention counts from the change to this state
     */
    public boolean isFinal() {
        return this == HANDED_OVER || this == CLOSED;
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
