package org.recupera.ticket;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.recupera.key.Keys;
import org.recupera.limit.Budgets;
import org.recupera.port.AttachmentScanner;
import org.recupera.port.AttemptLog;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseSequence;
import org.recupera.port.CaseStore;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.EventListener;
import org.recupera.port.Identifier;
import org.recupera.port.MailSender;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;
import org.recupera.port.TicketDesk;
import org.recupera.profile.Message;
import org.recupera.profile.Profile;
import org.recupera.profile.SupportCaseSettings;
import org.recupera.work.OrderBook;

/**
 * All that support cases stand on; put together by {@code Recupera}'s builder.
 *
 * @param profile what this portal promises, and in which words
 * @param settings what the profile says of support cases
 * @param store where cases are kept
 * @param desk where kept cases are handed over to; {@code null} where they are worked on in the store
 * @param scanner what looks for malware; {@code null} where nothing does
 * @param sequence what counts cases; needed where the profile numbers them in order
 * @param attempts what limits count with
 * @param limited whether limits by client and in all hold; those by address always do
 * @param mail what hands mail over
 * @param usernameMails mails the usernames of an identifier's accounts to their addresses on file, once for an instant at
 *     which that was asked for; {@code null} where the profile does not recover usernames
 * @param orders where accepted work is placed
 * @param keys the portal's key ring, as it is at each use
 * @param events who is told what happened; must not throw
 * @param clock what time it is
 * @param random where numbers come from
 */
public record CasePorts(
        Profile profile,
        SupportCaseSettings settings,
        CaseStore store,
        @Nullable TicketDesk desk,
        @Nullable AttachmentScanner scanner,
        @Nullable CaseSequence sequence,
        AttemptLog attempts,
        boolean limited,
        MailSender mail,
        @Nullable BiConsumer<Identifier, Instant> usernameMails,
        OrderBook orders,
        Keys keys,
        EventListener events,
        Clock clock,
        SecureRandom random) {

    PortalId portal() {
        return profile.portal();
    }

    /** To the microsecond, which every store keeps. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Budgets budgets() {
        return Budgets.of(profile, attempts, keys, events);
    }

    /** As {@code Recupera.subjectOf} tells it. */
    String pseudonym(Identifier identifier) {
        return keys.pseudonym("identifier", identifier.kind().name(), identifier.value());
    }

    /** As {@code Recupera.subjectOf} tells it, for all ways to write one mailbox. */
    String pseudonym(EmailAddress address) {
        return keys.pseudonym("mailbox", Budgets.mailbox(address));
    }

    Message message(String code, Map<String, String> parameters, Locale language) {
        return profile.message(code, parameters, language);
    }

    Event event(Event.Type type, Instant at, CaseNumber number) {
        return Event.of(at, portal(), type).with("case", number.value());
    }

    /** An event of a case, and of its requester as long as that is known. */
    Event event(Event.Type type, Instant at, SupportCase of) {
        Event event = event(type, at, of.number());
        return of.requester().map(this::pseudonym).map(event::subject).orElse(event);
    }
}
