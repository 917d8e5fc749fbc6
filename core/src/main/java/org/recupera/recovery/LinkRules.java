package org.recupera.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Link;
import org.recupera.port.LinkState;

/**
 * How long a link is good, and when one is mailed again.
 *
 * @param life from its first acceptance by a mail server
 * @param quietWindow after a mail, in which a repeated request mails nothing
 * @param repeatWindow after the first acceptance, in which a repeated request mails the same link
 */
record LinkRules(Duration life, Duration quietWindow, Duration repeatWindow) {

    /** No link outlives this from its making, however late it was mailed (NIST SP 800-63B-4 section 3.2.1). */
    static final Duration LONGEST = Duration.ofHours(24);

    /** How long a change may hold a link; longer than the clocks of two nodes may differ. */
    static final Duration CHANGE_LEASE = Duration.ofSeconds(30);

    /** A mail that failed may come up again only a quarter of an hour later, and what it carries should be of use then. */
    private static final Duration LEAST_LEFT = Duration.ofHours(1);

    Instant expiresAt(Link link) {
        Instant last = link.madeAt().plus(LONGEST);
        Instant live = link.liveAt();
        return live == null || live.plus(life).isAfter(last) ? last : live.plus(life);
    }

    /** How long it will be good if a mail server accepts it now. */
    Duration lifeLeft(Link link, Instant now) {
        Duration left = Duration.between(now, expiresAt(link));
        return left.compareTo(life) < 0 ? left : life;
    }

    /** State before time: who holds a used link is told that, even when it has expired since. */
    Optional<LinkRefusal> judge(Link link, Instant now) {
        if (link.state() == LinkState.USED) {
            return Optional.of(LinkRefusal.USED);
        }
        if (link.state() == LinkState.REPLACED) {
            return Optional.of(LinkRefusal.REPLACED);
        }
        if (link.state() == LinkState.SPENT) {
            return Optional.of(LinkRefusal.ANSWERS_SPENT);
        }
        if (!now.isBefore(expiresAt(link))) {
            return Optional.of(LinkRefusal.EXPIRED);
        }
        if (link.state() == LinkState.VOID) {
            return Optional.of(LinkRefusal.ACCOUNT_CHANGED);
        }
        return isInUse(link, now) ? Optional.of(LinkRefusal.IN_USE) : Optional.empty();
    }

    /** Whether its first mail is under way. It is moved as soon as a mail server has accepted or refused that. */
    boolean isWaiting(Link link) {
        return link.state() == LinkState.MADE && link.fence() == 0;
    }

    /** Whether no mail server has accepted it yet, and who asks now had better get a link of his own. */
    boolean waitedTooLong(Link link, Instant now) {
        return link.state() == LinkState.MADE && !now.isBefore(expiresAt(link).minus(LEAST_LEFT));
    }

    boolean isInUse(Link link, Instant now) {
        return link.state() == LinkState.TAKEN && now.isBefore(leaseEnd(link));
    }

    Instant leaseEnd(Link link) {
        return link.movedAt().plus(CHANGE_LEASE);
    }

    boolean isQuiet(Link link, Instant now) {
        @Nullable Instant mailed = link.mailedAt();
        return mailed != null && now.isBefore(mailed.plus(quietWindow));
    }

    Instant repeatableSince(Instant now) {
        return now.minus(repeatWindow);
    }
}
