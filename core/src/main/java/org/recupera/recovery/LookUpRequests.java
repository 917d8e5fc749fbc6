package org.recupera.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recupera.limit.Waiting;
import org.recupera.port.Account;
import org.recupera.port.ClientAddress;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.TicketDraft;
import org.recupera.profile.CaseTopic;
import org.recupera.profile.Disclosure;
import org.recupera.profile.DocumentForm;
import org.recupera.profile.Message;
import org.recupera.profile.UsernameSettings;

/**
 * Answers, on the caller's thread, who forgot a username or an address.
 *
 * <p>Where the profile tells by mail alone, nothing here depends on whether an account exists. Where it shows what is
 * found, all limits are asked before the directory is.
 */
final class LookUpRequests {

    private final RecoveryPorts ports;
    private final UsernameSettings settings;
    private final RequestLimits limits;
    private final AccountLookUp lookUp;
    private final AccountsMails mails;

    LookUpRequests(
            RecoveryPorts ports,
            UsernameSettings settings,
            RequestLimits limits,
            AccountLookUp lookUp,
            AccountsMails mails) {
        this.ports = ports;
        this.settings = settings;
        this.limits = limits;
        this.lookUp = lookUp;
        this.mails = mails;
    }

    LookUpOutcome accept(IdentifierKind kind, @Nullable String text, ClientAddress client) {
        IdentifierKind recovered = settings.recovers().get(kind);
        if (recovered == null) {
            Message message = message("lookup.not-offered");
            return new LookUpOutcome.NotOffered(message, draft(message));
        }
        Identifier.Reading reading = Identifier.read(kind, text);
        if (reading instanceof Identifier.Flawed flawed) {
            return malformed(message(flawed.code()));
        }
        Identifier identifier = ((Identifier.Read) reading).value();
        if (!settings.takes(identifier)) {
            return malformed(ports.profile().message("lookup.wrong-document", Map.of("documents", documents())));
        }
        Instant now = ports.now();
        Duration wait = limits.waitOf(client, now);
        if (!wait.isZero()) {
            return limited(wait);
        }
        return settings.disclosure() == Disclosure.MAIL
                ? byMail(identifier, recovered, now)
                : onScreen(identifier, recovered, client, now);
    }

    private LookUpOutcome byMail(Identifier identifier, IdentifierKind recovered, Instant now) {
        mails.request(identifier, now);
        tellRequested(identifier, now);
        Message message =
                message(recovered == IdentifierKind.USERNAME ? "lookup.requested.username" : "lookup.requested.email");
        return new LookUpOutcome.Accepted(message, draft(message));
    }

    private LookUpOutcome onScreen(Identifier identifier, IdentifierKind recovered, ClientAddress client, Instant now) {
        Duration wait = limits.waitOfScreen(client, settings.screenLimit(), now);
        if (wait.isZero()) {
            // Of all that is limited by identifier, this alone is told: it would have to lie else, and it says nothing
            // of accounts.
            wait = limits.waitOf(identifier, now);
        }
        if (!wait.isZero()) {
            return limited(wait);
        }
        tellRequested(identifier, now);
        List<Account> carriers = lookUp.carriersOf(identifier);
        List<Account> accounts = carriers.stream().filter(Account::enabled).toList();
        List<FoundAccount> found = accounts.stream()
                .flatMap(account -> found(account, identifier, recovered).stream())
                .distinct()
                .sorted(Comparator.comparing(FoundAccount::text))
                .toList();
        if (found.isEmpty()) {
            mails.tellUnserved(carriers, identifier, now);
            Message message = message("lookup.not-found");
            return new LookUpOutcome.NotFound(message, draft(message));
        }
        boolean mailed = settings.alsoByMail() && !Mailboxes.of(accounts).isEmpty();
        if (mailed) {
            mails.requestWithin(identifier, now);
        }
        ports.events()
                .on(ports.event(Event.Type.LOOK_UP_SHOWN, now)
                        .subject(ports.pseudonym(identifier))
                        .with("accounts", Integer.toString(found.size())));
        Message message = message(mailed ? "lookup.shown-and-mailed" : "lookup.shown");
        return new LookUpOutcome.Shown(message, found, draft(message));
    }

    private Optional<FoundAccount> found(Account account, Identifier typed, IdentifierKind recovered) {
        boolean masked = settings.disclosure() == Disclosure.SCREEN_MASKED;
        Optional<String> text = recovered == IdentifierKind.USERNAME
                ? Optional.of(masked ? Mask.username(account.username()) : account.username())
                : account.email()
                        .flatMap(EmailAddress::parse)
                        .map(address -> masked ? Mask.email(address) : address.value());
        String document = account.nationalId()
                .map(number -> typed.kind() == IdentifierKind.NATIONAL_ID ? number : Mask.number(number))
                .orElse(null);
        return text.map(shown -> new FoundAccount(recovered, shown, document));
    }

    private void tellRequested(Identifier identifier, Instant now) {
        ports.events()
                .on(ports.event(Event.Type.LOOK_UP_REQUESTED, now)
                        .subject(ports.pseudonym(identifier))
                        .with("identifier", identifier.kind().name()));
    }

    private LookUpOutcome malformed(Message message) {
        return new LookUpOutcome.Malformed(message, draft(message));
    }

    private LookUpOutcome limited(Duration wait) {
        Message message = Waiting.message(ports.profile(), wait);
        return new LookUpOutcome.Limited(message, wait, draft(message));
    }

    private Message message(String code) {
        return ports.profile().message(code, Map.of());
    }

    private TicketDraft draft(Message ending) {
        CaseTopic topic = settings.caseTopic();
        return new TicketDraft(topic.system(), topic.type(), topic.subject(), ending.code());
    }

    private String documents() {
        return settings.documents().stream().map(this::inWords).collect(Collectors.joining(", "));
    }

    private String inWords(DocumentForm document) {
        String least = Integer.toString(document.leastDigits());
        String most = Integer.toString(document.mostDigits());
        Message words = least.equals(most)
                ? ports.profile().message("document.digits", Map.of("name", document.name(), "count", most))
                : ports.profile()
                        .message("document.digit-range", Map.of("name", document.name(), "least", least, "most", most));
        return words.text();
    }
}
