package org.recupera;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Account;
import org.recupera.port.LinkState;
import org.recupera.port.MailSender;
import org.recupera.port.OutgoingMail;
import org.recupera.port.Secret;
import org.recupera.recovery.ChangeOutcome;
import org.recupera.recovery.LinkRefusal;
import org.recupera.recovery.LinkRefused;

/**
 * What the design promises to one account whose owner, or somebody else, asks again and again.
 *
 * <p>Told from what people, the mail server and the portal's own tables see; the library's states are not looked at, but
 * for how many links it holds open. Nothing is thrown: the worker catches whatever a port throws, so what breaks a
 * promise is written down.
 */
final class RequestModel {

    private static final Duration QUIET_WINDOW = Duration.ofSeconds(30);

    private record Mailed(ModelLink link, String id, Instant at) {}

    private final boolean inTurns;
    private final Supplier<Account> onFile;
    private final Supplier<Instant> clock;
    private final Instant start;
    private final MailForecast forecast = new MailForecast(this);
    private final List<ModelLink> links = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final Map<String, Integer> seen = new TreeMap<>();
    private @Nullable Mailed last;
    private boolean changing;

    /**
     * Starts with an account for which nobody has asked yet.
     *
     * @param inTurns whether nothing ever happens in the middle of something else, so that every mail can be foretold
     * @param onFile the account as it is now
     * @param clock what time it is
     */
    RequestModel(boolean inTurns, Supplier<Account> onFile, Supplier<Instant> clock) {
        this.inTurns = inTurns;
        this.onFile = onFile;
        this.clock = clock;
        this.start = clock.get();
    }

    static boolean isServed(Account account) {
        return account.enabled() && account.email().isPresent();
    }

    /** The links that were ever in a mail, the oldest first. */
    List<ModelLink> links() {
        return Collections.unmodifiableList(links);
    }

    /** What breaks a promise; empty as long as all is well. */
    List<String> broken() {
        return broken;
    }

    String story() {
        return String.join("\n", story) + "\nBROKEN: " + String.join("; ", broken);
    }

    /** How often something came up that a rule is about. */
    Map<String, Integer> seen() {
        return seen;
    }

    void tell(String what) {
        story.add("+" + Duration.between(start, clock.get()) + ' ' + what);
    }

    void saw(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    void check(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }

    void personAsks() {
        forecast.personAsks(clock.get());
    }

    void administratorAsks() {
        forecast.administratorAsks(clock.get());
    }

    void workBegins() {
        if (inTurns) {
            forecast.workBegins(onFile.get(), clock.get());
        }
    }

    void workEnds() {
        if (inTurns) {
            forecast.workEnds(clock.get());
            // What follows a change has looked at the password version by now.
            links.stream().filter(link -> !link.isOfVersion(onFile.get())).forEach(link -> link.takenAt = null);
        }
    }

    /** The worker hands a mail over. */
    ModelLink sends(OutgoingMail mail) {
        Instant now = clock.get();
        Account account = onFile.get();
        Secret token = TestPortal.tokenIn(mail);
        ModelLink link = links.stream()
                .filter(known -> known.token.equals(token))
                .findFirst()
                .orElseGet(() -> made(token, account, now));
        check(
                account.enabled()
                        && account.email().filter(mail.to().value()::equals).isPresent(),
                "a mail to another address than the one on file");
        check(!inTurns || link.isGood(account, now), "a mail with " + link + ", which does not work");
        checkQuiet(mail.messageId(), account, now);
        boolean ordered = forecast.ordered(link).isPresent();
        if (mail.messageId().equals(link.underWay)) {
            saw("tried again");
        } else {
            check(!inTurns || ordered, "a mail with " + link + " for which nobody asked");
        }
        link.underWay = mail.messageId();
        link.triedAt = now;
        return link;
    }

    private ModelLink made(Secret token, Account account, Instant now) {
        ModelLink link = new ModelLink(links.size() + 1, token, account, now);
        link.perhapsDead = changing;
        links.add(link);
        forecast.made(link);
        return link;
    }

    private void checkQuiet(String id, Account account, Instant now) {
        if (last != null
                && !last.id().equals(id)
                && !last.link().perhapsDead
                && last.link().isGood(account, now)) {
            check(!now.isBefore(last.at().plus(QUIET_WINDOW)), "a mail within the quiet window after another");
        }
    }

    /** The mail server answers, or is believed to. */
    void answered(ModelLink link, String id, MailSender.Result result) {
        Instant now = clock.get();
        if (result instanceof MailSender.Result.Accepted) {
            last = new Mailed(link, id, now);
            link.mailedAt = now;
            link.underWay = null;
            isLive(link, now);
        } else if (result instanceof MailSender.Result.Rejected) {
            link.refused = true;
            link.underWay = null;
        }
    }

    /** From now on it is the latest, and the former ones say that a newer mail exists. */
    private void isLive(ModelLink link, Instant now) {
        if (link.liveAt == null) {
            link.liveAt = now;
            links.stream().filter(other -> other.number < link.number).forEach(other -> other.replaced = true);
        }
    }

    /**
     * Somebody sent a password with a link.
     *
     * @param flaws what was wrong with the link before
     * @param outcome the answer, or nothing when the portal broke down
     */
    void changed(ModelLink link, Set<LinkRefusal> flaws, Optional<ChangeOutcome> outcome, boolean goodPassword) {
        if (outcome.isPresent() && outcome.get() instanceof LinkRefused refused) {
            if (inTurns) {
                presented(link, Optional.of(refused.reason()));
            } else if (link.perhapsLiveAt == null) {
                link.perhapsLiveAt = clock.get();
            }
            return;
        }
        boolean enabledMeanwhile = !inTurns && flaws.equals(Set.of(LinkRefusal.ACCOUNT_CHANGED));
        check(flaws.isEmpty() || enabledMeanwhile, link + " is taken, and it is " + flaws);
        if (!goodPassword) {
            check(
                    outcome.isPresent() && !(outcome.get() instanceof ChangeOutcome.Changed),
                    "a short password is taken");
            return;
        }
        Instant now = clock.get();
        saw(link.liveAt == null ? "presented before its mail was answered for" : "presented");
        isLive(link, now);
        link.takenAt = outcome.isEmpty() ? now : null;
        link.onceTaken |= outcome.isEmpty();
        if (outcome.isPresent() && outcome.get() instanceof ChangeOutcome.Changed) {
            saw("changed");
            check(!link.used, link + " changes the password twice");
            link.used = true;
        }
    }

    /** Somebody presented a link; nothing is said against it when it works. */
    void presented(ModelLink link, Optional<LinkRefusal> refusal) {
        Instant now = clock.get();
        Account account = onFile.get();
        if (link.perhapsDead && account.enabled()) {
            link.perhapsDead = refusal.isPresent();
            link.dead |= refusal.filter(LinkRefusal.ACCOUNT_CHANGED::equals).isPresent();
        }
        Set<LinkRefusal> flaws = link.flaws(account, now);
        if (refusal.isEmpty()) {
            check(flaws.isEmpty(), link + " works, and it is " + flaws);
            return;
        }
        LinkRefusal reason = refusal.get();
        saw("told " + reason.code());
        if (reason == LinkRefusal.UNKNOWN) {
            check(link.mayBeForgotten(now), link + " is forgotten within a week");
            return;
        }
        boolean foundOut = reason == LinkRefusal.USED && link.onceTaken && !flaws.isEmpty();
        boolean ended = reason == LinkRefusal.EXPIRED && link.mayHaveExpired(now) && !flaws.isEmpty();
        boolean outlived = !inTurns && reason == LinkRefusal.REPLACED && link.waitedTooLong(now);
        check(
                flaws.contains(reason) || foundOut || ended || outlived,
                link + " is said to be " + reason + ", and it is " + flaws);
        check(!inTurns || !link.used || reason == LinkRefusal.USED, link + " is not said to be used");
    }

    /** The portal says so itself. A mail that is being written may hold a link that is dead before it is sent. */
    void accountChanged() {
        links.forEach(link -> link.dead = true);
        changing = !inTurns;
    }

    /** A link whose mail comes up for another try meanwhile is dead. */
    void accountIsNotServed() {
        links.forEach(link -> link.perhapsDead = true);
    }

    void stepEnds(List<LinkState> open) {
        check(open.stream().filter(LinkState.MADE::equals).count() <= 1, "two links wait to be mailed");
        check(open.stream().filter(state -> state != LinkState.MADE).count() <= 1, "two links are live");
        changing = false;
    }
}
