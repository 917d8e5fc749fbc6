package org.recupera;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.recupera.key.KeyRing;
import org.recupera.password.PasswordRule;
import org.recupera.port.AttachmentScanner;
import org.recupera.port.AttemptLog;
import org.recupera.port.CaseSequence;
import org.recupera.port.CaseStore;
import org.recupera.port.DeadLetters;
import org.recupera.port.EventListener;
import org.recupera.port.MailSender;
import org.recupera.port.PasswordHash;
import org.recupera.port.PasswordStore;
import org.recupera.port.SecurityQuestions;
import org.recupera.port.SessionRegistry;
import org.recupera.port.Storage;
import org.recupera.port.TicketDesk;
import org.recupera.port.TokenStore;
import org.recupera.port.UserDirectory;
import org.recupera.port.WorkQueue;
import org.recupera.profile.Profile;
import org.recupera.recovery.AnswerPorts;
import org.recupera.work.Chore;

/** Puts a {@link Recupera} together. Not safe for use by several threads. */
public final class RecuperaBuilder {

    final Profile profile;
    final List<EventListener> listeners = new ArrayList<>();
    final List<PasswordRule> moreRules = new ArrayList<>();

    @Nullable
    UserDirectory users;

    @Nullable
    PasswordStore passwords;

    @Nullable
    TokenStore tokens;

    @Nullable
    WorkQueue queue;

    final List<Chore> chores = new ArrayList<>();

    @Nullable
    DeadLetters deadLetters;

    @Nullable
    Storage storage;

    @Nullable
    AttemptLog attempts;

    @Nullable
    MailSender mail;

    @Nullable
    SessionRegistry sessions;

    @Nullable
    KeyRing keys;

    @Nullable
    AnswerPorts answers;

    @Nullable
    CaseStore cases;

    @Nullable
    TicketDesk desk;

    @Nullable
    CaseSequence caseSequence;

    @Nullable
    AttachmentScanner scanner;

    boolean limited = true;
    Duration tick = Duration.ofMillis(250);
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();

    RecuperaBuilder(Profile profile) {
        this.profile = profile;
    }

    /**
     * Sets where accounts are found; required.
     *
     * @param users the portal's accounts
     * @return this
     */
    public RecuperaBuilder users(UserDirectory users) {
        this.users = users;
        return this;
    }

    /**
     * Sets where passwords are kept; required.
     *
     * @param passwords the portal's passwords
     * @return this
     */
    public RecuperaBuilder passwords(PasswordStore passwords) {
        this.passwords = passwords;
        return this;
    }

    /**
     * Sets where links, work and counters are kept, if all in one place; else set each of them.
     *
     * @param storage shared by all nodes of the portal
     * @return this
     */
    public RecuperaBuilder storage(Storage storage) {
        this.storage = storage;
        return tokens(storage.tokens())
                .queue(storage.queue())
                .deadLetters(storage.deadLetters())
                .attempts(storage.attempts());
    }

    /**
     * Sets where links are kept; required.
     *
     * @param tokens shared by all nodes of the portal
     * @return this
     */
    public RecuperaBuilder tokens(TokenStore tokens) {
        this.tokens = tokens;
        return this;
    }

    /**
     * Sets where accepted work waits; required.
     *
     * @param queue shared by all nodes of the portal
     * @return this
     */
    public RecuperaBuilder queue(WorkQueue queue) {
        this.queue = queue;
        return this;
    }

    /**
     * Sets where work that was given up is found, for {@link Recupera#deadLetters}.
     *
     * @param deadLetters those of the queue
     * @return this
     */
    public RecuperaBuilder deadLetters(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
        return this;
    }

    /**
     * Sets what limits count with; required.
     *
     * @param attempts shared by all nodes of the portal
     * @return this
     */
    public RecuperaBuilder attempts(AttemptLog attempts) {
        this.attempts = attempts;
        return this;
    }

    /**
     * Sets what hands mail over; required.
     *
     * @param mail the way to a mail server
     * @return this
     */
    public RecuperaBuilder mail(MailSender mail) {
        this.mail = mail;
        return this;
    }

    /**
     * Sets what ends the sessions of an account whose password was changed; required.
     *
     * @param sessions the portal's sessions
     * @return this
     */
    public RecuperaBuilder sessions(SessionRegistry sessions) {
        this.sessions = sessions;
        return this;
    }

    /**
     * Sets where answers to security questions are kept; required where the profile asks any.
     *
     * <p>Where they are asked before the mail, the cost of the hash may be raised but not lowered, and every node needs
     * the memory of the dearest one that is kept: else time or a failure tells who has an account.
     *
     * @param questions shared by all nodes of the portal
     * @param hash how answers are hashed; the portal's own password hash serves
     * @return this
     */
    public RecuperaBuilder securityQuestions(SecurityQuestions questions, PasswordHash hash) {
        this.answers = new AnswerPorts(questions, hash);
        return this;
    }

    /**
     * Sets where support cases are kept; unless set, the portal takes none.
     *
     * <p>Old ones are forgotten as the profile's {@code supportCase} says, and not at all once it has no such section: a
     * portal that takes no more cases keeps it until the last is forgotten.
     *
     * @param cases shared by all nodes of the portal
     * @return this
     */
    public RecuperaBuilder cases(CaseStore cases) {
        this.cases = cases;
        return this;
    }

    /**
     * Sets an external help desk to which the worker hands cases over; unless set, they are worked on where they are
     * kept.
     *
     * <p>What is filed stays in {@link #cases} too: a desk that is down for less than a day costs time and nothing else.
     * Of what it has not taken by then an event tells, {@link org.recupera.port.Event.Type#CASE_NOT_HANDED_OVER} with
     * {@code final}, and {@link org.recupera.ticket.CaseDesk#handOver} has it tried again. People can attach no more than
     * {@link TicketDesk#maxBytesInAll}; that the desk takes the types of files that the profile lists is the portal's to
     * see to.
     *
     * @param desk the way to the desk
     * @return this
     */
    public RecuperaBuilder desk(TicketDesk desk) {
        this.desk = desk;
        return this;
    }

    /**
     * Sets what counts support cases; required where the profile numbers them in order.
     *
     * @param sequence shared by all nodes of the portal
     * @return this
     */
    public RecuperaBuilder caseSequence(CaseSequence sequence) {
        this.caseSequence = sequence;
        return this;
    }

    /**
     * Sets what looks for malware in attachments; unless set, nothing does.
     *
     * @param scanner such as one over clamd; what it cannot tell is refused
     * @return this
     */
    public RecuperaBuilder attachmentScanner(AttachmentScanner scanner) {
        this.scanner = scanner;
        return this;
    }

    /**
     * Sets the key ring; required.
     *
     * @param keys the same on all nodes of the portal; another may take its place with {@link Recupera#replaceKeys}
     * @return this
     */
    public RecuperaBuilder keys(KeyRing keys) {
        this.keys = keys;
        return this;
    }

    /**
     * Adds somebody to tell what happens; none is told unless added.
     *
     * @param listener such as {@link EventLog#toSlf4j()}
     * @return this
     */
    public RecuperaBuilder listener(EventListener listener) {
        listeners.add(Objects.requireNonNull(listener));
        return this;
    }

    /**
     * Adds something for a started worker to do once a minute, such as forgetting old events.
     *
     * @param chore what to do; when, and what becomes of what it throws, {@link Chore} says
     * @return this
     */
    public RecuperaBuilder chore(Chore chore) {
        chores.add(Objects.requireNonNull(chore));
        return this;
    }

    /**
     * Adds a rule for new passwords to those of the profile.
     *
     * <p>Every code that the rule gives needs words: those of the library have them, a rule's own code begins with
     * {@code page.} and stands in the profile's messages.
     *
     * @param rule asked beside the others; all reasons are told at once
     * @return this
     */
    public RecuperaBuilder passwordRule(PasswordRule rule) {
        moreRules.add(Objects.requireNonNull(rule));
        return this;
    }

    /**
     * Lifts the limits by client, by identifier and in all, for load tests; the rules per account stay.
     *
     * @return this
     */
    public RecuperaBuilder withoutRequestLimits() {
        this.limited = false;
        return this;
    }

    /**
     * Sets how often the worker looks for work; 250 ms unless set.
     *
     * @param tick from 10 ms to 1 min
     * @return this
     */
    public RecuperaBuilder tick(Duration tick) {
        this.tick = tick;
        return this;
    }

    /**
     * Sets the clock; the system's unless set.
     *
     * @param clock what time it is
     * @return this
     */
    public RecuperaBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Sets where randomness comes from; a new {@link SecureRandom} unless set.
     *
     * @param random a cryptographically strong source
     * @return this
     */
    public RecuperaBuilder random(SecureRandom random) {
        this.random = random;
        return this;
    }

    /**
     * Builds it; nothing is contacted and nothing starts.
     *
     * @return the entry
     * @throws IllegalStateException when a port is missing; the message names the call
     * @throws IllegalArgumentException when a setting is out of bounds, or when the profile lacks what a deployment
     *     has to give; then it is an {@link org.recupera.profile.ProfileException} that names the JSON path
     */
    public Recupera build() {
        return new Recupera(this);
    }
}
