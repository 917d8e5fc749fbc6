package org.recupera;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Account;

/**
 * Which mails have to go out when the worker comes, and that no other may.
 *
 * <ul>
 *   <li>What is asked for again before the worker comes is asked for once, and taken from the name's budget once.
 *   <li>While a link's first mail is under way, nothing else is mailed.
 *   <li>Within the quiet window after a mail, nothing is mailed.
 *   <li>Past the budgets nothing is mailed, but where no link is live one mail is.
 *   <li>Within the repeat window, and while no mail server has answered for it, the same link is mailed again.
 *   <li>Else a new link is, also in place of one that had waited for a mail server for 23 hours.
 *   <li>A mail that was put off comes again within a quarter of an hour, unless a newer link takes its place.
 * </ul>
 */
final class MailForecast {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration QUIET_WINDOW = Duration.ofSeconds(30);
    private static final Duration REPEAT_WINDOW = Duration.ofMinutes(10);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(15);
    private static final int MAILS_PER_HOUR = 5;
    private static final int REQUESTS_PER_HOUR = 10;
    private static final boolean BY_PERSON = true;

    private record Asked(Instant at, boolean overBudget) {}

    private final RequestModel model;
    private final ModelBudget accountMails = new ModelBudget(MAILS_PER_HOUR, HOUR);
    private final ModelBudget firstMails = new ModelBudget(1, REPEAT_WINDOW);
    private final ModelBudget requests = new ModelBudget(REQUESTS_PER_HOUR, HOUR);
    private final Map<Boolean, Instant> asked = new LinkedHashMap<>();
    private final Map<ModelLink, Asked> due = new LinkedHashMap<>();
    private final List<ModelLink> dueAgain = new ArrayList<>();
    private @Nullable Asked newDue;

    MailForecast(RequestModel model) {
        this.model = model;
    }

    void personAsks(Instant now) {
        asked.putIfAbsent(BY_PERSON, now);
    }

    void administratorAsks(Instant now) {
        asked.putIfAbsent(!BY_PERSON, now);
    }

    void workBegins(Account account, Instant now) {
        List<Asked> decided = new ArrayList<>();
        asked.forEach((byPerson, at) -> decided.add(new Asked(at, byPerson && !requests.take(at))));
        asked.clear();
        if (RequestModel.isServed(account)) {
            decided.forEach(request -> decide(request, account, now));
            model.links().stream()
                    .filter(link -> link.underWay != null && link.isGood(account, now))
                    .filter(link -> !now.isBefore(link.triedAt.plus(LONGEST_BACK_OFF)))
                    .filter(link ->
                            newDue == null && link.number == model.links().size())
                    .forEach(dueAgain::add);
        }
    }

    void workEnds(Instant now) {
        model.check(newDue == null, "a request led to no new link");
        due.keySet().forEach(link -> model.check(false, "a request led to no mail with " + link));
        dueAgain.forEach(
                link -> model.check(link.triedAt.equals(now), "the mail with " + link + " was not tried again"));
        newDue = null;
        due.clear();
        dueAgain.clear();
    }

    /** A mail goes out with a link that is new to the model. */
    void made(ModelLink link) {
        if (newDue != null) {
            due.put(link, newDue);
            newDue = null;
        }
    }

    /** A mail goes out that was not under way; tells when it was asked for, if it was. */
    Optional<Instant> ordered(ModelLink link) {
        return Optional.ofNullable(due.remove(link)).map(Asked::at);
    }

    private void decide(Asked request, Account account, Instant now) {
        if (newDue != null) {
            return;
        }
        Optional<ModelLink> unmailed = model.links().stream()
                .filter(link -> link.isUnmailed(account, now) && !link.waitedTooLong(now))
                .findFirst();
        if (unmailed.filter(link -> !link.refused).isPresent()) {
            model.saw("asked while the first mail was under way");
            becomesDue(unmailed.get(), request);
            return;
        }
        List<ModelLink> live =
                model.links().stream().filter(link -> link.isLive(account, now)).toList();
        if (live.stream().anyMatch(link -> link.mailedAt != null && now.isBefore(link.mailedAt.plus(QUIET_WINDOW)))) {
            model.saw("asked within the quiet window");
            return;
        }
        boolean allowed = !request.overBudget() && accountMails.take(now);
        boolean first = !allowed && live.isEmpty() && firstMails.take(request.at());
        if (!allowed && !first) {
            model.saw("asked past the budgets");
            return;
        }
        Optional<ModelLink> again = unmailed.or(
                () -> live.stream().filter(link -> isRepeatable(link, now)).findFirst());
        if (again.isPresent()) {
            model.saw(unmailed.isPresent() ? "asked after a refused mail" : "asked within the repeat window");
            becomesDue(again.get(), request);
        } else {
            model.saw(first ? "asked past the budgets without a live link" : "asked for a new link");
            newDue = request;
            model.links().stream().filter(link -> link.isUnmailed(account, now)).forEach(this::isReplaced);
        }
    }

    /** Of a link that was taken for a change nobody knows what became. */
    private static boolean isRepeatable(ModelLink link, Instant now) {
        return link.takenAt == null && link.liveAt != null && !now.isAfter(link.liveAt.plus(REPEAT_WINDOW));
    }

    private void isReplaced(ModelLink waiting) {
        model.saw("asked while a link had waited for most of a day");
        waiting.replaced = true;
    }

    /** A mail that is under way is the one that was asked for. */
    private void becomesDue(ModelLink link, Asked request) {
        if (link.underWay == null) {
            due.putIfAbsent(link, request);
        }
    }
}
