package org.recupera.mail;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.recupera.port.EmailAddress;
import org.recupera.port.Finding;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.Secret;

/**
 * Hands mail to an SMTP server.
 *
 * <pre>{@code
 * MailSender sender = SmtpMailSender.to("mail.example.org", 587)
 *         .signIn("recupera", Secret.of(password))
 *         .build();
 * }</pre>
 *
 * <p>Off loopback nothing is said to the server before TLS is up and its certificate and name are checked ({@link Tls}).
 * Every wait has its limit. Connections are kept and reused, at most {@link Builder#connections(int)} at once; a kept
 * one that has died is replaced before the message's content is sent. Building does no I/O.
 *
 * <p><b>What comes back.</b> {@link MailSender.Result.Rejected} when the server refuses this message for good: a 5xx
 * reply to {@code MAIL}, {@code RCPT} or {@code DATA}. {@link MailSender.Result.Deferred} for everything that another
 * try may mend, a wrong password and an untrusted certificate included, because an operator repairs those while the
 * mails wait. A mail that cannot be signed as it should be is deferred too, and never sent unsigned. Nothing is thrown
 * but {@link Error}s. When the connection breaks after the content was sent and before the answer, the result is
 * {@code Deferred}, and the next try may deliver the message a second time, with the same {@code Message-ID}.
 *
 * <p>A reason is one line of at most 300 characters for an operator, without the recipient's address or anything from
 * the bodies. It begins with one of these words and a colon: {@code unreachable} (name, network or port),
 * {@code tls} (no offer, certificate, name), {@code authentication}, {@code timeout}, {@code connection-lost},
 * {@code refused} (followed by the server's reply code and text), {@code busy} (no connection was free in time),
 * {@code closed}, {@code signing} (the certificate has expired, or the keys are for another sender), {@code unsendable}
 * (the message itself cannot be written), {@code internal}.
 *
 * <p><b>What gets out.</b> {@code EHLO}, {@code Message-ID}, {@code Date} (UTC) and boundaries tell nothing of this
 * machine, its user or its JVM; {@code mail.*} system properties change nothing. Nothing of a conversation is logged:
 * Angus' loggers for it lie below {@code org.recupera.mail} in java.util.logging and are turned off; who turns
 * {@code org.recupera.mail.protocol} on by hand writes links to the log.
 *
 * <p>Safe for use by several threads at once.
 */
public final class SmtpMailSender implements MailSender, AutoCloseable {

    private final SmtpSettings settings;
    private final ConnectionPool connections;
    private final MessageWriter writer;

    private SmtpMailSender(SmtpSettings settings, MessageWriter writer) {
        this.settings = settings;
        this.writer = writer;
        this.connections = new ConnectionPool(settings);
    }

    /**
     * Starts a sender for one mail server.
     *
     * @param host the server's name, as its certificate has it, or an address literal
     * @param port 587 or 25 with {@link Tls#STARTTLS}, 465 with {@link Tls#IMPLICIT}, as a rule
     * @return a builder
     * @throws IllegalArgumentException when they are no host and port
     */
    public static Builder to(String host, int port) {
        return new Builder(host, port);
    }

    @Override
    public Result send(OutgoingMail mail) {
        try {
            byte[] message = writer.write(mail);
            String hello = settings.helloName() == null ? mail.bounces().domain() : settings.helloName();
            connections.use(hello, connection -> connection.deliver(message, mail.bounces(), mail.to()));
            return new Result.Accepted();
        } catch (SmtpFailure failure) {
            String reason = Reason.of(failure, mail);
            return failure.permanent() ? new Result.Rejected(reason) : new Result.Deferred(reason, failure.getCause());
        } catch (SigningFailure failure) {
            return new Result.Deferred(Reason.line(Trouble.SIGNING, failure.reason()), failure.getCause());
        } catch (IllegalArgumentException | DateTimeException unwritable) {
            return new Result.Rejected(Reason.line(Trouble.UNSENDABLE, String.valueOf(unwritable.getMessage())));
        } catch (RuntimeException unexpected) {
            return new Result.Deferred(
                    Reason.line(Trouble.INTERNAL, unexpected.getClass().getName()), null);
        }
    }

    /**
     * Looks whether mail would go out now.
     *
     * <p>An S/MIME certificate that has expired is found first. Connects, greets, takes TLS up, signs in, and asks for
     * a sign of life. Uses a kept connection where there is one, and takes its turn behind messages under way. May
     * block as long as {@link #send} may; for a page that many people open, ask now and then and show the last answer.
     *
     * @return what it found; nothing is thrown
     */
    public SmtpCheck check() {
        String hello = settings.helloName();
        try {
            writer.check();
            connections.use(hello == null ? "localhost" : hello, connection -> {
                connection.ping();
                if (hello == null && connection.isFresh()) {
                    // Mail goes out under the sender's domain, which is not known here.
                    connection.keepNoLonger();
                }
            });
            return new SmtpCheck.Ready();
        } catch (SigningFailure failure) {
            return new SmtpCheck.Unready(Reason.line(Trouble.SIGNING, failure.reason()));
        } catch (SmtpFailure failure) {
            return new SmtpCheck.Unready(Reason.of(failure));
        } catch (RuntimeException unexpected) {
            return new SmtpCheck.Unready(
                    Reason.line(Trouble.INTERNAL, unexpected.getClass().getName()));
        }
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (check() instanceof SmtpCheck.Unready unready) {
            findings.add(new Finding.MailNotReady(unready.reason()));
        }
        writer.renewal()
                .ifPresent(sentence -> findings.add(
                        new Finding.Other("smtp.certificate-expires", Finding.Severity.WARNING, sentence)));
        return findings;
    }

    @Override
    public List<Finding> findings(EmailAddress sender) {
        List<Finding> findings = new ArrayList<>(findings());
        writer.refusalOf(sender)
                .ifPresent(reason -> findings.add(new Finding.MailNotReady(Reason.line(Trouble.SIGNING, reason))));
        return findings;
    }

    /**
     * Ends the connections; messages under way get {@link Builder#waitTimeout(Duration)} to end.
     *
     * <p>Mail handed over afterwards is deferred. Closing again does nothing.
     */
    @Override
    public void close() {
        connections.close();
    }

    @Override
    public String toString() {
        return "SmtpMailSender[" + settings.host() + ':' + settings.port() + ", " + settings.tls() + ']';
    }

    /** Builds a {@link SmtpMailSender}. Not safe for use by several threads. */
    public static final class Builder {

        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})|[0-9A-Fa-f:.]{2,45}");
        private static final Pattern HELLO = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,253}|\\[[0-9A-Za-z:.]{2,60}]");
        private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|(?:0:){7}1|::1");
        private static final Duration LONGEST = Duration.ofHours(1);

        private final String host;
        private final int port;
        private @Nullable Tls tls;
        private @Nullable SSLContext sslContext;
        private SmtpSettings.@Nullable Credentials credentials;
        private @Nullable String helloName;
        private @Nullable SmimeSigner smime;
        private @Nullable DkimSigner dkim;
        private int connections = 2;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration readTimeout = Duration.ofSeconds(30);
        private Duration writeTimeout = Duration.ofSeconds(30);
        private Duration waitTimeout = Duration.ofSeconds(10);
        private Duration messageTimeout = Duration.ofMinutes(2);
        private Duration idleTimeout = Duration.ofSeconds(60);

        private Builder(String host, int port) {
            if (!HOST.matcher(host).matches()) {
                throw new IllegalArgumentException("not a host name or address literal (IPv6 without brackets)");
            }
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("a port is between 1 and 65535, not " + port);
            }
            this.host = host;
            this.port = port;
        }

        /**
         * Chooses the protection; {@link Tls#STARTTLS} unless set, {@link Tls#NONE} for a loopback host.
         *
         * @param tls how the way is protected
         * @return this
         */
        public Builder tls(Tls tls) {
            this.tls = tls;
            return this;
        }

        /**
         * Sets what TLS trusts; the JVM's default unless set.
         *
         * <p>For a portal with a certificate authority of its own. The server's name is checked whatever the context trusts.
         *
         * @param sslContext an initialised context
         * @return this
         */
        public Builder trusting(SSLContext sslContext) {
            this.sslContext = sslContext;
            return this;
        }

        /**
         * Signs in with AUTH PLAIN or LOGIN; without it nobody signs in.
         *
         * <p>A server that does not offer AUTH then gets no mail.
         *
         * @param user the user's name
         * @param password the password, sent under TLS only (or to this machine)
         * @return this
         */
        public Builder signIn(String user, Secret password) {
            this.credentials = new SmtpSettings.Credentials(user, password);
            return this;
        }

        /**
         * Signs each mail with S/MIME.
         *
         * @param signer made for the address that mails are sent from
         * @return this
         */
        public Builder smime(SmimeSigner signer) {
            this.smime = signer;
            return this;
        }

        /**
         * Signs each mail with DKIM, after S/MIME where both are set.
         *
         * @param signer made for the address that mails are sent from
         * @return this
         */
        public Builder dkim(DkimSigner signer) {
            this.dkim = signer;
            return this;
        }

        /**
         * Sets the name given in {@code EHLO}.
         *
         * <p>Unless set, it is the domain of the bounce address of the first mail that a connection is made for.
         *
         * @param helloName this machine's name in the public DNS, or an address literal in brackets
         * @return this
         * @throws IllegalArgumentException when it is neither
         */
        public Builder helloName(String helloName) {
            if (!HELLO.matcher(helloName).matches()) {
                throw new IllegalArgumentException("not a domain or an address literal in brackets");
            }
            this.helloName = helloName;
            return this;
        }

        /**
         * Sets how many connections there are at most; 2 unless set.
         *
         * @param connections 1 to 100
         * @return this
         * @throws IllegalArgumentException when it is outside of that
         */
        public Builder connections(int connections) {
            if (connections < 1 || connections > 100) {
                throw new IllegalArgumentException("connections are 1 to 100, not " + connections);
            }
            this.connections = connections;
            return this;
        }

        /**
         * Limits the time to connect; 10 s unless set. Looking the host's name up is limited by the system alone.
         *
         * @param limit 1 ms to 1 h, as for every limit here
         * @return this
         * @throws IllegalArgumentException when it is outside of that
         */
        public Builder connectTimeout(Duration limit) {
            this.connectTimeout = checked(limit);
            return this;
        }

        /**
         * Limits the wait for a reply; 30 s unless set.
         *
         * <p>The last reply, for which the server may scan the message, has until {@link #messageTimeout(Duration)}.
         *
         * @param limit how long no byte may come
         * @return this
         * @throws IllegalArgumentException when it is shorter than 1 ms or longer than 1 h
         */
        public Builder readTimeout(Duration limit) {
            this.readTimeout = checked(limit);
            return this;
        }

        /**
         * Limits each write; 30 s unless set.
         *
         * @param limit how long no byte may go
         * @return this
         * @throws IllegalArgumentException when it is shorter than 1 ms or longer than 1 h
         */
        public Builder writeTimeout(Duration limit) {
            this.writeTimeout = checked(limit);
            return this;
        }

        /**
         * Limits the wait for a free connection; 10 s unless set.
         *
         * @param limit how long a message waits for others
         * @return this
         * @throws IllegalArgumentException when it is shorter than 1 ms or longer than 1 h
         */
        public Builder waitTimeout(Duration limit) {
            this.waitTimeout = checked(limit);
            return this;
        }

        /**
         * Limits a whole message, connecting included; 2 min unless set.
         *
         * <p>This is what ends a server that answers a byte at a time.
         *
         * @param limit how long it may take altogether
         * @return this
         * @throws IllegalArgumentException when it is shorter than 1 ms or longer than 1 h
         */
        public Builder messageTimeout(Duration limit) {
            this.messageTimeout = checked(limit);
            return this;
        }

        /**
         * Limits how long an unused connection is kept; 60 s unless set. Mail servers close theirs after 5 min.
         *
         * @param limit how long it is kept
         * @return this
         * @throws IllegalArgumentException when it is shorter than 1 ms or longer than 1 h
         */
        public Builder idleTimeout(Duration limit) {
            this.idleTimeout = checked(limit);
            return this;
        }

        /**
         * Builds the sender; no connection is made before the first mail.
         *
         * @return the sender
         * @throws IllegalStateException when the settings would send mail unprotected over a network, or contradict
         *     each other
         */
        public SmtpMailSender build() {
            boolean loopback = LOOPBACK.matcher(host).matches();
            Tls chosen = tls != null ? tls : loopback ? Tls.NONE : Tls.STARTTLS;
            if (chosen == Tls.NONE && !loopback) {
                throw new IllegalStateException(
                        "Tls.NONE is for loopback hosts only: a mailed link lets whoever reads it " + "on the way to "
                                + host + " into an account; use STARTTLS or IMPLICIT");
            }
            if (chosen == Tls.NONE && sslContext != null) {
                throw new IllegalStateException("trusting(...) has no use with Tls.NONE");
            }
            if (smime != null && dkim != null && !dkim.speaksFor(smime.sender())) {
                throw new IllegalStateException(
                        "S/MIME signs as " + smime.sender() + ", for which " + dkim + " does not speak");
            }
            SmtpSettings settings = new SmtpSettings(
                    host,
                    port,
                    chosen,
                    sslContext,
                    credentials,
                    helloName,
                    connections,
                    connectTimeout,
                    readTimeout,
                    writeTimeout,
                    waitTimeout,
                    messageTimeout,
                    idleTimeout);
            return new SmtpMailSender(settings, new MessageWriter(smime, dkim));
        }

        private static Duration checked(Duration limit) {
            if (limit.toMillis() < 1 || limit.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a time limit is 1 ms to 1 h, not " + limit);
            }
            return limit;
        }
    }
}
