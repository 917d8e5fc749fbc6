package org.recupera.recovery;

import java.util.Map;
import org.recupera.profile.Message;

/** What a portal answers to somebody who chose security questions. */
public sealed interface EnrolmentOutcome permits EnrolmentOutcome.Enrolled, EnrolmentOutcome.Refused, Limited {

    /** The answers are kept in place of all former ones. */
    record Enrolled() implements EnrolmentOutcome {}

    /**
     * Nothing was kept.
     *
     * @param messages what is wrong, by the id of the question; at least one
     */
    record Refused(Map<String, Message> messages) implements EnrolmentOutcome {

        /** Copies the map. */
        public Refused {
            messages = Map.copyOf(messages);
        }
    }
}
