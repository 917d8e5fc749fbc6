package org.recupera.conformancecheck;

import java.util.List;
import org.recupera.conformance.SecurityQuestionsSuite;
import org.recupera.memory.InMemorySecurityQuestions;
import org.recupera.port.AccountId;
import org.recupera.port.HashedAnswer;
import org.recupera.port.PortalId;
import org.recupera.port.SecurityQuestions;

/** A sound store of answers, for others to break in one place. */
class AroundSecurityQuestions implements SecurityQuestions {

    final SecurityQuestions inner = InMemorySecurityQuestions.create();

    PortalId portal(PortalId portal) {
        return portal;
    }

    AccountId account(AccountId account) {
        return account;
    }

    HashedAnswer kept(HashedAnswer answer) {
        return answer;
    }

    List<HashedAnswer> read(List<HashedAnswer> kept) {
        return kept;
    }

    @Override
    public List<HashedAnswer> of(PortalId portal, AccountId account) {
        return read(inner.of(portal(portal), account(account)));
    }

    @Override
    public void replace(PortalId portal, AccountId account, List<HashedAnswer> answers) {
        inner.replace(
                portal(portal),
                account(account),
                answers.stream().map(this::kept).toList());
    }

    @Override
    public void rehash(PortalId portal, AccountId account, HashedAnswer seen, String hash) {
        inner.rehash(portal(portal), account(account), kept(seen), hash);
    }

    /** The suite on such a store. */
    abstract static class Over extends SecurityQuestionsSuite {

        private final SecurityQuestions questions;
        private final SecurityQuestions another;

        Over(SecurityQuestions questions) {
            this(questions, questions);
        }

        Over(SecurityQuestions questions, SecurityQuestions another) {
            this.questions = questions;
            this.another = another;
        }

        @Override
        protected SecurityQuestions questions() {
            return questions;
        }

        @Override
        protected SecurityQuestions another() {
            return another;
        }
    }
}
