package org.recupera;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Account;
import org.recupera.port.Secret;
import org.recupera.recovery.LinkRefusal;

/** One link, as the person who reads the mails and the mail server know it. */
final class ModelLink {

    private static final Duration LIFE = Duration.ofMinutes(60);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration LEAST_LEFT = Duration.ofHours(1);
    private static final Duration CHANGE_LEASE = Duration.ofSeconds(30);
    private static final Duration REMEMBERED = Duration.ofDays(7);

    final int number;
    final Secret token;
    private final Instant madeAt;
    private final Account madeFor;

    /** Whether a mail server has a mail with it, whatever it answered. */
    boolean arrived;

    /** When a mail server first answered for it, or it was first presented for a change. */
    @Nullable
    Instant liveAt;

    /** When it was refused for a change, and may have been taken for it first, unseen from outside. */
    @Nullable
    Instant perhapsLiveAt;

    /** When a mail server last answered for it. */
    @Nullable
    Instant mailedAt;

    /** When it was taken for a change of which nobody knows yet what it came to. */
    @Nullable
    Instant takenAt;

    boolean onceTaken;
    boolean used;
    boolean replaced;
    boolean dead;

    /** Whether it may have been found to belong to an account that is not served, unseen from outside. */
    boolean perhapsDead;

    /** The id of the mail that is under way. */
    @Nullable
    String underWay;

    Instant triedAt = Instant.MIN;

    /** A mail server refused its first mail for good. */
    boolean refused;

    ModelLink(int number, Secret token, Account madeFor, Instant madeAt) {
        this.number = number;
        this.token = token;
        this.madeFor = madeFor;
        this.madeAt = madeAt;
    }

    Instant expiresAt() {
        Instant last = madeAt.plus(LONGEST);
        return liveAt == null || liveAt.plus(LIFE).isAfter(last) ? last : liveAt.plus(LIFE);
    }

    boolean mayHaveExpired(Instant now) {
        return perhapsLiveAt != null && !now.isBefore(perhapsLiveAt.plus(LIFE));
    }

    /** Every reason for which it must not work now; when there is none it has to work. */
    Set<LinkRefusal> flaws(Account account, Instant now) {
        Set<LinkRefusal> flaws = EnumSet.noneOf(LinkRefusal.class);
        if (used) {
            flaws.add(LinkRefusal.USED);
        }
        if (replaced) {
            flaws.add(LinkRefusal.REPLACED);
        }
        if (!now.isBefore(expiresAt())) {
            flaws.add(LinkRefusal.EXPIRED);
        }
        if (dead || !account.enabled() || !account.email().equals(madeFor.email()) || !isOfVersion(account)) {
            flaws.add(LinkRefusal.ACCOUNT_CHANGED);
        }
        if (isInUse(now)) {
            flaws.add(LinkRefusal.IN_USE);
        }
        return flaws;
    }

    boolean isGood(Account account, Instant now) {
        return flaws(account, now).isEmpty();
    }

    boolean isInUse(Instant now) {
        return takenAt != null && !used && !replaced && !dead && now.isBefore(takenAt.plus(CHANGE_LEASE));
    }

    /** While a change is under way nothing is assumed of its link but that it was live. */
    boolean isLive(Account account, Instant now) {
        return isInUse(now) || (liveAt != null && isGood(account, now));
    }

    boolean isUnmailed(Account account, Instant now) {
        return liveAt == null && isGood(account, now);
    }

    /** Who asks again is not made to wait for the mail of one that hardly lives any more. */
    boolean waitedTooLong(Instant now) {
        return liveAt == null && !now.isBefore(madeAt.plus(LONGEST).minus(LEAST_LEFT));
    }

    boolean isOfVersion(Account account) {
        return account.passwordVersion().equals(madeFor.passwordVersion());
    }

    boolean mayBeForgotten(Instant now) {
        return !now.isBefore(madeAt.plus(REMEMBERED));
    }

    @Override
    public String toString() {
        return "link " + number;
    }
}
