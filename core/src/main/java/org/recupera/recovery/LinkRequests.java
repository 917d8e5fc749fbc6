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
 * Accepts requests for a link on the caller's thread: form, budgets that are told, one insert, the constant answer.
 *
 * <p>Nothing here depends on whether the account exists, or on what is left of the identifier's budget: the worker takes
 * from it, so that no time tells.
 */
final class LinkRequests {

    static final String KIND = "password-link";
    static final String RESET = "password-reset";
    static final String ACCOUNT = "account";
    static final String IDENTIFIER = "identifier";

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
        String subject = ports.pseudonym(identifier);
        Map<String, String> details = Map.of(IDENTIFIER, identifier.value());
        ports.orders().place(new Order(KIND + '/' + subject, Lane.DECIDE, KIND, details, now), now);
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
