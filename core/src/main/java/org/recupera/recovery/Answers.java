package org.recupera.recovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.HashedAnswer;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PortException;
import org.recupera.port.Secret;
import org.recupera.profile.QuestionSettings;
import org.recupera.work.LoggedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Picks the question for a name, and compares answers to it, at the same cost whether or not there is an account.
 *
 * <p>A name without an account, and an account without an answer, get a question that a keyed hash picks, the same each
 * time, and no answer to it is right.
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

        boolean isReal() {
            return owner != null;
        }

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
            List<String> catalogue = settings.questions();
            return new Challenge(question(catalogue.get(choice("decoy", name, catalogue.size()))), decoy, null);
        }
        HashedAnswer chosen = given.get(choice("question", name, given.size()));
        return new Challenge(
                question(chosen.question()),
                chosen.hash(),
                account.map(Account::id).orElseThrow());
    }

    /** What to ask the owner of an account; nothing when the account has answered nothing. */
    Optional<Challenge> challenge(Account account) {
        return Identifier.read(IdentifierKind.USERNAME, account.username())
                .identifier()
                .map(name -> challenge(name, Optional.of(account)))
                .filter(Challenge::isReal);
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

    SecurityQuestion question(String id) {
        return new SecurityQuestion(
                id, ports.profile().message("question." + id, Map.of()).text());
    }

    /** Answers to questions that the profile no longer asks are left alone. */
    private List<HashedAnswer> given(Optional<Account> account) {
        return answers.questions().of(ports.portal(), account.map(Account::id).orElse(NOBODY)).stream()
                .filter(answer -> account.isPresent() && settings.questions().contains(answer.question()))
                .toList();
    }

    private int choice(String scope, Identifier name, int among) {
        return ports.keys().choose(among, scope, name.value());
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
