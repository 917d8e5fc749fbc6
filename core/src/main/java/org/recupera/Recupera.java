package org.recupera;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.recupera.key.KeyIds;
import org.recupera.key.KeyRing;
import org.recupera.key.Keys;
import org.recupera.limit.Budgets;
import org.recupera.port.AccountId;
import org.recupera.port.AttemptLog;
import org.recupera.port.CaseSequence;
import org.recupera.port.CaseStore;
import org.recupera.port.DeadLetter;
import org.recupera.port.DeadLetters;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.EventListener;
import org.recupera.port.Finding;
import org.recupera.port.Identifier;
import org.recupera.port.QueueStatus;
import org.recupera.port.TokenStore;
import org.recupera.port.WorkQueue;
import org.recupera.profile.CaseNumbering;
import org.recupera.profile.Profile;
import org.recupera.profile.SupportCaseSettings;
import org.recupera.recovery.PasswordRecovery;
import org.recupera.recovery.QuestionEnrolment;
import org.recupera.recovery.RecoveryPorts;
import org.recupera.recovery.UsernameRecovery;
import org.recupera.ticket.CasePorts;
import org.recupera.ticket.SupportCases;
import org.recupera.work.OrderBook;
import org.recupera.work.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Account recovery for one portal: the entry to the library.
 *
 * <p>Build one for each portal profile, {@link #start} it when the portal starts and {@link #close} it when the portal
 * stops. Several may share ports and a database; each carries out its own portal's work only. Any number of processes
 * may run the same portal on one database and key ring, and work as one.
 *
 * <p>Safe for use by several threads.
 */
public final class Recupera implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recupera.class);

    private final Profile profile;
    private final WorkQueue queue;
    private final @Nullable DeadLetters deadLetters;
    private final Keys keys;
    private final EventListener events;
    private final Clock clock;
    private final PasswordRecovery passwords;
    private final @Nullable UsernameRecovery usernames;
    private final @Nullable QuestionEnrolment questions;
    private final @Nullable SupportCases cases;
    private final RecoveryPorts ports;
    private final SelfCheck selfCheck;
    private final ClockGate clocks;
    private final Worker worker;

    Recupera(RecuperaBuilder builder) {
        this.profile = builder.profile.checked();
        this.queue = required(builder.queue, "queue(WorkQueue)");
        this.deadLetters = builder.deadLetters;
        TokenStore tokens = required(builder.tokens, "tokens(TokenStore)");
        AttemptLog attempts = required(builder.attempts, "attempts(AttemptLog)");
        this.keys = Keys.of(required(builder.keys, "keys(KeyRing)"));
        this.events = new GuardedListeners(builder.listeners);
        this.clock = builder.clock;
        OrderBook orders = new OrderBook(profile.portal(), queue, keys, builder.random);
        this.ports = new RecoveryPorts(
                profile,
                required(builder.users, "users(UserDirectory)"),
                required(builder.passwords, "passwords(PasswordStore)"),
                tokens,
                attempts,
                builder.limited,
                required(builder.mail, "mail(MailSender)"),
                required(builder.sessions, "sessions(SessionRegistry)"),
                profile.questions()
                        .map(asked -> required(builder.answers, "securityQuestions(SecurityQuestions, PasswordHash)"))
                        .orElse(null),
                ProfileRules.of(profile.password(), builder.moreRules),
                orders,
                keys,
                events,
                builder.clock,
                builder.random);
        this.passwords = PasswordRecovery.on(ports);
        this.usernames = profile.username()
                .map(settings -> UsernameRecovery.on(ports, settings))
                .orElse(null);
        this.questions = profile.questions()
                .map(settings -> QuestionEnrolment.on(ports, settings, Objects.requireNonNull(ports.answers())))
                .orElse(null);
        CaseStore kept = builder.cases;
        if (kept == null && (builder.desk != null || builder.scanner != null || builder.caseSequence != null)) {
            throw new IllegalStateException(
                    "Recupera cannot be built: a desk, a scanner or a case sequence is of use with"
                            + " cases(CaseStore) alone");
        }
        this.cases = kept == null
                ? null
                : profile.supportCase()
                        .map(settings -> SupportCases.on(casePorts(builder, settings, kept, ports)))
                        .orElse(null);
        Worker.Builder work = Worker.of(profile.portal(), queue, orders, events, builder.clock, builder.random)
                .tick(builder.tick);
        Housekeeping.chores(profile, tokens, queue, attempts, builder.cases).forEach(work::chore);
        builder.chores.forEach(work::chore);
        passwords.handlers().forEach(work::handler);
        if (usernames != null) {
            usernames.handlers().forEach(work::handler);
        }
        if (questions != null) {
            questions.handlers().forEach(work::handler);
        }
        if (cases != null) {
            cases.handlers().forEach(work::handler);
        }
        this.worker = work.build();
        this.selfCheck = new SelfCheck(
                profile, builder.storage, queue, ports.mail(), keys, cases, builder.limited, builder.clock);
        this.clocks = new ClockGate(profile.portal(), selfCheck, builder.clock);
        if (!builder.limited) {
            LOG.warn("{}: limits by client, identifier and in all are lifted; for load tests only", profile.portal());
        }
    }

    private CasePorts casePorts(
            RecuperaBuilder builder, SupportCaseSettings settings, CaseStore kept, RecoveryPorts ports) {
        CaseSequence sequence = settings.numbers().order() == CaseNumbering.Order.SEQUENTIAL
                ? required(builder.caseSequence, "caseSequence(CaseSequence)")
                : builder.caseSequence;
        return new CasePorts(
                profile,
                settings,
                kept,
                builder.desk,
                builder.scanner,
                sequence,
                ports.attempts(),
                builder.limited,
                ports.mail(),
                usernames == null ? null : usernames::mail,
                ports.orders(),
                keys,
                events,
                clock,
                builder.random);
    }

    /**
     * Starts to put recovery together for one portal.
     *
     * @param profile what the portal promises, and in which words
     * @return a builder
     */
    public static RecuperaBuilder forPortal(Profile profile) {
        return new RecuperaBuilder(profile);
    }

    /**
     * The portal's profile.
     *
     * @return the profile, as it was checked when this was built
     */
    public Profile profile() {
        return profile;
    }

    /**
     * Recovery of forgotten passwords.
     *
     * @return what a portal's password pages call
     */
    public PasswordRecovery passwords() {
        return passwords;
    }

    /**
     * Recovery of forgotten usernames and addresses.
     *
     * @return what a portal's username page calls
     * @throws IllegalStateException when the profile has no {@code username}: then the portal does not offer it
     */
    public UsernameRecovery usernames() {
        if (usernames == null) {
            throw new IllegalStateException("the profile does not offer the recovery of usernames: it has no username");
        }
        return usernames;
    }

    /**
     * Where people who are signed in choose their security questions.
     *
     * @return what a portal's settings page calls
     * @throws IllegalStateException when the profile has no {@code securityQuestion}: then none is asked
     */
    public QuestionEnrolment questions() {
        if (questions == null) {
            throw new IllegalStateException("the profile asks no security question: it has no securityQuestion");
        }
        return questions;
    }

    /**
     * Support cases: the form, filing, status, and the desk that answers.
     *
     * @return what a portal's case pages call
     * @throws IllegalStateException when the profile has no {@code supportCase}, or the builder was given no
     *     {@link RecuperaBuilder#cases store}: then the portal takes none
     */
    public SupportCases cases() {
        if (cases == null) {
            throw new IllegalStateException("no support cases are taken: "
                    + (profile.supportCase().isEmpty()
                            ? "the profile has no supportCase"
                            : "Recupera was built without cases(CaseStore)"));
        }
        return cases;
    }

    /**
     * Which keys are in force, for a page that shows operators which node has which.
     *
     * @return the ids of this portal's ring on this node; no key
     */
    public KeyIds keys() {
        return KeyIds.of(keys.ring());
    }

    /**
     * Puts another key ring in force, with work under way.
     *
     * <p>What begins from now on uses it; {@link KeyRing} says in which order a key is added, made current and revoked.
     * Nothing here reads a file again by itself: a portal calls this when it is told to, or as often as it likes. A ring
     * that is the same changes nothing and tells nobody.
     *
     * @param ring the ring, soon to be the same on all nodes of the portal
     * @throws IllegalArgumentException when its permanent secret is another one, when an id stands for another key than
     *     before, or when a key is good again that was revoked since the start; then the ring before stays in force
     */
    public void replaceKeys(KeyRing ring) {
        if (keys.replace(ring)) {
            events.on(Event.of(now(), profile.portal(), Event.Type.KEYS_CHANGED)
                    .with("current", ring.currentId())
                    .with("keys", String.join(",", ring.ids()))
                    .with("revoked", String.join(",", ring.revokedIds())));
        }
    }

    /**
     * Starts the worker on threads of its own.
     *
     * <p>Requests are accepted without it too, and wait in the queue for whoever works there.
     *
     * <p>Does not start on a node whose clock is more than 10 s from that of the storage's server: two nodes that far off
     * in opposite directions are within a lease of 30 s, and beyond it one takes over what another is still doing. Where
     * the server cannot be asked yet, the worker waits until it can. Storage without a server, or ports that were plugged
     * in one by one, have nothing to compare with.
     *
     * @return this
     * @throws IllegalStateException when it was started or closed before, or when the clocks are too far apart
     */
    public Recupera start() {
        clocks.open();
        worker.start(clocks::isOpen);
        return this;
    }

    /**
     * Looks at everything that recovery stands on.
     *
     * <p>At the portal's store, its tables and its clock, the work that waits or was given up, the way to the mail server
     * and the certificate that signs, the key ring, the base URL, the limits and the calendar of holidays. Contacts the
     * database and the mail server at each call and may block as long as they do; for an operator, for a start that logs
     * what it finds, and for a health page that keeps the answer for some seconds.
     *
     * @return everything that is wrong or worth knowing, in a stable order; empty when all is well. Nothing is thrown
     */
    public List<Finding> check() {
        return selfCheck.all();
    }

    /**
     * The pseudonym of an account in events, for whoever looks somebody up in the audit trail.
     *
     * @param account the account
     * @return what {@link Event#subject} is for this account, as long as the permanent secret stays
     */
    public String subjectOf(AccountId account) {
        return ports.pseudonym(account);
    }

    /**
     * The pseudonym of what was typed in events: those of requests, before anybody was looked up.
     *
     * @param identifier what was typed
     * @return what {@link Event#subject} is for this identifier, as long as the permanent secret stays
     */
    public String subjectOf(Identifier identifier) {
        return ports.pseudonym(identifier);
    }

    /**
     * The pseudonym of a mailbox in events: those of support cases that were filed from it, and of questions about them.
     *
     * @param address any way to write its address
     * @return what {@link Event#subject} is for this mailbox, as long as the permanent secret stays
     */
    public String subjectOf(EmailAddress address) {
        return keys.pseudonym("mailbox", Budgets.mailbox(address));
    }

    /**
     * Carries out all accepted work that is due, on this thread.
     *
     * <p>For tests, and for portals with a scheduler of their own, which compare the clocks with {@link #check}. Call it
     * from a thread of its own every few seconds, never from one that accepts requests: how long it takes depends on who
     * was asked for. It ends after a minute however much is left, also does every chore once at each call (one of which
     * counts rows), and does nothing once this is closed.
     *
     * @return how many units of work were tried, those included that failed and wait for another try
     * @throws org.recupera.port.PortException when a store cannot be asked
     * @throws RuntimeException what a chore of the portal's own threw, after all of them were done
     */
    public int drain() {
        return worker.drain();
    }

    /**
     * How much accepted work waits, for a health page.
     *
     * @return the numbers of this portal
     * @throws org.recupera.port.PortException when the queue cannot be asked
     */
    public QueueStatus queueStatus() {
        return queue.status(profile.portal());
    }

    /**
     * Lists work that was given up, the first that was given up first.
     *
     * <p>For operators. It is kept for a week, with its reason; why most of it was given up is a mail server's answer.
     *
     * @param after the last one of the page before, or {@code null} for the first page
     * @param limit the most to list; at least 1
     * @return a page of this portal's dead letters; fewer than {@code limit} on the last page
     * @throws IllegalStateException when the builder was given neither a storage nor dead letters
     * @throws org.recupera.port.PortException when the queue cannot be asked
     */
    public List<DeadLetter> deadLetters(@Nullable DeadLetter after, int limit) {
        return givenUp().list(profile.portal(), after, limit);
    }

    /**
     * Has work that was given up tried again, for another day.
     *
     * <p>The person gets the same mail with the same {@code Message-ID} and date that the first try would have sent. What
     * is of no use any more is dropped then, with the event {@link Event.Type#MAIL_DROPPED}: so it goes with a mail whose
     * link has died, and no link lives for more than 24 hours from its making.
     *
     * @param letter one of {@link #deadLetters}
     * @return whether it is under way again; {@code false} when work of the same key is, or when the letter is gone
     * @throws IllegalArgumentException when it is another portal's
     * @throws IllegalStateException when the builder was given neither a storage nor dead letters
     * @throws org.recupera.port.PortException when it is unknown whether it was put back
     */
    public boolean requeue(DeadLetter letter) {
        if (!letter.portal().equals(profile.portal())) {
            throw new IllegalArgumentException("a dead letter of another portal: " + letter.portal());
        }
        boolean requeued = givenUp().requeue(letter, now());
        if (requeued) {
            events.on(Event.of(now(), profile.portal(), Event.Type.WORK_REQUEUED)
                    .with("work", letter.kind())
                    .with("reason", letter.reason()));
        }
        return requeued;
    }

    /**
     * Stops the worker; what is in hand is finished, what is not is left to other nodes or the next start.
     *
     * <p>Blocks until what is in hand is done, for 20 seconds at most; then interrupts it, and waits for 5 seconds more.
     * Close several portals at once, or give the process the time. The worker cannot be started again. Requests are still
     * accepted and wait in the queue. The ports stay open: whoever made them closes them, after this.
     */
    @Override
    public void close() {
        worker.close();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private DeadLetters givenUp() {
        if (deadLetters == null) {
            throw new IllegalStateException("dead letters are not plugged in: call storage(Storage) or"
                    + " deadLetters(DeadLetters) before build()");
        }
        return deadLetters;
    }

    private static <T> T required(@Nullable T port, String call) {
        if (port == null) {
            throw new IllegalStateException("Recupera cannot be built: call " + call + " first");
        }
        return port;
    }
}
