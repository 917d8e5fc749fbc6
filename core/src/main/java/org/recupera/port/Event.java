package org.recupera.port;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, for audit and metrics.
 *
 * <p>Holds no secret, no link, no address and nothing that was typed. Immutable and safe to share between threads.
 */
public final class Event {

    /** What can happen. New kinds may be added; listeners keep a default branch. */
    public enum Type {
        /** A request was accepted and queued. */
        LINK_REQUESTED,
        /** An administrator had a link sent; {@code administrator} is a pseudonym, made as those of accounts. */
        RESET_STARTED,
        /** Somebody asked for a username or an address; {@code identifier} is the kind that was typed. */
        LOOK_UP_REQUESTED,
        /** What somebody asked for was shown on the page; {@code accounts} says how many. */
        LOOK_UP_SHOWN,
        /**
         * A request or an attempt was over a limit; {@code limit} says which: {@code client}, {@code total},
         * {@code link}, {@code identifier}, {@code account}, {@code destination}, {@code first}, {@code screen},
         * {@code repeat}, {@code answer}, {@code answer-client}, {@code answers}, {@code enrolment}, {@code change},
         * {@code former-address}, {@code case}, {@code case-total}, {@code case-address}, {@code case-status},
         * {@code case-status-mailbox}, {@code case-status-number}, or {@code capacity} where there was no room to hash one
         * more password.
         * Of those that nobody is told of ({@code identifier} of what is mailed, {@code repeat}) listeners learn from the
         * worker, once for requests that were carried out together.
         */
        LIMIT_REACHED,
        /** Nobody has the identifier that was typed; only listeners learn this. */
        ACCOUNT_UNKNOWN,
        /** The account gets no mail; {@code reason} says why: {@code disabled} or {@code no-address}. */
        ACCOUNT_NOT_SERVED,
        /** More than one account has the identifier, so none gets a link. */
        ACCOUNT_AMBIGUOUS,
        /** A mail server accepted a mail; {@code mail} says which, such as {@code link} or {@code case-filed}. */
        MAIL_ACCEPTED,
        /** A mail is tried again later; {@code reason} says why. */
        MAIL_DEFERRED,
        /** A mail server refused a mail for good; {@code reason} says why. */
        MAIL_REJECTED,
        /** A mail was dropped because it would be of no use any more; {@code reason} says why. */
        MAIL_DROPPED,
        /** Somebody opened a link that can be used. */
        LINK_OPENED,
        /** Somebody presented a link that cannot be used; {@code reason} is the code of a refusal. */
        LINK_REFUSED,
        /** A security question was answered wrongly. */
        ANSWER_WRONG,
        /** Somebody chose security questions; {@code questions} says how many. */
        ANSWERS_REPLACED,
        /** A new password was refused; {@code codes} says why, as in the messages. */
        PASSWORD_REFUSED,
        /** A password was changed. */
        PASSWORD_CHANGED,
        /** The portal was told to end the account's sessions, and did. */
        SESSIONS_ENDED,
        /** The portal said that the account changed, and its links are dead. */
        ACCOUNT_CHANGED,
        /**
         * Another key ring is in force; {@code current}, {@code keys} and {@code revoked} are ids of keys, with commas
         * between them.
         */
        KEYS_CHANGED,
        /**
         * A support case was filed; {@code case} is its number, {@code files} says how many it has, and {@code reason}, if
         * it comes from a failed recovery, is the code of the message with which that ended. The subject of this and of
         * what becomes of the case is the requester's mailbox.
         */
        CASE_FILED,
        /**
         * A form for a support case was sent again that had been filed before; {@code case} is its number. The subject is
         * its requester, where the form that came now tells it.
         */
        CASE_REPEATED,
        /**
         * A form for a support case was refused; {@code codes} says why, as in the messages. {@code case.conflict} is a
         * form that was filed before, with other content.
         */
        CASE_REFUSED,
        /**
         * An attachment was refused by the scanner; {@code verdict} is {@code infected} or {@code undecided},
         * {@code reason} the signature or what failed, {@code sha256} the digest of the file.
         */
        ATTACHMENT_NOT_CLEAN,
        /**
         * Somebody asked how a case stands by a number and an address that do not fit together, or that were asked for too
         * often; the subject is the mailbox that was typed.
         */
        CASE_LOOK_UP_FAILED,
        /**
         * The service desk wrote to a support case; {@code case} is its number, {@code state} where it stands since.
         * Where {@code sent} is {@code usernames}, the desk had those of the accounts of an identifier mailed to the
         * addresses on file, and the subject is that identifier.
         */
        CASE_ANSWERED,
        /** An external help desk took a support case; {@code case} is its number. */
        CASE_HANDED_OVER,
        /**
         * A support case could not be handed over to an external help desk; {@code case} is its number, {@code reason}
         * says why, and {@code final} whether it is not tried again by itself.
         */
        CASE_NOT_HANDED_OVER,
        /** A unit of work failed and is tried again; {@code work} and {@code reason} say more. */
        WORK_RETRIED,
        /** A unit of work was given up; {@code work} and {@code reason} say more. */
        WORK_DEAD,
        /** A unit of work that was given up is tried again because somebody said so; {@code work} says which kind. */
        WORK_REQUEUED,
        /**
         * A listener that keeps events could not keep some; {@code missed} says how many. It stands in that listener's own
         * trail: no other listener is told, and no counter counts it.
         */
        EVENTS_MISSED
    }

    private static final Set<String> OWN_FIELDS = Set.of("at", "portal", "type", "subject");

    private final Instant at;
    private final PortalId portal;
    private final Type type;
    private final @Nullable AccountId account;
    private final @Nullable String subject;
    private final Map<String, String> details;

    private Event(
            Instant at,
            PortalId portal,
            Type type,
            @Nullable AccountId account,
            @Nullable String subject,
            Map<String, String> details) {
        this.at = at;
        this.portal = portal;
        this.type = type;
        this.account = account;
        this.subject = subject;
        this.details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    /**
     * Starts with what every event has.
     *
     * @param at when it happened
     * @param portal in which portal
     * @param type what happened
     * @return the event
     */
    public static Event of(Instant at, PortalId portal, Type type) {
        return new Event(at, portal, type, null, null, Map.of());
    }

    /**
     * Adds whose account it was, with the name under which it may be written down.
     *
     * @param account the account's id, for listeners in the portal's own process
     * @param pseudonym a keyed digest of it, for everything that is kept or handed on
     * @return a copy with both
     */
    public Event about(AccountId account, String pseudonym) {
        return new Event(at, portal, type, account, pseudonym, details);
    }

    /**
     * Adds a pseudonym of what was typed, or of the account.
     *
     * @param pseudonym a keyed digest: the same for the same person, meaningless without the key
     * @return a copy with the pseudonym
     */
    public Event subject(String pseudonym) {
        return new Event(at, portal, type, account, pseudonym, details);
    }

    /**
     * Adds a detail.
     *
     * @param name a stable, lower-case name
     * @param value a code or a short text without secrets
     * @return a copy with the detail
     * @throws IllegalArgumentException when every event has something of that name
     */
    public Event with(String name, String value) {
        if (OWN_FIELDS.contains(name)) {
            throw new IllegalArgumentException("no name for a detail: " + name);
        }
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, value);
        return new Event(at, portal, type, account, subject, more);
    }

    /**
     * When it happened.
     *
     * @return the instant
     */
    public Instant at() {
        return at;
    }

    /**
     * In which portal.
     *
     * @return the portal
     */
    public PortalId portal() {
        return portal;
    }

    /**
     * What happened.
     *
     * @return the type
     */
    public Type type() {
        return type;
    }

    /**
     * Whose account it was.
     *
     * <p>What a listener writes down or hands on takes {@link #subject} instead, which says the same to whoever has the key
     * and nothing to others; {@link #toJson} and the text form do.
     *
     * @return the account's id, where it is known; then there is a subject too
     */
    public Optional<AccountId> account() {
        return Optional.ofNullable(account);
    }

    /**
     * A keyed digest of what was typed, or of the account.
     *
     * @return the pseudonym, where there is one
     */
    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    /**
     * What else there is to know, by stable names.
     *
     * @return an unmodifiable map, ordered by name
     */
    public Map<String, String> details() {
        return details;
    }

    /**
     * The event as JSON, for whoever keeps it.
     *
     * <p>One flat object in ASCII: {@code at}, {@code portal}, {@code type}, {@code subject} where there is one, and the
     * details by their names, each cut to 500 characters. The account's id is left out.
     *
     * @return an object of texts on one line
     */
    public String toJson() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("at", at.toString());
        fields.put("portal", portal.value());
        fields.put("type", type.name());
        if (subject != null) {
            fields.put("subject", subject);
        }
        fields.putAll(details);
        return FlatJson.object(fields);
    }

    @Override
    public String toString() {
        return "Event[" + at + ' ' + portal + ' ' + type + (subject == null ? "" : " subject=" + subject) + ' '
                + details + ']';
    }
}
