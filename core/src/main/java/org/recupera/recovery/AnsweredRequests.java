package org.recupera.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.recupera.limit.Waiting;
import org.recupera.port.ClientAddress;
import org.recupera.port.Event;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PortException;
import org.recupera.port.Secret;
import org.recupera.port.TicketDraft;
import org.recupera.profile.CaseTopic;
import org.recupera.profile.Message;
import org.recupera.profile.QuestionSettings;

/**
 * Accepts requests for a link where a security question comes first.
 *
 * <p>The one flow that looks an account up on the caller's thread. A name without an account is treated the same: a
 * question, a count of tries, a hash, a refusal.
 */
final class AnsweredRequests {

    /** By then sixty more answers may be looked at. */
    private static final Duration WAIT_FOR_ROOM = Duration.ofMinutes(1);

    private final RecoveryPorts ports;
    private final QuestionSettings settings;
    private final RequestLimits limits;
    private final AccountLookUp lookUp;
    private final Answers answers;
    private final AnswerTries tries;
    private final LinkRequests requests;

    AnsweredRequests(
            RecoveryPorts ports,
            QuestionSettings settings,
            RequestLimits limits,
            Answers answers,
            LinkRequests requests) {
        this.ports = ports;
        this.settings = settings;
        this.limits = limits;
        this.lookUp = new AccountLookUp(ports);
        this.answers = answers;
        this.tries = new AnswerTries(answers);
        this.requests = requests;
    }

    QuestionOutcome ask(String username, ClientAddress client) {
        Identifier.Reading reading = Identifier.read(IdentifierKind.USERNAME, username);
        if (reading instanceof Identifier.Flawed flawed) {
            return new QuestionOutcome.Malformed(message(flawed.code()));
        }
        Duration wait = limits.waitOf(client, ports.now());
        if (!wait.isZero()) {
            return new Limited(Waiting.message(ports.profile(), wait), wait);
        }
        try {
            Answers.Challenge challenge = challenge(((Identifier.Read) reading).value());
            return new QuestionOutcome.Asked(challenge.question(), settings.skippable());
        } catch (PortException stopped) {
            return noRoom(stopped);
        }
    }

    /** @param answer what was typed; empty when nothing was */
    RequestOutcome accept(String username, Secret answer, ClientAddress client) {
        Identifier.Reading reading = Identifier.read(IdentifierKind.USERNAME, username);
        if (reading instanceof Identifier.Flawed flawed) {
            return new RequestOutcome.Malformed(message(flawed.code()));
        }
        Instant now = ports.now();
        Duration wait = limits.waitOf(client, now);
        if (!wait.isZero()) {
            return new Limited(Waiting.message(ports.profile(), wait), wait);
        }
        try {
            return accept(((Identifier.Read) reading).value(), answer, client, now);
        } catch (PortException stopped) {
            return noRoom(stopped);
        }
    }

    private RequestOutcome accept(Identifier name, Secret answer, ClientAddress client, Instant now) {
        Answers.Challenge challenge = challenge(name);
        Optional<String> flaw = AnswerRules.flawOf(answer);
        if (flaw.isPresent()) {
            return refused(challenge, flaw.get());
        }
        Duration wait = limits.waitOfAnswer(client, now);
        if (!wait.isZero()) {
            return new Limited(Waiting.message(ports.profile(), wait), wait);
        }
        return switch (tries.judge(
                limits.answersFor(name, settings.tries()), limits::allowsAnswer, challenge, answer, now)) {
            case RIGHT -> requests.accept(name, now);
            case WRONG -> {
                ports.events().on(ports.event(Event.Type.ANSWER_WRONG, now).subject(ports.pseudonym(name)));
                yield refused(challenge, "answer.wrong");
            }
            case NO_ROOM -> new Limited(Waiting.message(ports.profile(), WAIT_FOR_ROOM), WAIT_FOR_ROOM);
            case SPENT -> {
                Message message = message("answer.spent");
                yield new RequestOutcome.AnswersSpent(message, draft(message), settings.skippable());
            }
        };
    }

    /** Also for the hash of the decoys, which is made with the first question. */
    private Limited noRoom(PortException stopped) {
        if (!stopped.isBusy()) {
            throw stopped;
        }
        return ports.noRoom(stopped, ports.now());
    }

    private Answers.Challenge challenge(Identifier name) {
        return answers.challenge(name, lookUp.onlyCarrierOf(name));
    }

    private RequestOutcome refused(Answers.Challenge challenge, String code) {
        return new RequestOutcome.AnswerRefused(challenge.question(), message(code), settings.skippable());
    }

    private Message message(String code) {
        return AnswerRules.message(ports.profile(), code);
    }

    private TicketDraft draft(Message ending) {
        CaseTopic topic = settings.caseTopic();
        return new TicketDraft(topic.system(), topic.type(), topic.subject(), ending.code());
    }
}
