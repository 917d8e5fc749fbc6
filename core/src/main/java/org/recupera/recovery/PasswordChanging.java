package org.recupera.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recupera.limit.Waiting;
import org.recupera.password.Judgement;
import org.recupera.password.PasswordRules;
import org.recupera.port.Account;
import org.recupera.port.Event;
import org.recupera.port.Link;
import org.recupera.port.LinkState;
import org.recupera.port.PasswordChange;
import org.recupera.port.PasswordStore;
import org.recupera.port.PortException;
import org.recupera.port.Secret;
import org.recupera.profile.LockPolicy;
import org.recupera.profile.Message;
import org.recupera.work.LoggedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes a password with a link that was judged good.
 *
 * <ol>
 *   <li>The password is judged, and the answer where one is asked for, before the rules that cost most; a refusal leaves
 *       the link good. How often the costly rules are asked is counted for the account, whatever limits are lifted: they
 *       may tell the present password, and each call may take the memory of a hash.
 *   <li>The link is taken: of N nodes and M browsers one gets it.
 *   <li>What has to follow a change is queued; it finds out by itself whether the change came about.
 *   <li>The password is replaced by compare-and-set.
 *   <li>The link is marked used, and the account's other links are void.
 * </ol>
 *
 * <p>A crash between two steps frees the link after a lease. When the outcome of the write is unknown, nothing is
 * assumed: the link stays taken until the lease ends, and the account's password version then tells. When there was no
 * room for it, nothing was written: the link is good again, and the person is asked to wait.
 */
final class PasswordChanging {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordChanging.class);
    private static final int MOST_TRIES = 5;

    private final RecoveryPorts ports;
    private final PresentedLink presented;
    private final AccountLinks links;
    private final ChangeFollowUp followUp;
    private final RequestLimits limits;
    private final @Nullable LinkAnswers answers;

    PasswordChanging(
            RecoveryPorts ports,
            PresentedLink presented,
            AccountLinks links,
            ChangeFollowUp followUp,
            RequestLimits limits,
            @Nullable LinkAnswers answers) {
        this.ports = ports;
        this.presented = presented;
        this.links = links;
        this.followUp = followUp;
        this.limits = limits;
        this.answers = answers;
    }

    ChangeOutcome change(Link link, Account account, Secret password, Secret confirmation, Secret answer, Instant now) {
        try {
            return changeIfGood(link, account, password, confirmation, answer, now);
        } catch (PortException stopped) {
            if (!stopped.isBusy()) {
                throw stopped;
            }
            return ports.noRoom(stopped, now);
        }
    }

    private ChangeOutcome changeIfGood(
            Link link, Account account, Secret password, Secret confirmation, Secret answer, Instant now) {
        // What is wrong at first sight costs no try; the present password is told to nobody who cannot answer.
        Judgement firstSight = judge(ports.rules().withoutCostly(), password, confirmation, account);
        if (firstSight instanceof Judgement.Refused refused) {
            return refused(account, refused, now);
        }
        if (answers != null) {
            Optional<ChangeOutcome> refusal = answers.refusal(link, account, answer, now);
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        Duration wait = limits.waitOfChange(account.id(), now);
        if (!wait.isZero()) {
            return new Limited(Waiting.message(ports.profile(), wait), wait);
        }
        Judgement judgement = judge(ports.rules().onlyCostly(), password, confirmation, account);
        if (judgement instanceof Judgement.Refused refused) {
            return refused(account, refused, now);
        }
        Secret accepted = ((Judgement.Accepted) judgement).password();
        return take(link)
                .map(taken -> replace(taken.link(), taken.account(), accepted))
                .orElseGet(() -> overtaken(link));
    }

    private Judgement judge(PasswordRules rules, Secret password, Secret confirmation, Account account) {
        return rules.judge(password, confirmation, account.username(), namesOf(account));
    }

    /**
     * Takes the link, however often a mail that is accepted meanwhile moves it.
     *
     * <p>Link and account are judged anew, and the lease counts from here: judging a password may wait for others, and
     * meanwhile the account may have been disabled, or its address moved away from a lost mailbox. A link that was never
     * acknowledged was mailed all the same, or nobody could present it.
     */
    private Optional<PresentedLink.Judgement.Good> take(Link link) {
        PresentedLink.Judgement judged = presented.judge(link, ports.now());
        for (int tries = 0; tries < MOST_TRIES && judged instanceof PresentedLink.Judgement.Good good; tries++) {
            Link taken = good.link().moved(LinkState.TAKEN, ports.now());
            if (ports.tokens().move(good.link(), taken)) {
                return Optional.of(new PresentedLink.Judgement.Good(taken, good.account()));
            }
            Optional<Link> seen = ports.tokens().find(link.portal(), link.selector());
            if (seen.isEmpty()) {
                return Optional.empty();
            }
            judged = presented.judge(seen.get(), ports.now());
        }
        return Optional.empty();
    }

    private ChangeOutcome replace(Link taken, Account account, Secret password) {
        Instant at = taken.movedAt();
        orderFollowUp(taken, account);
        PasswordChange change = new PasswordChange(
                ports.portal(),
                account.id(),
                account.passwordVersion().orElse(null),
                password,
                at,
                ports.profile().locks() == LockPolicy.CLEAR_GUESS_LOCK);
        return switch (replaced(change, taken)) {
            case REPLACED -> changed(taken, account);
            case STALE -> {
                ports.tokens().move(taken, taken.moved(LinkState.VOID, ports.now()));
                yield ports.refuse(LinkRefusal.ACCOUNT_CHANGED, account.id(), at);
            }
            case REFUSED -> {
                ports.tokens().move(taken, taken.moved(LinkState.LIVE, ports.now()));
                yield refused(account, List.of(ports.profile().message("password.refused-by-portal", Map.of())), at);
            }
        };
    }

    private void orderFollowUp(Link taken, Account account) {
        try {
            followUp.order(taken, account, ports.now());
        } catch (RuntimeException down) {
            release(taken, down);
            throw down;
        }
    }

    private PasswordStore.Result replaced(PasswordChange change, Link taken) {
        try {
            return ports.passwords().replace(change);
        } catch (PortException stopped) {
            if (stopped.isBusy()) {
                release(taken, stopped);
            }
            throw stopped;
        }
    }

    /** Gives a link back at once when nothing was written, so that it need not wait for its lease. */
    private void release(Link taken, RuntimeException reason) {
        try {
            ports.tokens().move(taken, taken.moved(LinkState.LIVE, ports.now()));
        } catch (RuntimeException alsoDown) {
            reason.addSuppressed(alsoDown);
        }
    }

    private ChangeOutcome changed(Link taken, Account account) {
        Instant now = ports.now();
        try {
            boolean marked = ports.tokens().move(taken, taken.moved(LinkState.USED, now));
            links.voidMadeBefore(now, account.id(), now);
            if (!marked || !now.isBefore(taken.movedAt().plus(ChangeTrace.SOON))) {
                // Something else moved the link meanwhile, or it took long: the orders may have given up on this
                // change.
                followUp.orderMade(taken, account, now);
            }
        } catch (RuntimeException late) {
            // The password is changed, whatever a store says now, and the orders that were placed before it find that
            // out.
            LOG.warn(
                    "{}: a password was changed, but its link could not be marked used yet",
                    ports.portal(),
                    LoggedFailure.of(late));
        }
        ports.events().on(ports.event(Event.Type.PASSWORD_CHANGED, now, account.id()));
        String code = account.secondFactor() ? "password.changed-second-factor" : "password.changed";
        return new ChangeOutcome.Changed(
                account.username(), ports.profile().message(code, Map.of()), account.secondFactor());
    }

    /** What somebody who knows the person and the portal would try first. */
    private List<String> namesOf(Account account) {
        Stream<String> portal =
                Stream.concat(Stream.of(ports.profile().name()), ports.profile().password().names().stream());
        Stream<String> person = Stream.of(account.displayName(), account.email(), account.nationalId(), account.phone())
                .flatMap(Optional::stream);
        return Stream.concat(portal, person).toList();
    }

    private ChangeOutcome overtaken(Link link) {
        Instant now = ports.now();
        LinkRefusal reason = ports.tokens()
                .find(link.portal(), link.selector())
                .map(current -> presented.judge(current, now))
                .filter(PresentedLink.Judgement.Bad.class::isInstance)
                .map(bad -> ((PresentedLink.Judgement.Bad) bad).reason())
                .orElse(LinkRefusal.IN_USE);
        return ports.refuse(reason, link.account(), now);
    }

    private ChangeOutcome refused(Account account, Judgement.Refused refused, Instant now) {
        List<Message> reasons = refused.flaws().stream()
                .map(flaw -> ports.profile().message(flaw.code(), flaw.parameters()))
                .toList();
        return refused(account, reasons, now);
    }

    private ChangeOutcome refused(Account account, List<Message> reasons, Instant now) {
        String codes = String.join(",", reasons.stream().map(Message::code).toList());
        ports.events()
                .on(ports.event(Event.Type.PASSWORD_REFUSED, now, account.id()).with("codes", codes));
        return new ChangeOutcome.PasswordRefused(account.username(), reasons);
    }
}
