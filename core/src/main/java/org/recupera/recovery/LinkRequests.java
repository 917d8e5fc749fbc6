package org.recupera.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.recupera.limit.Waiting;
import org.recupera.port.AccountId;
import org.recupera.port.ClientAddress;
import org.recupera.port.Event;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.Lane;
import org.recupera.profile.Message;
import org.recupera.work.Order;

/**
 * Accepts requests for a link on the caller's thread: form, budgets, one insert, the constant answer.
 *
 * <p>Nothing here depends on whether the account exists.
 */
final class LinkRequests {

    static final String KIND = "password-link";
    static final String RESET = "password-reset";
    static final String ACCOUNT = "account";
    static final String IDENTIFIER = "identifier";
    static final String LIMITED = "limited";

    private static final String ALLOWED = "allowed";

    private final RecoveryPorts ports;
    private final RequestLimits limits;

    LinkRequests(RecoveryPorts ports, RequestLimits limits) {
        this.ports = ports;
        this.limits = limits;
    }

    RequestOutcome accept(String username, ClientAddress client) {
        Identifier.Reading reading = Identifier.read(IdentifierKind.USERNAME, username);
        if (reading instanceof Identifier.Flawed flawed) {
            return new RequestOutcome.Malformed(ports.profile().message(flawed.code(), Map.of()));
        }
        Instant now = ports.now();
        Duration wait = limits.waitOf(client, now);
        if (!wait.isZero()) {
            return new Limited(Waiting.message(ports.profile(), wait), wait);
        }
        return accept(((Identifier.Read) reading).value(), now);
    }

    /** Somebody may ask for a link; the client was counted. */
    RequestOutcome accept(Identifier identifier, Instant now) {
        // Over this budget the request still goes the whole way: whoever has no live link gets one all the same.
        boolean limited = !limits.allows(identifier, now);
        String subject = ports.pseudonym(identifier);
        // A key for each: of a request within its budget and one beyond it, both under way, each is heard of.
        String key = KIND + '/' + (limited ? LIMITED : ALLOWED) + '/' + subject;
        Map<String, String> details = Map.of(IDENTIFIER, identifier.value(), LIMITED, Boolean.toString(limited));
        ports.orders().place(new Order(key, Lane.DECIDE, KIND, details, now), now);
        ports.events().on(ports.event(Event.Type.LINK_REQUESTED, now).subject(subject));
        Message notice = ports.profile().message("password.requested", Map.of());
        return new RequestOutcome.Accepted(notice);
    }

    void acceptReset(AccountId account, AccountId administrator) {
        Instant now = ports.now();
        String subject = ports.keys().pseudonym("account", account.value());
        Map<String, String> details = Map.of(ACCOUNT, account.value());
        ports.orders().place(new Order(RESET + '/' + subject, Lane.DECIDE, RESET, details, now), now);
        ports.events()
                .on(ports.event(Event.Type.RESET_STARTED, now, account)
                        .with("administrator", ports.keys().pseudonym("account", administrator.value())));
    }
}
