package org.recupera.recovery;

import java.time.Instant;
import java.util.Optional;
import org.recupera.port.Account;
import org.recupera.port.Event;
import org.recupera.port.Link;
import org.recupera.port.LinkState;
import org.recupera.port.Secret;
import org.recupera.profile.QuestionSettings;

/** Asks the owner of an account that has answered a question, once a link was judged good. */
final class LinkAnswers {

    private static final int MOST_TRIES = 5;

    private final RecoveryPorts ports;
    private final QuestionSettings settings;
    private final RequestLimits limits;
    private final Answers answers;
    private final AnswerTries tries;

    LinkAnswers(RecoveryPorts ports, QuestionSettings settings, RequestLimits limits, Answers answers) {
        this.ports = ports;
        this.answers = answers;
        this.settings = settings;
        this.limits = limits;
        this.tries = new AnswerTries(answers);
    }

    Optional<SecurityQuestion> questionOf(Account account) {
        return answers.challenge(account).map(Answers.Challenge::question);
    }

    /**
     * Looks at an answer.
     *
     * @return what to answer instead of going on; nothing when the answer is right, or nothing is asked
     */
    Optional<ChangeOutcome> refusal(Link link, Account account, Secret answer, Instant now) {
        return answers.challenge(account)
                .map(challenge -> refusal(challenge, link, account, answer, now))
                .orElseGet(() -> orphaned(account, now).map(ChangeOutcome.class::cast));
    }

    /** Who chose a question that was taken out of the profile: asking nothing would leave the mailbox alone to protect him. */
    Optional<LinkRefused> orphaned(Account account, Instant now) {
        return answers.isOrphaned(account)
                ? Optional.of(ports.refuse(LinkRefusal.QUESTION_GONE, account.id(), now))
                : Optional.empty();
    }

    private Optional<ChangeOutcome> refusal(
            Answers.Challenge challenge, Link link, Account account, Secret answer, Instant now) {
        Optional<String> flaw = AnswerRules.flawOf(answer);
        if (flaw.isPresent()) {
            return Optional.of(refused(challenge, account, flaw.get()));
        }
        return switch (tries.judge(
                limits.answersOf(account.id(), settings.tries()), anyTime -> true, challenge, answer, now)) {
            case RIGHT -> Optional.empty();
            case WRONG -> {
                ports.events().on(ports.event(Event.Type.ANSWER_WRONG, now, account.id()));
                yield Optional.of(refused(challenge, account, "answer.wrong"));
            }
            // Whoever has a link gives as many answers as the account has tries.
            case NO_ROOM -> throw new IllegalStateException("no room was asked for");
            case SPENT -> {
                spend(link, now);
                yield Optional.of(ports.refuse(LinkRefusal.ANSWERS_SPENT, account.id(), now));
            }
        };
    }

    /** However often a mail that is accepted meanwhile moves the link. */
    private void spend(Link link, Instant now) {
        Optional<Link> seen = Optional.of(link);
        for (int tries = 0;
                tries < MOST_TRIES
                        && seen.filter(found -> !found.state().isFinal()).isPresent();
                tries++) {
            if (ports.tokens().move(seen.get(), seen.get().moved(LinkState.SPENT, now))) {
                return;
            }
            seen = ports.tokens().find(link.portal(), link.selector());
        }
    }

    private ChangeOutcome refused(Answers.Challenge challenge, Account account, String code) {
        return new ChangeOutcome.AnswerRefused(
                account.username(), challenge.question(), AnswerRules.message(ports.profile(), code));
    }
}
