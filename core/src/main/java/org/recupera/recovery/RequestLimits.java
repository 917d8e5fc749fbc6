package org.recupera.recovery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.recupera.port.AccountId;
import org.recupera.port.Allowance;
import org.recupera.port.ClientAddress;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.Identifier;
import org.recupera.profile.Limits;

/** The portal's budgets; keys are pseudonyms, so that the log learns nobody's name or address. */
final class RequestLimits {

    private static final Duration HOUR = Duration.ofHours(1);

    private final RecoveryPorts ports;
    private final Limits limits;
    private final Allowance accountMails;
    private final Allowance firstMails;
    private final @Nullable Allowance repeats;
    private final boolean limited;

    RequestLimits(RecoveryPorts ports) {
        this.ports = ports;
        this.limits = ports.profile().limits();
        this.accountMails = new Allowance(ports.profile().link().mailsPerHour(), HOUR);
        this.firstMails = new Allowance(1, ports.profile().link().repeatWindow());
        Duration quiet = ports.profile().link().quietWindow();
        this.repeats = quiet.isZero() ? null : new Allowance(1, quiet);
        this.limited = ports.limited();
    }

    /** How long a client has to wait; these are the only limits that are told; the others answer as always. */
    Duration waitOf(ClientAddress client, Instant now) {
        if (!limited) {
            return Duration.ZERO;
        }
        Duration wait = take("client", client.bucket(), limits.client(), now);
        return wait.isZero() ? take("total", ports.portal().value(), limits.total(), now) : wait;
    }

    /** How long a client that presents links which are none has to wait. */
    Duration waitOfGuesser(ClientAddress client, Instant now) {
        return limited ? take("link", client.bucket(), limits.client(), now) : Duration.ZERO;
    }

    /** How long a client has to wait that is shown what it looks for. */
    Duration waitOfScreen(ClientAddress client, @Nullable Allowance allowance, Instant now) {
        return limited && allowance != null ? take("screen", client.bucket(), allowance, now) : Duration.ZERO;
    }

    Duration waitOf(Identifier identifier, Instant now) {
        return limited ? take("identifier", identifier, limits.identifier(), now) : Duration.ZERO;
    }

    /** Whether an answer may be mailed that was asked for before; holds even where limits are lifted. */
    boolean allowsRepeat(Identifier identifier, Instant now) {
        return repeats == null || take("repeat", identifier, repeats, now).isZero();
    }

    /** Whether another answer for a name is looked at; holds even where limits are lifted, for it stops guessing. */
    boolean allowsAnswer(Identifier name, Allowance tries, Instant now) {
        return take("answer", name, tries, now).isZero();
    }

    boolean allowsMail(AccountId account, EmailAddress destination, Instant now) {
        return take("account", account, accountMails, now).isZero()
                && take("destination", Mailboxes.key(destination), limits.destination(), account, now)
                        .isZero();
    }

    /** Whether a mailbox may be written to, whatever the mail is about. */
    boolean allowsMail(String mailbox, Instant now) {
        return take("destination", mailbox, limits.destination(), now).isZero();
    }

    /** The one mail that an account without a live link gets, however much was asked for before. */
    boolean allowsFirstMail(AccountId account, Instant now) {
        return take("first", account, firstMails, now).isZero();
    }

    private Duration take(String scope, Identifier identifier, Allowance allowance, Instant now) {
        Duration wait = taken(scope, identifier.kind() + " " + identifier.value(), allowance, now);
        return told(wait, reached(scope, now).subject(ports.pseudonym(identifier)));
    }

    private Duration take(String scope, AccountId account, Allowance allowance, Instant now) {
        return take(scope, account.value(), allowance, account, now);
    }

    private Duration take(String scope, String value, Allowance allowance, AccountId account, Instant now) {
        return told(taken(scope, value, allowance, now), reached(scope, now).about(account, ports.pseudonym(account)));
    }

    /** Of a budget that no person is known to have spent. */
    private Duration take(String scope, String value, Allowance allowance, Instant now) {
        return told(taken(scope, value, allowance, now), reached(scope, now));
    }

    private Duration taken(String scope, String value, Allowance allowance, Instant now) {
        String key = scope + '.' + ports.keys().pseudonym("limit", scope, value);
        return ports.attempts().take(ports.portal(), key, allowance, now);
    }

    private Event reached(String scope, Instant now) {
        return ports.event(Event.Type.LIMIT_REACHED, now).with("limit", scope);
    }

    private Duration told(Duration wait, Event reached) {
        if (!wait.isZero()) {
            ports.events().on(reached);
        }
        return wait;
    }
}
