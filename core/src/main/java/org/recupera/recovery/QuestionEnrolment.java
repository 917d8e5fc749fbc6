package org.recupera.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.recupera.limit.Waiting;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Event;
import org.recupera.port.HashedAnswer;
import org.recupera.port.PortException;
import org.recupera.port.Secret;
import org.recupera.profile.Message;
import org.recupera.profile.QuestionSettings;
import org.recupera.work.WorkHandler;

/**
 * Lets people who are signed in choose their security questions.
 *
 * <p>A portal calls it from a page of its own, after it made sure who is there: by the password, and by the second
 * factor where there is one. Safe for use by several threads.
 */
public final class QuestionEnrolment {

    private final RecoveryPorts ports;
    private final QuestionSettings settings;
    private final AnswerPorts answers;
    private final Answers catalogue;
    private final RequestLimits limits;
    private final AnswersNotice notice;

    private QuestionEnrolment(RecoveryPorts ports, QuestionSettings settings, AnswerPorts answers) {
        this.ports = ports;
        this.settings = settings;
        this.answers = answers;
        this.catalogue = new Answers(ports, settings, answers);
        this.limits = new RequestLimits(ports);
        this.notice = new AnswersNotice(ports, answers, limits, new AccountLetters(ports));
    }

    /**
     * Puts enrolment on its ports; embedders get it from {@code Recupera.questions()}.
     *
     * @param ports all that it stands on
     * @param settings what the profile says of it
     * @param answers where answers are kept, and how they are hashed
     * @return the enrolment
     */
    public static QuestionEnrolment on(RecoveryPorts ports, QuestionSettings settings, AnswerPorts answers) {
        return new QuestionEnrolment(ports, settings, answers);
    }

    /**
     * The questions that people may choose from.
     *
     * @return the questions, in the profile's order
     */
    public List<SecurityQuestion> catalogue() {
        return catalogue(ports.profile().language());
    }

    /**
     * The questions that people may choose from, for somebody whose language is known.
     *
     * @param language one that the profile speaks
     * @return the questions, in the profile's order
     */
    public List<SecurityQuestion> catalogue(Locale language) {
        return settings.questions().stream()
                .map(id -> catalogue.question(id, language))
                .toList();
    }

    /**
     * Replaces all that an account has answered.
     *
     * <p>Answers are compared without regard to case, accents and spaces, and kept as hashes alone. All flaws are told
     * at once. The worker mails a notice to the address on file and, where the address changed lately, to the former one.
     * Twenty enrolments an hour of one account get as far as being hashed.
     *
     * @param account whose questions
     * @param given the answers as they were typed, by the ids of their questions; none to forget all
     * @return what to answer
     * @throws org.recupera.port.PortException when it is unknown whether they were kept
     */
    public EnrolmentOutcome enrol(AccountId account, Map<String, Secret> given) {
        Optional<Account> owner = ports.users().byId(ports.portal(), account);
        Optional<String> username = owner.map(Account::username);
        Map<String, Message> flaws = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        given.forEach((question, answer) ->
                flaw(question, answer, username, seen).ifPresent(message -> flaws.put(question, message)));
        if (!flaws.isEmpty()) {
            return new EnrolmentOutcome.Refused(flaws);
        }
        Duration wait = limits.waitOfEnrolment(account, ports.now());
        if (!wait.isZero()) {
            return new Limited(Waiting.message(ports.profile(), wait), wait);
        }
        try {
            List<HashedAnswer> hashed = new ArrayList<>();
            given.forEach((question, answer) ->
                    hashed.add(new HashedAnswer(question, answers.hash().hash(AnswerForm.of(answer)))));
            return keep(account, owner, hashed);
        } catch (PortException stopped) {
            if (!stopped.isBusy()) {
                throw stopped;
            }
            return ports.noRoom(stopped, ports.now());
        }
    }

    private EnrolmentOutcome keep(AccountId account, Optional<Account> owner, List<HashedAnswer> hashed) {
        owner.ifPresent(found -> notice.order(found, ports.now()));
        answers.questions().replace(ports.portal(), account, hashed);
        ports.events()
                .on(ports.event(Event.Type.ANSWERS_REPLACED, ports.now(), account)
                        .with("questions", Integer.toString(hashed.size())));
        return new EnrolmentOutcome.Enrolled();
    }

    /**
     * Who carries out what was accepted, by kind of order; for the worker.
     *
     * @return an unmodifiable map
     */
    public Map<String, WorkHandler> handlers() {
        return Map.of(AnswersNotice.KIND, notice::send);
    }

    private Optional<Message> flaw(String question, Secret answer, Optional<String> username, Set<String> seen) {
        if (!settings.questions().contains(question)) {
            return Optional.of(AnswerRules.message(ports.profile(), "answer.unknown-question"));
        }
        Optional<String> general = AnswerRules.flawOf(answer);
        if (general.isPresent()) {
            return general.map(code -> AnswerRules.message(ports.profile(), code));
        }
        Secret form = AnswerForm.of(answer);
        if (AnswerRules.length(form) < AnswerRules.MIN_LENGTH) {
            return Optional.of(AnswerRules.message(ports.profile(), "answer.too-short"));
        }
        if (!answers.hash().accepts(form)) {
            return Optional.of(AnswerRules.message(ports.profile(), "answer.too-long-to-keep"));
        }
        if (username.filter(name -> AnswerForm.of(Secret.of(name)).equals(form)).isPresent()) {
            return Optional.of(AnswerRules.message(ports.profile(), "answer.same-as-username"));
        }
        return seen.add(form.reveal())
                ? Optional.empty()
                : Optional.of(AnswerRules.message(ports.profile(), "answer.repeated"));
    }
}
