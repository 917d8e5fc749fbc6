package org.recupera.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Link;
import org.recupera.port.LinkState;

/**
 * What a password change leaves behind, by which it is known whether it came about.
 *
 * <ol>
 *   <li>The link used in the very next move: it did. Free again in the next move, or used by somebody else since: it did
 *       not, for one version is replaced once.
 *   <li>Taken by somebody else since: his change may be the one that the version tells of, and he marks the link used.
 *   <li>The account's password version is another one: it did.
 *   <li>Neither: it may still be under way, on a node whose clock differs or that is suspended, or behind a lock in the
 *       database, even when the process that ordered it is dead. Nothing is assumed before {@link #SOON}, and nothing as
 *       long as the link is still taken for it, until no link of that age serves any more.
 *   <li>Then: with versions it did not. Without versions nobody can tell, and after {@link #SOON} it counts as made,
 *       because a notice too many is the smaller harm. Who made the change after all says so
 *       ({@link ChangeFollowUp#orderMade}).
 * </ol>
 *
 * @param takenAt when the link was taken for the change
 * @param fence the link's fence while it was taken
 * @param version the account's password version before the change, or {@code null} when its directory has none
 */
record ChangeTrace(Instant takenAt, long fence, @Nullable String version) {

    /** Few writes last that long; what is ordered for one that does is ordered again. */
    static final Duration SOON = Duration.ofMinutes(5);

    enum Verdict {
        MADE,
        UNCERTAIN,
        NOT_MADE
    }

    Verdict judge(Optional<Link> link, Optional<String> current, Instant now) {
        if (isNextMove(link, LinkState.USED)) {
            return Verdict.MADE;
        }
        boolean usedByAnother =
                link.filter(found -> found.state() == LinkState.USED).isPresent();
        if (usedByAnother || isNextMove(link, LinkState.LIVE)) {
            return Verdict.NOT_MADE;
        }
        if (link.filter(this::isTakenByAnother).isPresent()) {
            return Verdict.UNCERTAIN;
        }
        if (version != null && current.isPresent() && !current.get().equals(version)) {
            return Verdict.MADE;
        }
        if (now.isBefore(takenAt.plus(SOON)) || (version != null && mayComeAbout(link, now))) {
            return Verdict.UNCERTAIN;
        }
        return version == null ? Verdict.MADE : Verdict.NOT_MADE;
    }

    private boolean mayComeAbout(Optional<Link> link, Instant now) {
        return link.filter(this::isStillTaken)
                .filter(taken -> now.isBefore(taken.madeAt().plus(LinkRules.LONGEST)))
                .isPresent();
    }

    boolean isStillTaken(Link link) {
        return link.state() == LinkState.TAKEN && link.fence() == fence;
    }

    /** A mail that is accepted meanwhile raises the fence, but leaves the instant as it was. */
    private boolean isTakenByAnother(Link link) {
        return link.state() == LinkState.TAKEN
                && link.fence() > fence
                && !link.movedAt().equals(takenAt);
    }

    /** When the password was changed, or the latest instant at which it can have been; the same on every retry. */
    Instant changedAt(Optional<Link> link, Instant now) {
        Instant latest = takenAt.plus(LinkRules.CHANGE_LEASE);
        return isNextMove(link, LinkState.USED) ? link.orElseThrow().movedAt() : latest.isBefore(now) ? latest : now;
    }

    private boolean isNextMove(Optional<Link> link, LinkState state) {
        return link.filter(found -> found.state() == state && found.fence() == fence + 1)
                .isPresent();
    }

    /** Without the version, which some portals take from the stored hash. */
    @Override
    public String toString() {
        return "ChangeTrace[" + takenAt + ", " + fence + ']';
    }
}
