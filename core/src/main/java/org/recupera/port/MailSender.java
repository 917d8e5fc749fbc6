package org.recupera.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands mail over to a mail server.
 *
 * <p>Called by the worker's delivering threads only. May block, within time limits of its own. Safe for use by several
 * threads at once.
 */
@FunctionalInterface
public interface MailSender {

    /** What became of a message. */
    sealed interface Result {

        /** A mail server took the message and answers for it. */
        record Accepted() implements Result {}

        /**
         * Not now: worth another try with the same message.
         *
         * @param reason what the server said or what failed, without the message's content
         * @param cause what the infrastructure threw, or {@code null}
         */
        record Deferred(String reason, @Nullable Throwable cause) implements Result {}

        /**
         * Never: another try with the same message would be refused again.
         *
         * @param reason what the server said, without the message's content
         */
        record Rejected(String reason) implements Result {}
    }

    /**
     * Hands one message to its one recipient over.
     *
     * <p>The same message may come again, with the same {@code Message-ID}, when an earlier answer was lost.
     *
     * @param mail the message
     * @return what became of it; a mail server that is down, slow or unwilling is an answer, not an exception
     */
    Result send(OutgoingMail mail);

    /**
     * Looks whether mail would go out now, for a check that an operator or a health page asks for.
     *
     * @return what is wrong; nothing unless the sender can tell
     */
    default List<Finding> findings() {
        return List.of();
    }

    /**
     * As {@link #findings()}, for mail of one sender, for whom alone the sender may be able to sign.
     *
     * @param sender the address that mail is sent from
     * @return what is wrong; what {@link #findings()} says unless overridden
     */
    default List<Finding> findings(EmailAddress sender) {
        return findings();
    }
}
