package org.recupera.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.Lane;
import org.recupera.port.Link;
import org.recupera.port.LinkState;
import org.recupera.profile.MailTemplate;
import org.recupera.work.Order;
import org.recupera.work.WorkResult;

/**
 * What follows a password change, at least once: sessions end, other links die, and a notice goes out.
 *
 * <p>Queued before the password is written, so that no crash can lose it. Each order finds out whether the change came
 * about: the link is used, or the account's password version is another one. A directory without versions cannot tell
 * after a crash; then the change counts as made, because a notice too many is the smaller harm.
 */
final class ChangeFollowUp {

    static final String SESSIONS = "end-sessions";
    static final String NOTICE = "change-notice";

    private static final String ACCOUNT = "account";
    private static final String SELECTOR = "selector";
    private static final String FENCE = "fence";
    private static final String VERSION = "version";

    /** Hashing a password takes most of a second; waiting for the lease would leave sessions open that long. */
    private static final Duration NEXT_LOOK = Duration.ofSeconds(1);

    private enum Change {
        MADE,
        UNDER_WAY,
        NOT_MADE
    }

    @FunctionalInterface
    private interface Step {
        WorkResult take(AccountId account, Order order, Instant now);
    }

    private final RecoveryPorts ports;
    private final AccountLinks links;
    private final Mailing mailing;
    private final LinkRules rules;

    ChangeFollowUp(RecoveryPorts ports, AccountLinks links, Mailing mailing) {
        this.ports = ports;
        this.links = links;
        this.mailing = mailing;
        this.rules = ports.linkRules();
    }

    void order(Link taken, Account account, Instant now) {
        Map<String, String> details = new HashMap<>();
        details.put(ACCOUNT, account.id().value());
        details.put(SELECTOR, taken.selector());
        details.put(FENCE, Long.toString(taken.fence()));
        account.passwordVersion().ifPresent(version -> details.put(VERSION, version));
        String change = taken.selector() + '/' + taken.fence();
        ports.orders().place(new Order(SESSIONS + '/' + change, Lane.DELIVER, SESSIONS, details, now), now);
        ports.orders().place(new Order(NOTICE + '/' + change, Lane.DELIVER, NOTICE, details, now), now);
    }

    WorkResult endSessions(Order order, Instant now) {
        return onceMade(order, now, (account, made, at) -> {
            markUsed(made, at);
            links.voidAll(account, at);
            ports.sessions().endSessions(ports.portal(), account, made.acceptedAt());
            ports.events().on(ports.event(Event.Type.SESSIONS_ENDED, at, account));
            return WorkResult.done();
        });
    }

    WorkResult sendNotice(Order order, Instant now) {
        return onceMade(order, now, (account, made, at) -> {
            Optional<Account> found = ports.users().byId(ports.portal(), account);
            Optional<EmailAddress> address = found.flatMap(Account::email).flatMap(EmailAddress::parse);
            if (address.isEmpty()) {
                ports.events()
                        .on(ports.event(Event.Type.MAIL_DROPPED, at, account)
                                .with("mail", MailTemplate.PASSWORD_CHANGED.fileName())
                                .with("reason", "no-address"));
                return WorkResult.done();
            }
            Letter letter = new Letter(
                    MailTemplate.PASSWORD_CHANGED,
                    found.orElseThrow(),
                    address.get(),
                    made.detail(SELECTOR) + '/' + made.detail(FENCE),
                    Map.of("at", made.acceptedAt()),
                    made.acceptedAt());
            return mailing.send(letter, () -> {});
        });
    }

    /** The process that changed the password may have died, or may just be about to do the same. */
    private void markUsed(Order order, Instant now) {
        ports.tokens()
                .find(ports.portal(), order.detail(SELECTOR))
                .filter(link -> isStillTaken(link, order))
                .ifPresent(link -> ports.tokens().move(link, link.moved(LinkState.USED, now)));
    }

    private WorkResult onceMade(Order order, Instant now, Step step) {
        AccountId account = new AccountId(order.detail(ACCOUNT));
        Optional<Link> link = ports.tokens().find(ports.portal(), order.detail(SELECTOR));
        return switch (changeOf(order, account, link, now)) {
            case MADE -> step.take(account, order, now);
            case UNDER_WAY -> new WorkResult.TooEarly(now.plus(NEXT_LOOK), "change-under-way");
            case NOT_MADE -> WorkResult.done();
        };
    }

    private Change changeOf(Order order, AccountId account, Optional<Link> link, Instant now) {
        if (link.filter(found -> found.state() == LinkState.USED).isPresent()) {
            return Change.MADE;
        }
        String seen = order.details().get(VERSION);
        if (seen != null) {
            String current = ports.users()
                    .byId(ports.portal(), account)
                    .flatMap(Account::passwordVersion)
                    .orElse(seen);
            if (!current.equals(seen)) {
                return Change.MADE;
            }
        }
        boolean stillTaken = link.filter(found -> isStillTaken(found, order)).isPresent();
        if (stillTaken && rules.isInUse(link.orElseThrow(), now)) {
            return Change.UNDER_WAY;
        }
        return seen == null && stillTaken ? Change.MADE : Change.NOT_MADE;
    }

    private static boolean isStillTaken(Link link, Order order) {
        return link.state() == LinkState.TAKEN && link.fence() == Long.parseLong(order.detail(FENCE));
    }
}
