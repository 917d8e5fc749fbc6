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
 * What follows a password change, at least once: other links die, sessions end, and notices go out.
 *
 * <p>Ordered before the password is written, so that no crash can lose it. Each order finds out by itself whether the
 * change came about ({@link ChangeTrace}) and looks again until that is certain.
 */
final class ChangeFollowUp {

    static final String SESSIONS = "end-sessions";
    static final String NOTICE = "change-notice";

    private static final String ACCOUNT = "account";
    private static final String ADDRESS = "address";
    private static final String REFERENCE = "reference";
    private static final String WHICH = "which";
    private static final String SELECTOR = "selector";
    private static final String FENCE = "fence";
    private static final String VERSION = "version";
    private static final String MADE_AT = "madeAt";

    /** Hashing takes most of a second; the longer nothing is certain, the longer until the next look. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    /** How late at most it is noticed that a write came about whose process is dead. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    @FunctionalInterface
    private interface Step {
        WorkResult take(AccountId account, Instant changedAt);
    }

    private final RecoveryPorts ports;
    private final AccountLinks links;
    private final RequestLimits limits;
    private final AccountLetters letters;

    ChangeFollowUp(RecoveryPorts ports, AccountLinks links, RequestLimits limits, AccountLetters letters) {
        this.ports = ports;
        this.links = links;
        this.limits = limits;
        this.letters = letters;
    }

    /** What has to follow a change that is about to be written. */
    void order(Link taken, Account account, Instant now) {
        place("", taken, account, Map.of(), now);
    }

    /**
     * What has to follow a change that was made, where the orders from before it may have given up on it.
     *
     * <p>Placing the same orders again does no harm: each notice keeps its {@code Message-ID}. That sessions end is
     * ordered beside what may be under way: only now it is known how late the former password still served.
     */
    void orderMade(Link taken, Account account, Instant now) {
        place("/made", taken, account, Map.of(MADE_AT, now.toString()), now);
    }

    private void place(String mark, Link taken, Account account, Map<String, String> known, Instant now) {
        Map<String, String> details = new HashMap<>(known);
        details.put(ACCOUNT, account.id().value());
        details.put(SELECTOR, taken.selector());
        details.put(FENCE, Long.toString(taken.fence()));
        account.passwordVersion().ifPresent(version -> details.put(VERSION, version));
        String change = taken.selector() + '/' + taken.fence();
        Instant takenAt = taken.movedAt();
        ports.orders()
                .place(new Order(SESSIONS + '/' + change + mark, Lane.FOLLOW_UP, SESSIONS, details, takenAt), now);
        NoticeAddresses.of(account).forEach((reference, address) -> {
            details.put(ADDRESS, address.value());
            // One link changes one password, whoever tried: two notices of it are one mail.
            details.put(REFERENCE, taken.selector() + reference);
            details.put(WHICH, reference);
            String key = NOTICE + '/' + change + reference;
            ports.orders().place(new Order(key, Lane.DELIVER, NOTICE, details, takenAt), now);
        });
    }

    WorkResult endSessions(Order order, Instant now) {
        return onceMade(order, now, (account, changedAt) -> {
            links.voidMadeBefore(changedAt, account, now);
            ports.sessions().endSessions(ports.portal(), account, changedAt);
            ports.events().on(ports.event(Event.Type.SESSIONS_ENDED, now, account));
            return WorkResult.done();
        });
    }

    /** To an address as it was at the change: whoever changed the password may have changed the address since. */
    WorkResult sendNotice(Order order, Instant now) {
        return onceMade(order, now, (account, changedAt) -> {
            EmailAddress address = new EmailAddress(order.detail(ADDRESS));
            if (!limits.allowsNotice(NOTICE, account, order.detail(WHICH), address, order.acceptedAt())) {
                return WorkResult.done();
            }
            Account found = ports.users()
                    .byId(ports.portal(), account)
                    .orElseGet(() -> Account.named(account, address.value()).build());
            return letters.send(
                    letters.letter(
                            MailTemplate.PASSWORD_CHANGED,
                            found,
                            address,
                            order.detail(REFERENCE),
                            AccountLetters.about(found, Map.of("at", changedAt)),
                            order.acceptedAt()),
                    () -> {});
        });
    }

    private WorkResult onceMade(Order order, Instant now, Step step) {
        AccountId account = new AccountId(order.detail(ACCOUNT));
        String madeAt = order.details().get(MADE_AT);
        if (madeAt != null) {
            return step.take(account, Instant.parse(madeAt));
        }
        Optional<Link> link = ports.tokens().find(ports.portal(), order.detail(SELECTOR));
        ChangeTrace trace = new ChangeTrace(
                order.acceptedAt(),
                Long.parseLong(order.detail(FENCE)),
                order.details().get(VERSION));
        ChangeTrace.Verdict verdict = trace.judge(link, versionOf(account), now);
        return switch (verdict) {
            case MADE -> {
                Link marked = link.map(found -> markUsed(found, trace, now)).orElse(null);
                yield step.take(account, trace.changedAt(Optional.ofNullable(marked), now));
            }
            case UNCERTAIN -> new WorkResult.TooEarly(now.plus(pause(order.acceptedAt(), now)), "change-under-way");
            case NOT_MADE -> WorkResult.done();
        };
    }

    private static Duration pause(Instant since, Instant now) {
        Duration wait = Duration.between(since, now).dividedBy(4);
        if (wait.compareTo(FIRST_LOOK) < 0) {
            return FIRST_LOOK;
        }
        return wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait;
    }

    private Optional<String> versionOf(AccountId account) {
        return ports.users().byId(ports.portal(), account).flatMap(Account::passwordVersion);
    }

    /** The process that changed the password may have died, or may just be about to do the same. */
    private Link markUsed(Link link, ChangeTrace trace, Instant now) {
        Link used = link.moved(LinkState.USED, now);
        return trace.isStillTaken(link) && ports.tokens().move(link, used) ? used : link;
    }
}
