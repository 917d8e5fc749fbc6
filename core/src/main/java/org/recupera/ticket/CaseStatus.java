package org.recupera.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.limit.Budgets;
import org.recupera.limit.Waiting;
import org.recupera.port.CaseField;
import org.recupera.port.CaseNumber;
import org.recupera.port.ClientAddress;
import org.recupera.port.EmailAddress;
import org.recupera.port.Event;
import org.recupera.port.SupportCase;

/** Tells requesters how their case stands; number and address have to fit together. */
final class CaseStatus {

    private final CasePorts ports;
    private final CaseNumbers numbers;
    private final AnswerTime answerTime;
    private final Budgets budgets;

    CaseStatus(CasePorts ports, CaseNumbers numbers, AnswerTime answerTime) {
        this.ports = ports;
        this.numbers = numbers;
        this.answerTime = answerTime;
        this.budgets = ports.budgets();
    }

    StatusOutcome status(@Nullable String number, @Nullable String email, ClientAddress client) {
        Instant now = ports.now();
        // Every look counts, right or wrong: else a budget would stop no guess that comes to be right.
        Duration wait = ports.limited()
                ? budgets.take("case-status", client, ports.settings().limits().status(), now)
                : Duration.ZERO;
        if (!wait.isZero()) {
            return new StatusOutcome.TooMany(Waiting.message(ports.profile(), wait), wait);
        }
        Optional<EmailAddress> asker =
                Optional.ofNullable(email).map(String::strip).flatMap(EmailAddress::parse);
        Optional<String> mailbox = asker.map(Budgets::mailbox);
        Optional<CaseNumber> asked = numbers.read(number).number();
        boolean mailboxLeft = isLeft("case-status-mailbox", mailbox, now);
        boolean numberLeft = isLeft("case-status-number", asked.map(CaseNumber::value), now);
        Optional<SupportCase> found = asked.flatMap(read -> ports.store().find(ports.portal(), read))
                .filter(kept -> mailboxLeft && numberLeft)
                // A purged case has no requester, and is found by nobody.
                .filter(kept -> mailbox.isPresent()
                        && kept.requester().map(Budgets::mailbox).equals(mailbox));
        return found.<StatusOutcome>map(this::told).orElseGet(() -> notFound(asker, now));
    }

    /**
     * Takes from what all clients have together for one mailbox, or for one number: neither is guessed at from many
     * places. Nobody is told that nothing is left.
     */
    private boolean isLeft(String scope, Optional<String> value, Instant now) {
        return value.isPresent()
                && budgets.take(scope, value.get(), ports.settings().limits().status(), now)
                        .isZero();
    }

    private StatusOutcome notFound(Optional<EmailAddress> asker, Instant now) {
        Event failed = Event.of(now, ports.portal(), Event.Type.CASE_LOOK_UP_FAILED);
        ports.events().on(asker.map(ports::pseudonym).map(failed::subject).orElse(failed));
        return new StatusOutcome.NotFound(
                ports.message("case.not-found", Map.of(), ports.profile().language()));
    }

    /** Number and address are no proof of who asks, so nothing is told of the person. */
    private StatusOutcome told(SupportCase kept) {
        List<CaseField> about =
                kept.fields().stream().filter(field -> field.role().isKept()).toList();
        return new StatusOutcome.Found(
                kept.number(),
                kept.state(),
                kept.filedAt(),
                about,
                kept.fileCount(),
                kept.messages(),
                answerTime.due(kept.filedAt()).orElse(null));
    }
}
