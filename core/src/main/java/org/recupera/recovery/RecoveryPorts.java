package org.recupera.recovery;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.recupera.key.Keys;
import org.recupera.limit.Budgets;
import org.recupera.limit.Waiting;
import org.recupera.password.PasswordRules;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.AttemptLog;
import org.recupera.port.Event;
import org.recupera.port.EventListener;
import org.recupera.port.Identifier;
import org.recupera.port.MailSender;
import org.recupera.port.PasswordStore;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SessionRegistry;
import org.recupera.port.TokenStore;
import org.recupera.port.UserDirectory;
import org.recupera.profile.Profile;
import org.recupera.work.LoggedFailure;
import org.recupera.work.OrderBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that recovery stands on; put together by {@code Recupera}'s builder.
 *
 * @param profile what this portal promises, and in which words
 * @param users the portal's accounts
 * @param passwords the portal's passwords
 * @param tokens where links are kept
 * @param attempts what limits count with
 * @param limited whether limits by client, identifier and in all hold; the rules per account always do
 * @param mail what hands mail over
 * @param sessions what ends sessions
 * @param answers where answers to security questions are kept; needed where the profile asks any
 * @param rules what a new password must be like
 * @param orders where accepted work is placed
 * @param keys the portal's key ring, as it is at each use
 * @param events who is told what happened; must not throw
 * @param clock what time it is
 * @param random where selectors come from
 */
public record RecoveryPorts(
        Profile profile,
        UserDirectory users,
        PasswordStore passwords,
        TokenStore tokens,
        AttemptLog attempts,
        boolean limited,
        MailSender mail,
        SessionRegistry sessions,
        @Nullable AnswerPorts answers,
        PasswordRules rules,
        OrderBook orders,
        Keys keys,
        EventListener events,
        Clock clock,
        SecureRandom random) {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryPorts.class);

    /** By then a hash has had time to wait for its turn more than once. */
    private static final Duration WAIT_FOR_ROOM = Duration.ofSeconds(30);

    PortalId portal() {
        return profile.portal();
    }

    /** To the microsecond, which every store keeps. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The same for an identifier in every event, and in the key of the work that it leads to.
     *
     * @param identifier what was typed
     * @return its pseudonym
     */
    public String pseudonym(Identifier identifier) {
        return keys.pseudonym("identifier", identifier.kind().name(), identifier.value());
    }

    /** The budgets, all of which count in the same log. */
    Budgets budgets() {
        return Budgets.of(profile, attempts, keys, events);
    }

    /**
     * The same for an account in every event.
     *
     * @param account the account
     * @return its pseudonym
     */
    public String pseudonym(AccountId account) {
        return keys.pseudonym("account", account.value());
    }

    Event event(Event.Type type, Instant at) {
        return Event.of(at, portal(), type);
    }

    /** An event about an account, with a pseudonym that is the same for it in every event. */
    Event event(Event.Type type, Instant at, AccountId account) {
        return about(event(type, at), account);
    }

    /** Adds an account, and its pseudonym. */
    Event about(Event event, AccountId account) {
        return event.about(account, pseudonym(account));
    }

    /** Why an account that was found gets no mail. */
    Event notServed(Account account, Instant at) {
        return event(Event.Type.ACCOUNT_NOT_SERVED, at, account.id())
                .with("reason", account.enabled() ? "no-address" : "disabled");
    }

    /**
     * Words a refusal, and tells that it was given.
     *
     * @param account whose link it is, or {@code null} where the secret was not right
     */
    LinkRefused refuse(LinkRefusal reason, @Nullable AccountId account, Instant now) {
        Event refused =
                account == null ? event(Event.Type.LINK_REFUSED, now) : event(Event.Type.LINK_REFUSED, now, account);
        events.on(refused.with("reason", reason.code()));
        return new LinkRefused(reason, profile.message(reason.code(), Map.of()));
    }

    /** Answers who came while all the memory for hashing was taken, and tells that it was. */
    Limited noRoom(PortException busy, Instant now) {
        LOG.warn("{}: no room to hash: {}", portal(), LoggedFailure.of(busy).toString());
        events.on(event(Event.Type.LIMIT_REACHED, now).with("limit", "capacity"));
        return new Limited(Waiting.message(profile, WAIT_FOR_ROOM), WAIT_FOR_ROOM);
    }

    LinkRules linkRules() {
        return new LinkRules(
                profile.link().life(),
                profile.link().quietWindow(),
                profile.link().repeatWindow());
    }
}
