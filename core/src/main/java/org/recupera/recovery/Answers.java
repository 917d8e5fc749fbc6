package org.recupera.recovery;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.HashedAnswer;
import org.recupera.port.Identifier;
import org.recupera.port.PortException;
import org.recupera.port.Secret;
import org.recupera.profile.QuestionSettings;
import org.recupera.work.LoggedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Picks the question for a name, and compares answers to it, at the same cost whether or not there is an account.
 *
 * <p>A name without an account, and an account without an answer, get a question that a keyed hash picks, the same as
 * long as that question is asked, and no answer to it is right. Accounts are asked that of their questions which the same
 * hash picks, so that who answers more of them is mostly asked what the name was asked before.
 */
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final AccountId NOBODY = new AccountId("nobody");

    private final RecoveryPorts ports;
    private final QuestionSettings settings;
    private final AnswerPorts answers;

    /** Of no answer that anybody can give; made once, when a question is first asked. */
    private volatile @Nullable String decoyHash;

    Answers(RecoveryPorts ports, QuestionSettings settings, AnswerPorts answers) {
        this.ports = ports;
        this.settings = settings;
        this.answers = answers;
    }

    /**
     * A question, and what its answer was hashed to.
     *
     * @param hash a decoy's, when there is no owner
     * @param owner whose answer it is; {@code null} when no answer is right
     */
    record Challenge(
            SecurityQuestion question,
            String hash,
            @Nullable AccountId owner) {

        @Override
        public String toString() {
            return "Challenge[" + question.id() + ']';
        }
    }

    /** What to ask whoever typed this name. */
    Challenge challenge(Identifier name, Optional<Account> account) {
        String decoy = decoyHash();
        List<HashedAnswer> given = given(account);
        if (given.isEmpty()) {
            return new Challenge(question(choice(settings.questions(), name.value())), decoy, null);
        }
        return real(given, name.value(), account.map(Account::id).orElseThrow());
    }

    private Challenge real(List<HashedAnswer> given, String name, AccountId owner) {
        String chosen = choice(given.stream().map(HashedAnswer::question).toList(), name);
        String hash = given.stream()
                .filter(answer -> answer.question().equals(chosen))
                .map(HashedAnswer::hash)
                .findFirst()
                .orElseThrow();
        return new Challenge(question(chosen), hash, owner);
    }

    /** What to ask the owner of an account, whatever its name looks like; nothing when none of its answers is of use. */
    Optional<Challenge> challenge(Account account) {
        List<HashedAnswer> given = given(Optional.of(account));
        return given.isEmpty()
                ? Optional.empty()
                : Optional.of(real(given, account.id().value(), account.id()));
    }

    /** Whether the account has answered questions, and none of them is asked any more. */
    boolean isOrphaned(Account account) {
        List<HashedAnswer> all = answers.questions().of(ports.portal(), account.id());
        return !all.isEmpty()
                && all.stream().noneMatch(answer -> settings.questions().contains(answer.question()));
    }

    /** Costs one hash, whatever the wrong answer; a right one may cost another, to be hashed anew. */
    boolean isRight(Challenge challenge, Secret answer) {
        Secret form = AnswerForm.of(answer);
        AccountId owner = challenge.owner();
        if (!answers.hash().verify(form, challenge.hash()) || owner == null) {
            return false;
        }
        if (answers.hash().needsRehash(challenge.hash())) {
            rehash(challenge, owner, form);
        }
        return true;
    }

    private void rehash(Challenge challenge, AccountId owner, Secret form) {
        HashedAnswer seen = new HashedAnswer(challenge.question().id(), challenge.hash());
        try {
            answers.questions()
                    .rehash(ports.portal(), owner, seen, answers.hash().hash(form));
        } catch (PortException later) {
            LOG.warn(
                    "{}: a right answer was not hashed anew this time: {}",
                    ports.portal(),
                    LoggedFailure.of(later).toString());
        }
    }

    private SecurityQuestion question(String id) {
        return question(id, ports.profile().language());
    }

    SecurityQuestion question(String id, Locale language) {
        return new SecurityQuestion(
                id,
                ports.profile().message("question." + id, Map.of(), language).text());
    }

    /** Answers to questions that the profile no longer asks are left alone. */
    private List<HashedAnswer> given(Optional<Account> account) {
        return answers.questions().of(ports.portal(), account.map(Account::id).orElse(NOBODY)).stream()
                .filter(answer -> account.isPresent() && settings.questions().contains(answer.question()))
                .toList();
    }

    private String choice(List<String> questions, String name) {
        return ports.keys().choose(questions, "question", name);
    }

    private String decoyHash() {
        String hash = decoyHash;
        if (hash == null) {
            hash = answers.hash().hash(Secret.of(ports.keys().pseudonym("choice", "decoy-answer")));
            decoyHash = hash;
        }
        return hash;
    }
}
