package org.recupera.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.LinkState;
import org.recupera.work.Order;
import org.recupera.work.WorkResult;

/**
 * Decides, in the worker, what an accepted request comes to.
 *
 * <ol>
 *   <li>No account, several, a disabled one or one without a plain address: no link.
 *   <li>A link that waits to be mailed, and is good for another hour at least: that one, without spending a budget.
 *   <li>A live link whose last mail is younger than the quiet window: nothing.
 *   <li>A live link, and a budget of the account, the address or the identifier is spent: nothing; the live link stays
 *       good.
 *   <li>Else the link that the store keeps: the live one inside the repeat window, or a new one. An account without a
 *       live link gets one mail in each repeat window whatever is spent, so that nobody can lock it out by asking, and
 *       a mailbox that refuses mail is not tried without end.
 * </ol>
 *
 * <p>Whatever has no mail leads to a decoy, so that the work that follows is alike.
 */
final class LinkDecision {

    private static final int MOST_TRIES = 5;

    private final RecoveryPorts ports;
    private final RequestLimits limits;
    private final AccountLookUp lookUp;
    private final LinkSecrets secrets;
    private final LinkMails mails;
    private final LinkRules rules;

    LinkDecision(RecoveryPorts ports, RequestLimits limits, LinkSecrets secrets, LinkMails mails) {
        this.ports = ports;
        this.limits = limits;
        this.lookUp = new AccountLookUp(ports);
        this.secrets = secrets;
        this.mails = mails;
        this.rules = ports.linkRules();
    }

    /** Somebody asked by username. */
    WorkResult decide(Order order, Instant now) {
        Optional<Identifier> typed = Identifier.read(IdentifierKind.USERNAME, order.detail(LinkRequests.IDENTIFIER))
                .identifier();
        // Over this budget the request still goes the whole way: whoever has no live link gets one all the same.
        boolean limited =
                typed.filter(identifier -> limits.allows(identifier, order)).isEmpty();
        Optional<Link> toMail = typed.flatMap(identifier -> accountOf(identifier, now))
                .flatMap(account -> linkFor(account, limited, order, now));
        return followedByMail(toMail, order);
    }

    /** An administrator asked for an account that is known; all but the budget of what was typed holds as for others. */
    WorkResult decideReset(Order order, Instant now) {
        AccountId id = new AccountId(order.detail(LinkRequests.ACCOUNT));
        Optional<Account> account = ports.users().byId(ports.portal(), id);
        if (account.isEmpty()) {
            ports.events().on(ports.event(Event.Type.ACCOUNT_UNKNOWN, now, id));
        }
        return followedByMail(account.flatMap(found -> linkFor(found, false, order, now)), order);
    }

    private WorkResult followedByMail(Optional<Link> toMail, Order order) {
        return WorkResult.followedBy(List.of(toMail.map(link -> mails.of(link, order.acceptedAt()))
                .orElseGet(() -> mails.decoy(order.acceptedAt()))));
    }

    private Optional<Account> accountOf(Identifier identifier, Instant now) {
        List<Account> accounts = lookUp.carriersOf(identifier);
        String subject = ports.pseudonym(identifier);
        if (accounts.isEmpty()) {
            ports.events().on(ports.event(Event.Type.ACCOUNT_UNKNOWN, now).subject(subject));
            return Optional.empty();
        }
        if (accounts.size() > 1) {
            ports.events().on(ports.event(Event.Type.ACCOUNT_AMBIGUOUS, now).subject(subject));
            return Optional.empty();
        }
        return Optional.of(accounts.get(0));
    }

    private Optional<Link> linkFor(Account account, boolean limited, Order order, Instant now) {
        Optional<EmailAddress> address = MailableAddress.of(account);
        if (address.isEmpty()) {
            ports.events().on(ports.notServed(account, now));
            return Optional.empty();
        }
        List<Link> usable = usableLinks(account, now);
        Optional<Link> waiting = usable.stream()
                .filter(link -> rules.isWaiting(link) && !rules.waitedTooLong(link, now))
                .findFirst();
        if (waiting.isPresent()) {
            return waiting;
        }
        boolean live = usable.stream().anyMatch(link -> link.state() != LinkState.MADE);
        if (live && usable.stream().anyMatch(link -> rules.isQuiet(link, now))) {
            return Optional.empty();
        }
        boolean allowed = !limited && limits.allowsMail(account.id(), address.get(), now);
        return allowed || (!live && limits.allowsFirstMail(account.id(), order.acceptedAt()))
                ? Optional.of(keep(account, now)).filter(link -> !rules.isQuiet(link, now))
                : Optional.empty();
    }

    /** The account's open links that would still work; those that a change of the account killed become void. */
    private List<Link> usableLinks(Account account, Instant now) {
        return ports.tokens().open(ports.portal(), LinkPurpose.PASSWORD, account.id()).stream()
                .filter(link -> !voidIfDead(link, account, now))
                .filter(link -> rules.judge(link, now)
                        .filter(why -> why != LinkRefusal.IN_USE)
                        .isEmpty())
                .toList();
    }

    private Link keep(Account account, Instant now) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Link kept = ports.tokens().keep(secrets.make(ports.portal(), account, now), rules.repeatableSince(now));
            if (rules.waitedTooLong(kept, now)) {
                ports.tokens().move(kept, kept.moved(LinkState.REPLACED, now));
            } else if (!voidIfDead(kept, account, now)) {
                return kept;
            }
        }
        throw new IllegalStateException("the token store keeps handing back links that are void");
    }

    private boolean voidIfDead(Link link, Account account, Instant now) {
        if (rules.isInUse(link, now)) {
            return false;
        }
        boolean expired = !now.isBefore(rules.expiresAt(link));
        boolean dead = expired || !secrets.isBoundTo(link, account);
        if (dead) {
            // "Not yours" is as good: whoever moved it meanwhile is answered on the next look.
            ports.tokens().move(link, link.moved(LinkState.VOID, now));
        }
        return dead;
    }
}
