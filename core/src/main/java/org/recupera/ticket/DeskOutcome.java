package org.recupera.ticket;

import org.recupera.port.SupportCase;
import org.recupera.profile.Message;

/** What became of something that the service desk did. */
public sealed interface DeskOutcome {

    /**
     * It is done, durably; what there is to mail is mailed by the worker.
     *
     * @param supportCase the case as it stands now
     */
    record Done(SupportCase supportCase) implements DeskOutcome {}

    /** Somebody else was quicker; nothing was kept and nothing is mailed: read the case again. */
    record Changed() implements DeskOutcome {}

    /** The portal has no case of that number. */
    record NoSuchCase() implements DeskOutcome {}

    /**
     * What was typed cannot be sent, or what was asked for cannot be done with this case any more.
     *
     * @param message what to tell
     */
    record Refused(Message message) implements DeskOutcome {}
}
