package org.recupera.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;

/**
 * Keeps the latest mails in memory instead of sending them.
 *
 * <p>A mailbox that is full drops its oldest mail. A mail that is sent twice is kept twice, as by a mail server. It
 * holds links in the clear: for tests and for trying the library out.
 *
 * <p>Safe for use by several threads at once.
 */
public final class InMemoryMailbox implements MailSender {

    /** How many mails a mailbox keeps unless told otherwise. */
    public static final int DEFAULT_CAPACITY = 1_000;

    private final Capacity capacity;
    private final Deque<OutgoingMail> mails = new ArrayDeque<>();
    private Result answer = new Result.Accepted();

    private InMemoryMailbox(Capacity capacity) {
        this.capacity = capacity;
    }

    /**
     * Makes an empty mailbox of {@link #DEFAULT_CAPACITY}.
     *
     * @return the mailbox
     */
    public static InMemoryMailbox create() {
        return ofCapacity(DEFAULT_CAPACITY);
    }

    /**
     * Makes an empty mailbox.
     *
     * @param mails the most mails it keeps; at least 1
     * @return the mailbox
     * @throws IllegalArgumentException when {@code mails} is less
     */
    public static InMemoryMailbox ofCapacity(int mails) {
        return new InMemoryMailbox(new Capacity(mails));
    }

    /**
     * Sets what every later {@link #send} answers, until it is set again.
     *
     * @param answer {@link MailSender.Result.Accepted}, as at the beginning; with anything else no mail is kept
     */
    public synchronized void answerWith(Result answer) {
        this.answer = answer;
    }

    @Override
    public synchronized Result send(OutgoingMail mail) {
        if (answer instanceof Result.Accepted) {
            if (capacity.isReachedBy(mails.size())) {
                mails.removeFirst();
            }
            mails.addLast(mail);
        }
        return answer;
    }

    /**
     * The mails that are in the mailbox.
     *
     * @return a copy of the list, the oldest mail first
     */
    public synchronized List<OutgoingMail> mails() {
        return List.copyOf(mails);
    }

    /**
     * Takes all mails out.
     *
     * @return the mails, the oldest first
     */
    public synchronized List<OutgoingMail> take() {
        List<OutgoingMail> taken = mails();
        mails.clear();
        return taken;
    }

    /**
     * The latest mail to one address.
     *
     * @param recipient the address, byte for byte
     * @return the mail, which stays; or nothing when none to that address is in the mailbox
     */
    public synchronized Optional<OutgoingMail> latestTo(EmailAddress recipient) {
        return mails.stream().filter(mail -> mail.to().equals(recipient)).reduce((former, latter) -> latter);
    }
}
