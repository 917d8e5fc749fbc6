package org.recupera.examples.portal.inbox;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The mails that the embedded server was given, newest first.
 *
 * <p>They lie in memory only, the last {@value #CAPACITY} of them: a mail holds a link, and a link must not be in the
 * database. So each of several portals on one database shows the mails that it sent itself. Safe for use by several
 * threads at once.
 */
public final class Inbox {

    static final int CAPACITY = 500;

    private final Clock clock;
    private final Deque<ReceivedMail> mails = new ArrayDeque<>();
    private int received;

    /**
     * Starts an empty inbox.
     *
     * @param clock says when a mail came
     */
    public Inbox(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(String recipient, byte[] content) {
        received++;
        mails.addFirst(ReceivedMail.read(received, clock.instant(), recipient, content));
        if (mails.size() > CAPACITY) {
            mails.removeLast();
        }
    }

    /**
     * All mails that are kept.
     *
     * @return the mails, newest first
     */
    public synchronized List<ReceivedMail> all() {
        return List.copyOf(mails);
    }

    /**
     * Finds one mail.
     *
     * @param number its number, counted from 1
     * @return the mail, or nothing when there is none of that number any more
     */
    public synchronized Optional<ReceivedMail> find(int number) {
        return mails.stream().filter(mail -> mail.number() == number).findFirst();
    }
}
