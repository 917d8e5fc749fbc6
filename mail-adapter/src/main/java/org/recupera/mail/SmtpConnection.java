package org.recupera.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.SocketConnectException;
import org.jspecify.annotations.Nullable;
import org.recupera.port.EmailAddress;

/**
 * One connection to the mail server, from greeting to QUIT.
 *
 * <p>A subclass of Angus' transport rather than a user of it, for three reasons: its protocol trace, which writes whole
 * messages (and so links) to java.util.logging at FINEST, then goes to a logger of this package, which is silenced
 * without touching anyone else's; it tells whether DATA had begun; and it shows the server's replies as numbers.
 */
final class SmtpConnection extends SMTPTransport {

    // Held strongly, because java.util.logging forgets the level of a logger that nobody holds.
    private static final Logger TRACE = Logger.getLogger(SmtpConnection.class.getPackageName());

    /** Refusals of the session rather than of the message: wrong order, sign in first, sign in better. */
    private static final Set<Integer> ABOUT_THE_SESSION = Set.of(503, 530, 534, 535, 538);

    private static final int CLOSING = 421;

    /** How Angus, which measures the time of writes itself, says so: in a bare IOException. */
    private static final String WRITE_TIMED_OUT = "Write timed out";

    private final SmtpSettings settings;
    private final HeldSocket held;
    private volatile @Nullable Trouble cutFor;
    private int exchanges;
    private boolean worked;
    private boolean contentBegun;
    private boolean resetWorked;
    private boolean reusable;

    private SmtpConnection(SmtpSettings settings, Session session, HeldSocket held) {
        super(session, null);
        this.settings = settings;
        this.held = held;
    }

    /** Prepares a connection; {@link #open} makes it. */
    static SmtpConnection to(SmtpSettings settings, String hello, ScheduledExecutorService timer) {
        var held = new HeldSocket();
        return new SmtpConnection(settings, settings.session(hello, held, timer), held);
    }

    /** Greets, takes TLS up and signs in. */
    synchronized void open() throws SmtpFailure {
        TRACE.setLevel(Level.OFF);
        SmtpSettings.Credentials credentials = settings.credentials();
        try {
            if (credentials == null) {
                connect(settings.host(), settings.port(), null, null);
            } else {
                connect(
                        settings.host(),
                        settings.port(),
                        credentials.user(),
                        credentials.password().reveal());
            }
        } catch (MessagingException e) {
            throw openingFailure(e);
        }
        if (settings.tls() != Tls.NONE && !isSSL()) {
            throw SmtpFailure.passing(Trouble.TLS, "the connection is not protected", null);
        }
        // Angus goes on unauthenticated when the server does not offer AUTH.
        if (credentials != null && !supportsExtension("AUTH") && !supportsExtension("AUTH=LOGIN")) {
            throw SmtpFailure.passing(Trouble.AUTHENTICATION, "the server does not offer AUTH", null);
        }
    }

    /** Hands one message over; returns when the server has answered for it. */
    synchronized void deliver(byte[] message, EmailAddress bounces, EmailAddress to) throws SmtpFailure {
        var recipient = new InternetAddress();
        recipient.setAddress(to.value());
        begin();
        try {
            sendMessage(new WireMessage(session, bounces, message), new Address[] {recipient});
            done();
        } catch (MessagingException e) {
            throw deliveryFailure(e);
        }
    }

    /** Asks for a sign of life. */
    synchronized void ping() throws SmtpFailure {
        begin();
        try {
            int code = simpleCommand("NOOP");
            if (code != 250) {
                throw replied(code, false);
            }
            done();
        } catch (MessagingException e) {
            throw deliveryFailure(e);
        }
    }

    /** Says goodbye without waiting for an answer. */
    synchronized void quit() {
        try {
            if (!held.isCut()) {
                sendCommand("QUIT");
            }
        } catch (MessagingException alreadyGone) {
            // The goodbye is a courtesy.
        } finally {
            held.cut();
        }
    }

    /** Ends the connection at once, whatever another thread is doing with it. */
    void cut(Trouble why) {
        cutFor = why;
        held.cut();
    }

    /** Whether another message may be sent over it. */
    synchronized boolean isReusable() {
        return reusable && cutFor == null;
    }

    /** Whether it was opened for what goes over it now. */
    synchronized boolean isFresh() {
        return exchanges == 1;
    }

    /** Has it ended after this exchange, though all is well with it. */
    synchronized void keepNoLonger() {
        reusable = false;
    }

    /** Whether a failure says no more than that a connection which had worked is dead, so that a fresh one may serve. */
    synchronized boolean diedBeforeContent() {
        return worked && !reusable && !contentBegun && cutFor == null;
    }

    private void begin() {
        exchanges++;
        held.listenAnew();
        reusable = false;
        resetWorked = false;
        contentBegun = false;
    }

    private void done() {
        worked = true;
        reusable = true;
    }

    @Override
    protected OutputStream data() throws MessagingException {
        OutputStream out = super.data();
        contentBegun = true;
        return out;
    }

    /** A server may scan the message before it answers; to give up early would mean to send the message twice. */
    @Override
    protected void finishData() throws IOException, MessagingException {
        held.readLimit(settings.messageTimeout());
        try {
            super.finishData();
        } finally {
            held.readLimit(settings.readTimeout());
        }
    }

    /** Angus resets after a refusal; what becomes of the reset must not hide what the refusal was. */
    @Override
    public synchronized void issueCommand(String command, int expected) throws MessagingException {
        if (!command.equals("RSET")) {
            super.issueCommand(command, expected);
            return;
        }
        try {
            resetWorked = simpleCommand(command) == 250;
        } catch (MessagingException e) {
            resetWorked = false;
        }
    }

    private SmtpFailure openingFailure(MessagingException e) {
        IOException io = ioCause(e);
        if (cutFor != null || io != null) {
            return broken(io, Trouble.UNREACHABLE);
        }
        int code = getLastReturnCode();
        if (e instanceof AuthenticationFailedException) {
            String detail = code >= 400 ? getLastServerResponse() : "no mechanism in common (PLAIN, LOGIN)";
            return SmtpFailure.passing(Trouble.AUTHENTICATION, detail, null);
        }
        if (code >= 200 && code < 300 && settings.tls() == Tls.STARTTLS && !supportsExtension("STARTTLS")) {
            return SmtpFailure.passing(Trouble.TLS, "the server does not offer STARTTLS", null);
        }
        return replied(code, false);
    }

    private SmtpFailure deliveryFailure(MessagingException e) {
        IOException io = ioCause(e);
        if (cutFor != null || io != null) {
            return broken(io, Trouble.LOST);
        }
        int code = getLastReturnCode();
        reusable = resetWorked && code >= 400 && code != CLOSING;
        worked |= reusable;
        return replied(code, code / 100 == 5 && !ABOUT_THE_SESSION.contains(code));
    }

    private SmtpFailure replied(int code, boolean permanent) {
        String reply = getLastServerResponse();
        if (code < 0 && reply.equals("[EOF]")) {
            return SmtpFailure.passing(Trouble.LOST, "the server closed the connection", null);
        }
        return permanent ? SmtpFailure.permanent(reply) : SmtpFailure.passing(Trouble.REFUSED, reply, null);
    }

    private SmtpFailure broken(@Nullable IOException io, Trouble otherwise) {
        Trouble why = cutFor;
        if (why != null) {
            String detail =
                    why == Trouble.CLOSED ? "the sender is closed" : "no end after " + settings.messageTimeout();
            return SmtpFailure.passing(why, detail, io);
        }
        Trouble trouble = otherwise;
        if (io instanceof SocketTimeoutException || String.valueOf(io).contains(WRITE_TIMED_OUT)) {
            trouble = Trouble.TIMEOUT;
        } else if (io instanceof SSLException && otherwise == Trouble.UNREACHABLE) {
            trouble = Trouble.TLS;
        }
        return SmtpFailure.passing(trouble, String.valueOf(io), io);
    }

    /** The I/O failure itself: the exceptions around it, Jakarta Mail's, quote commands and addresses. */
    private static @Nullable IOException ioCause(Throwable failure) {
        IOException found = null;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SocketTimeoutException || t instanceof SSLException) {
                return (IOException) t;
            }
            if (found == null && t instanceof IOException io && !(t instanceof SocketConnectException)) {
                found = io;
            }
        }
        return found;
    }
}
