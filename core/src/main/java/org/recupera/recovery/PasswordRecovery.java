package org.recupera.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.limit.Waiting;
import org.recupera.port.AccountId;
import org.recupera.port.ClientAddress;
import org.recupera.port.Event;
import org.recupera.port.Secret;
import org.recupera.profile.QuestionMode;
import org.recupera.profile.QuestionSettings;
import org.recupera.work.WorkHandler;

/**
 * Lets people back in who forgot their password, by a mailed link.
 *
 * <p>A portal calls {@link #request} from the page that asks for the username, {@link #open} from the page behind the
 * link, and {@link #change} when that page's form is sent. Nothing here signs anybody in.
 *
 * <p>Safe for use by several threads. Every method may throw {@link org.recupera.port.PortException} when
 * infrastructure is broken; a portal answers that with a page of its own (HTTP 503).
 */
public final class PasswordRecovery {

    private static final Secret NO_ANSWER = Secret.of("");

    private final RecoveryPorts ports;
    private final RequestLimits limits;
    private final LinkRequests requests;
    private final PresentedLink presented;
    private final PasswordChanging changing;
    private final AccountLinks links;
    private final @Nullable AnsweredRequests answered;
    private final @Nullable LinkAnswers linkAnswers;
    private final boolean skippable;
    private final Map<String, WorkHandler> handlers;

    private PasswordRecovery(RecoveryPorts ports) {
        LinkSecrets secrets = new LinkSecrets(ports.keys(), ports.random());
        AccountLetters letters = new AccountLetters(ports);
        LinkMails mails = new LinkMails(ports, secrets, letters);
        this.ports = ports;
        this.limits = new RequestLimits(ports);
        this.requests = new LinkRequests(ports, limits);
        this.presented = new PresentedLink(ports, secrets);
        this.links = new AccountLinks(ports, secrets);
        ChangeFollowUp followUp = new ChangeFollowUp(ports, links, limits, letters);
        Optional<QuestionSettings> questions = ports.profile().questions();
        this.answered = questions
                .filter(settings -> settings.mode() == QuestionMode.BEFORE_MAIL)
                .map(settings -> new AnsweredRequests(ports, settings, limits, answers(settings), requests))
                .orElse(null);
        this.linkAnswers = questions
                .filter(settings -> settings.mode() == QuestionMode.AFTER_LINK)
                .map(settings -> new LinkAnswers(ports, settings, limits, answers(settings)))
                .orElse(null);
        this.skippable = answered == null || questions.get().skippable();
        this.changing = new PasswordChanging(ports, presented, links, followUp, limits, linkAnswers);
        LinkDecision decision = new LinkDecision(ports, limits, secrets, mails);
        this.handlers = Map.of(
                LinkRequests.KIND,
                decision::decide,
                LinkRequests.RESET,
                decision::decideReset,
                LinkMails.KIND,
                mails,
                ChangeFollowUp.SESSIONS,
                followUp::endSessions,
                ChangeFollowUp.NOTICE,
                followUp::sendNotice);
    }

    /**
     * Puts recovery on its ports; embedders get it from {@code Recupera.passwords()}.
     *
     * @param ports all that it stands on
     * @return password recovery; it does nothing by itself
     */
    public static PasswordRecovery on(RecoveryPorts ports) {
        return new PasswordRecovery(ports);
    }

    /**
     * Accepts a request for a link.
     *
     * <p>Where the profile asks a security question before the mail, this goes on without an answer, and is refused
     * unless the question may be skipped.
     *
     * <p>Does the same work and gives the same answer whether or not the account exists: the account is looked up later,
     * by the worker. Once this returns {@link RequestOutcome.Accepted}, the request is durable. The mail goes to the
     * address on file, never to anything in this call.
     *
     * @param username what was typed, as it was typed
     * @param client from where; behind a proxy, what the portal's own proxy reports
     * @return what to answer
     * @throws org.recupera.port.PortException when the request could not be accepted
     */
    public RequestOutcome request(String username, ClientAddress client) {
        return answered == null || skippable
                ? requests.accept(username, client)
                : answered.accept(username, NO_ANSWER, client);
    }

    /**
     * Says which security question to ask, where the profile asks one before the mail.
     *
     * <p>Looks the account up, and gives a question all the same when there is none, the same each time for a name.
     *
     * @param username what was typed, as it was typed
     * @param client from where
     * @return what to show
     * @throws IllegalStateException when the profile does not ask before the mail
     * @throws org.recupera.port.PortException when the account or its questions cannot be looked up
     */
    public QuestionOutcome question(String username, ClientAddress client) {
        return askedBeforeMail().ask(username, client);
    }

    /**
     * Accepts a request for a link together with the answer to the security question.
     *
     * <p>A wrong answer, and any answer for a name without an account, is refused alike, at the same cost, and counted
     * alike; past the profile's tries no answer is looked at for a while.
     *
     * @param username what was typed, as it was typed
     * @param answer what was answered, as it was typed
     * @param client from where
     * @return what to answer
     * @throws IllegalStateException when the profile does not ask before the mail
     * @throws org.recupera.port.PortException when the answer could not be looked at, or the request not be accepted
     */
    public RequestOutcome request(String username, Secret answer, ClientAddress client) {
        return askedBeforeMail().accept(username, answer, client);
    }

    /**
     * Has a link mailed to an account because an administrator says so.
     *
     * <p>The same path as a request of the person's own: the mail goes to the address on file, the rules per account
     * hold, and the password stays as it is until the link is used. Nobody learns the link but who reads the mailbox
     * (OWASP ASVS 5.0, 6.4.4). A disabled account, or one without an address, gets none, and an event says so.
     *
     * @param account whose password is to be changed
     * @param administrator who asks, for the audit trail; events carry a pseudonym
     * @throws org.recupera.port.PortException when the request could not be accepted
     */
    public void startReset(AccountId account, AccountId administrator) {
        requests.acceptReset(account, administrator);
    }

    /**
     * Looks at a link without consuming anything, however often.
     *
     * <p>Mail scanners open links too, so a portal shows a form and changes nothing on a GET.
     *
     * @param token what the link carried, as it arrived; surrounding spaces and capitals are taken
     * @return whose password would be changed, or why the link cannot be used
     * @throws org.recupera.port.PortException when the link cannot be looked at
     */
    public OpenOutcome open(Secret token) {
        Instant now = ports.now();
        PresentedLink.Judgement judgement = presented.judge(token, now);
        if (judgement instanceof PresentedLink.Judgement.Good good) {
            Optional<LinkRefused> orphaned =
                    linkAnswers == null ? Optional.empty() : linkAnswers.orphaned(good.account(), now);
            if (orphaned.isPresent()) {
                return orphaned.get();
            }
            ports.events()
                    .on(ports.event(Event.Type.LINK_OPENED, now, good.account().id()));
            return new OpenOutcome.Open(
                    good.account().username(),
                    ports.linkRules().expiresAt(good.link()),
                    linkAnswers == null
                            ? null
                            : linkAnswers.questionOf(good.account()).orElse(null));
        }
        PresentedLink.Judgement.Bad bad = (PresentedLink.Judgement.Bad) judgement;
        return ports.refuse(bad.reason(), bad.account(), now);
    }

    /**
     * Changes a password with a link.
     *
     * <p>Of any number of calls with one link, on any number of nodes, one changes the password. A refused password
     * leaves the link good. So does a portal that has no room to hash one more at this moment, and so do more than twenty
     * changes an hour for one account that were not refused at first sight; both are {@link Limited}. Afterwards the worker ends the account's sessions and mails a notice.
     *
     * @param token what the link carried, as it arrived
     * @param password the new password, as it was typed
     * @param confirmation the new password as it was typed again
     * @param client from where; counted only for links that are none
     * @return what to answer
     * @throws org.recupera.port.PortException when it is unknown whether the password was changed; the same link works
     *     again half a minute later if it was not
     */
    public ChangeOutcome change(Secret token, Secret password, Secret confirmation, ClientAddress client) {
        return change(token, password, confirmation, NO_ANSWER, client);
    }

    /**
     * Changes a password with a link and the answer to the security question that {@link #open} gave with it.
     *
     * <p>As {@link #change(Secret, Secret, Secret, ClientAddress)}; the answer is looked at once the password is good,
     * and again each time, whatever was shown before. Past the profile's tries the link is dead.
     *
     * @param token what the link carried, as it arrived
     * @param password the new password, as it was typed
     * @param confirmation the new password as it was typed again
     * @param answer what was answered, as it was typed; left alone where nothing is asked
     * @param client from where; counted only for links that are none
     * @return what to answer
     * @throws org.recupera.port.PortException as above, or when the answer cannot be looked at; then nothing was changed
     */
    public ChangeOutcome change(
            Secret token, Secret password, Secret confirmation, Secret answer, ClientAddress client) {
        Instant now = ports.now();
        PresentedLink.Judgement judgement = presented.judge(token, now);
        if (judgement instanceof PresentedLink.Judgement.Good good) {
            return changing.change(good.link(), good.account(), password, confirmation, answer, now);
        }
        PresentedLink.Judgement.Bad bad = (PresentedLink.Judgement.Bad) judgement;
        LinkRefusal reason = bad.reason();
        if (reason == LinkRefusal.DAMAGED || reason == LinkRefusal.UNKNOWN) {
            Duration wait = limits.waitOfGuesser(client, now);
            if (!wait.isZero()) {
                return new Limited(Waiting.message(ports.profile(), wait), wait);
            }
        }
        return ports.refuse(reason, bad.account(), now);
    }

    /**
     * Kills an account's links, because the account changed elsewhere.
     *
     * <p>Needless but harmless where the directory has password versions; where it has none, a portal calls it whenever
     * a password, an address or a status changes.
     *
     * @param account the account
     * @throws org.recupera.port.PortException when it is unknown whether all links are dead
     */
    public void accountChanged(AccountId account) {
        Instant now = ports.now();
        links.voidAll(account, now);
        ports.events().on(ports.event(Event.Type.ACCOUNT_CHANGED, now, account));
    }

    private AnsweredRequests askedBeforeMail() {
        if (answered == null) {
            throw new IllegalStateException("the profile asks no security question before the mail");
        }
        return answered;
    }

    private Answers answers(QuestionSettings settings) {
        return new Answers(ports, settings, Objects.requireNonNull(ports.answers()));
    }

    /**
     * Who carries out what was accepted, by kind of order; for the worker.
     *
     * @return an unmodifiable map
     */
    public Map<String, WorkHandler> handlers() {
        return handlers;
    }
}
