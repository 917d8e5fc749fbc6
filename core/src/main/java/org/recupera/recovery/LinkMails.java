package org.recupera.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.recupera.mailing.Letter;
import org.recupera.port.Account;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.Lane;
import org.recupera.port.Link;
import org.recupera.port.LinkState;
import org.recupera.port.Secret;
import org.recupera.profile.MailTemplate;
import org.recupera.work.Order;
import org.recupera.work.WorkHandler;
import org.recupera.work.WorkResult;

/**
 * Orders and hands over the mails that carry a link.
 *
 * <p>A mail is known by its link and its number. The number is one past the mails that a server accepted with that
 * link, so two nodes that decide at once order the same mail, and one that comes again is dropped.
 */
final class LinkMails implements WorkHandler {

    static final String KIND = "link-mail";
    private static final String SELECTOR = "selector";
    private static final String NUMBER = "number";
    private static final String DECOY = "0";

    private static final int MOST_TRIES = 5;

    private final RecoveryPorts ports;
    private final LinkSecrets secrets;
    private final LinkRules rules;
    private final AccountLetters letters;

    LinkMails(RecoveryPorts ports, LinkSecrets secrets, AccountLetters letters) {
        this.ports = ports;
        this.secrets = secrets;
        this.rules = ports.linkRules();
        this.letters = letters;
    }

    Order of(Link link, Instant acceptedAt) {
        return order(link.selector(), Integer.toString(link.mails() + 1), acceptedAt);
    }

    /** Work of the same shape for an account that gets no mail. */
    Order decoy(Instant acceptedAt) {
        return order(secrets.selector(), DECOY, acceptedAt);
    }

    @Override
    public WorkResult carryOut(Order order, Instant now) {
        String number = order.detail(NUMBER);
        if (number.equals(DECOY)) {
            Secret link = Secret.of(ports.profile().link().path());
            Duration life = ports.profile().link().life();
            letters.rehearse(MailTemplate.LINK, nobody -> values(nobody.get(0), link, life), order.acceptedAt());
            return WorkResult.done();
        }
        return ports.tokens()
                .find(ports.portal(), order.detail(SELECTOR))
                .filter(link -> link.mails() < Integer.parseInt(number))
                .map(link -> deliver(link, order, now))
                .orElseGet(WorkResult::done);
    }

    private static Order order(String selector, String number, Instant acceptedAt) {
        Map<String, String> details = Map.of(SELECTOR, selector, NUMBER, number);
        String key = KIND + '/' + selector + '/' + number;
        return new Order(key, Lane.DELIVER, KIND, details, acceptedAt);
    }

    private WorkResult deliver(Link link, Order order, Instant now) {
        Optional<LinkRefusal> refusal = rules.judge(link, now);
        if (refusal.isPresent() && refusal.get() == LinkRefusal.IN_USE) {
            return new WorkResult.TooEarly(rules.leaseEnd(link), LinkRefusal.IN_USE.code());
        }
        if (refusal.isPresent()) {
            return drop(link, refusal.get(), now);
        }
        if (isOvertaken(link)) {
            return drop(link, LinkRefusal.REPLACED, now);
        }
        Optional<Account> account =
                ports.users().byId(ports.portal(), link.account()).filter(found -> secrets.isBoundTo(link, found));
        Optional<EmailAddress> address = account.flatMap(MailableAddress::of);
        Optional<Secret> token = secrets.tokenOf(link);
        if (address.isEmpty() || token.isEmpty()) {
            ports.tokens().move(link, link.moved(LinkState.VOID, now));
            // A link whose key was revoked meanwhile is as if it had never been made.
            return drop(link, token.isEmpty() ? LinkRefusal.UNKNOWN : LinkRefusal.ACCOUNT_CHANGED, now);
        }
        Letter letter = letters.letter(
                MailTemplate.LINK,
                account.get(),
                address.get(),
                order.detail(SELECTOR) + '/' + order.detail(NUMBER),
                values(account.get(), ports.profile().linkTo(token.get()), rules.lifeLeft(link, now)),
                order.acceptedAt());
        WorkResult result = letters.send(letter, () -> noteAccepted(link));
        if (result instanceof WorkResult.Dead && link.state() == LinkState.MADE) {
            // It waits no more, but it is not void: an earlier try may have reached the person unheard.
            ports.tokens().move(link, link.moved(LinkState.MADE, ports.now()));
        }
        return result;
    }

    /** Whether a newer link is to be mailed: of two mails at once the person would not know which counts. */
    private boolean isOvertaken(Link link) {
        return link.state() != LinkState.MADE
                && ports.tokens().open(link.portal(), link.purpose(), link.account()).stream()
                        .anyMatch(other -> other.state() == LinkState.MADE);
    }

    private static Map<String, Object> values(Account account, Secret link, Duration life) {
        return AccountLetters.about(account, Map.of("link", link, "life", life));
    }

    private WorkResult drop(Link link, LinkRefusal why, Instant now) {
        ports.events()
                .on(ports.event(Event.Type.MAIL_DROPPED, now, link.account())
                        .with("mail", MailTemplate.LINK.fileName())
                        .with("reason", why.code()));
        return WorkResult.done();
    }

    /** Its life begins now. A link that was used while the mail was under way stays as it is. */
    private void noteAccepted(Link link) {
        Optional<Link> seen = Optional.of(link);
        for (int tries = 0;
                tries < MOST_TRIES && seen.filter(this::isToBeMarked).isPresent();
                tries++) {
            if (ports.tokens().move(seen.get(), seen.get().mailed(ports.now()))) {
                return;
            }
            seen = ports.tokens().find(link.portal(), link.selector());
        }
    }

    private boolean isToBeMarked(Link link) {
        return !link.state().isFinal() && !rules.isInUse(link, ports.now());
    }
}
