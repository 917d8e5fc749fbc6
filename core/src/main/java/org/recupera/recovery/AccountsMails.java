package org.recupera.recovery;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recupera.mailing.Letter;
import org.recupera.port.Account;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.Lane;
import org.recupera.profile.ListedAccount;
import org.recupera.profile.MailTemplate;
import org.recupera.profile.UsernameSettings;
import org.recupera.work.Order;
import org.recupera.work.WorkResult;

/**
 * Mails people the accounts that are registered with their address.
 *
 * <ol>
 *   <li>A request is accepted, on the caller's thread: one order, whoever is meant.
 *   <li>The worker looks the identifier up and orders one mail for each mailbox that it leads to, or a decoy.
 *   <li>The worker looks again, writes the mail for that mailbox and hands it over.
 * </ol>
 *
 * <p>What was typed stands sealed in an order; no address and no username does.
 */
final class AccountsMails {

    static final String DECISION = "accounts";
    static final String MAIL = "accounts-mail";

    private static final String KIND = "kind";
    private static final String VALUE = "value";
    private static final String BUDGET = "budget";
    private static final String MAILBOX = "mailbox";
    private static final String DECOY = "none";

    private final RecoveryPorts ports;
    private final RequestLimits limits;
    private final AccountLookUp lookUp;
    private final AccountLetters letters;
    private final URI passwordPage;

    AccountsMails(
            RecoveryPorts ports,
            UsernameSettings settings,
            RequestLimits limits,
            AccountLookUp lookUp,
            AccountLetters letters) {
        this.ports = ports;
        this.limits = limits;
        this.lookUp = lookUp;
        this.letters = letters;
        this.passwordPage = ports.profile().page(settings.passwordPath());
    }

    /** Which budgets a request may still take from. */
    private enum Budget {
        /** That of the identifier, and that of each mailbox. */
        IDENTIFIER,
        /** That of each mailbox. */
        MAILBOX,
        /** None is asked. */
        NONE
    }

    void request(Identifier identifier, Instant now) {
        request(identifier, Budget.IDENTIFIER, now);
    }

    /** Of an identifier whose budget was taken from. */
    void requestWithin(Identifier identifier, Instant now) {
        request(identifier, Budget.MAILBOX, now);
    }

    void requestOfDesk(Identifier identifier, Instant now) {
        request(identifier, Budget.NONE, now);
    }

    private void request(Identifier identifier, Budget budget, Instant now) {
        // A key for each: one that comes too soon after another must not swallow the next while it is under way.
        String key = DECISION + '/' + budget + '/' + ports.pseudonym(identifier) + '/' + now;
        Map<String, String> details = details(identifier, BUDGET, budget.name());
        ports.orders().place(new Order(key, Lane.DECIDE, DECISION, details, now), now);
    }

    /**
     * Decides which mailboxes are told.
     *
     * <p>Here, and not where the request was accepted: a request that was not stored must not keep the next from its mail.
     */
    WorkResult decide(Order order, Instant now) {
        Identifier identifier = identifierIn(order);
        List<Account> carriers = lookUp.carriersOf(identifier);
        tellUnserved(carriers, identifier, now);
        Budget budget = Budget.valueOf(order.detail(BUDGET));
        boolean quiet = isQuiet(budget, identifier, order);
        List<String> mailboxes = Mailboxes.of(carriers).keySet().stream()
                .filter(mailbox -> !quiet && (budget == Budget.NONE || limits.allowsMail(mailbox, order, now)))
                .map(this::pseudonym)
                .toList();
        return WorkResult.followedBy((mailboxes.isEmpty() ? List.of(DECOY) : mailboxes)
                .stream()
                        .map(mailbox -> mail(identifier, mailbox, order.acceptedAt()))
                        .toList());
    }

    private boolean isQuiet(Budget budget, Identifier identifier, Order order) {
        return switch (budget) {
            case NONE -> false;
            case MAILBOX -> !limits.allowsRepeat(identifier, order.acceptedAt());
            case IDENTIFIER ->
                !limits.allows(identifier, order) || !limits.allowsRepeat(identifier, order.acceptedAt());
        };
    }

    /** Writes and hands over the mail for one mailbox. */
    WorkResult deliver(Order order, Instant now) {
        String mailbox = order.detail(MAILBOX);
        if (mailbox.equals(DECOY)) {
            letters.rehearse(MailTemplate.ACCOUNTS, this::values, order.acceptedAt());
            return WorkResult.done();
        }
        Identifier identifier = identifierIn(order);
        return Mailboxes.of(lookUp.carriersOf(identifier)).entrySet().stream()
                .filter(entry -> pseudonym(entry.getKey()).equals(mailbox))
                .findFirst()
                .map(entry -> send(entry.getValue(), order))
                .orElseGet(() -> drop(identifier, now));
    }

    private WorkResult send(List<Account> accounts, Order order) {
        Account first = accounts.get(0);
        EmailAddress address = MailableAddress.of(first).orElseThrow();
        Letter letter = letters.letter(
                MailTemplate.ACCOUNTS,
                first,
                address,
                order.key() + '/' + order.acceptedAt(),
                values(accounts),
                order.acceptedAt());
        return letters.send(letter, () -> {});
    }

    private WorkResult drop(Identifier identifier, Instant now) {
        ports.events()
                .on(ports.event(Event.Type.MAIL_DROPPED, now)
                        .subject(ports.pseudonym(identifier))
                        .with("mail", MailTemplate.ACCOUNTS.fileName())
                        .with("reason", LinkRefusal.ACCOUNT_CHANGED.code()));
        return WorkResult.done();
    }

    private Order mail(Identifier identifier, String mailbox, Instant acceptedAt) {
        String key = MAIL + '/' + ports.pseudonym(identifier) + '/' + mailbox;
        Map<String, String> details = details(identifier, MAILBOX, mailbox);
        return new Order(key, Lane.DELIVER, MAIL, details, acceptedAt);
    }

    private Map<String, Object> values(List<Account> accounts) {
        Account first = accounts.get(0);
        Map<String, Object> values = new HashMap<>();
        values.put("email", first.email().orElseThrow());
        values.put("accounts", accounts.stream().map(AccountsMails::listed).toList());
        values.put("passwordPage", passwordPage);
        if (accounts.size() == 1) {
            first.displayName().ifPresent(name -> values.put("displayName", name));
        }
        return values;
    }

    private static ListedAccount listed(Account account) {
        Optional<String> document = account.nationalId().map(Mask::number);
        return new ListedAccount(account.username(), document.orElse(null));
    }

    /** Tells listeners, and nobody else, that there is no account, or why one gets no mail. */
    void tellUnserved(List<Account> carriers, Identifier identifier, Instant now) {
        if (carriers.isEmpty()) {
            ports.events().on(ports.event(Event.Type.ACCOUNT_UNKNOWN, now).subject(ports.pseudonym(identifier)));
        }
        carriers.stream()
                .filter(account -> MailableAddress.of(account).isEmpty())
                .forEach(account -> ports.events().on(ports.notServed(account, now)));
    }

    private String pseudonym(String mailbox) {
        return ports.keys().pseudonym("mailbox", mailbox);
    }

    private static Map<String, String> details(Identifier identifier, String name, String value) {
        return Map.of(KIND, identifier.kind().name(), VALUE, identifier.value(), name, value);
    }

    private static Identifier identifierIn(Order order) {
        return Identifier.read(IdentifierKind.valueOf(order.detail(KIND)), order.detail(VALUE))
                .identifier()
                .orElseThrow();
    }
}
