package org.recupera.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recupera.password.Judgement;
import org.recupera.port.Account;
import org.recupera.port.Event;
import org.recupera.port.Link;
import org.recupera.port.LinkState;
import org.recupera.port.PasswordChange;
import org.recupera.port.PortException;
import org.recupera.port.Secret;
import org.recupera.profile.Message;

/**
 * Changes a password with a link that was judged good.
 *
 * <ol>
 *   <li>The password is judged; a refusal leaves the link good.
 *   <li>The link is taken: of N nodes and M browsers one gets it.
 *   <li>What has to follow a change is queued; it finds out by itself whether the change came about.
 *   <li>The password is replaced by compare-and-set.
 *   <li>The link is marked used, and the account's other links are void.
 * </ol>
 *
 * <p>A crash between two steps frees the link after a lease. When the outcome of the write is unknown, nothing is
 * assumed: the link stays taken until the lease ends, and the account's password version then tells.
 */
final class PasswordChanging {

    private final RecoveryPorts ports;
    private final PresentedLink presented;
    private final AccountLinks links;
    private final ChangeFollowUp followUp;

    PasswordChanging(RecoveryPorts ports, PresentedLink presented, AccountLinks links, ChangeFollowUp followUp) {
        this.ports = ports;
        this.presented = presented;
        this.links = links;
        this.followUp = followUp;
    }

    ChangeOutcome change(Link link, Account account, Secret password, Secret confirmation, Instant now) {
        Judgement judgement = ports.rules()
                .judge(
                        password,
                        confirmation,
                        account.username(),
                        List.of(ports.profile().name()));
        if (judgement instanceof Judgement.Refused refused) {
            return refused(
                    account,
                    refused.flaws().stream()
                            .map(flaw -> ports.profile().message(flaw.code(), flaw.parameters()))
                            .toList(),
                    now);
        }
        Secret accepted = ((Judgement.Accepted) judgement).password();
        return take(link, now)
                .map(taken -> replace(taken, account, accepted, now))
                .orElseGet(() -> overtaken(link, now));
    }

    /** A link that was never acknowledged was mailed all the same, or nobody could present it. */
    private Optional<Link> take(Link link, Instant now) {
        Link seen = link;
        if (link.state() == LinkState.MADE) {
            seen = link.moved(LinkState.LIVE, now);
            if (!ports.tokens().move(link, seen)) {
                return Optional.empty();
            }
        }
        Link taken = seen.moved(LinkState.TAKEN, now);
        return ports.tokens().move(seen, taken) ? Optional.of(taken) : Optional.empty();
    }

    private ChangeOutcome replace(Link taken, Account account, Secret password, Instant now) {
        String version = account.passwordVersion().orElse(null);
        queueFollowUp(taken, account, now);
        return switch (ports.passwords()
                .replace(new PasswordChange(ports.portal(), account.id(), version, password, now))) {
            case REPLACED -> changed(taken, account, now);
            case STALE -> {
                ports.tokens().move(taken, taken.moved(LinkState.VOID, now));
                yield ports.refuse(LinkRefusal.ACCOUNT_CHANGED, now);
            }
            case REFUSED -> {
                ports.tokens().move(taken, taken.moved(LinkState.LIVE, now));
                yield refused(account, List.of(ports.profile().message("password.refused-by-portal", Map.of())), now);
            }
        };
    }

    private void queueFollowUp(Link taken, Account account, Instant now) {
        try {
            followUp.order(taken, account, now);
        } catch (PortException down) {
            // Nothing was written yet, so the link need not wait for its lease.
            try {
                ports.tokens().move(taken, taken.moved(LinkState.LIVE, now));
            } catch (PortException alsoDown) {
                down.addSuppressed(alsoDown);
            }
            throw down;
        }
    }

    private ChangeOutcome changed(Link taken, Account account, Instant now) {
        ports.events().on(ports.event(Event.Type.PASSWORD_CHANGED, now, account.id()));
        try {
            ports.tokens().move(taken, taken.moved(LinkState.USED, now));
            links.voidAll(account.id(), now);
        } catch (PortException late) {
            // The password is changed; the queued follow-up marks the links.
        }
        return new ChangeOutcome.Changed(account.username(), ports.profile().message("password.changed", Map.of()));
    }

    private ChangeOutcome overtaken(Link link, Instant now) {
        LinkRefusal reason = ports.tokens()
                .find(link.portal(), link.selector())
                .map(current -> presented.judge(current, now))
                .filter(PresentedLink.Judgement.Bad.class::isInstance)
                .map(bad -> ((PresentedLink.Judgement.Bad) bad).reason())
                .orElse(LinkRefusal.IN_USE);
        return ports.refuse(reason, now);
    }

    private ChangeOutcome refused(Account account, List<Message> reasons, Instant now) {
        String codes = String.join(",", reasons.stream().map(Message::code).toList());
        ports.events()
                .on(ports.event(Event.Type.PASSWORD_REFUSED, now, account.id()).with("codes", codes));
        return new ChangeOutcome.PasswordRefused(account.username(), reasons);
    }
}
