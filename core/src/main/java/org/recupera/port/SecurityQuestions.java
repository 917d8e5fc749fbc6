package org.recupera.port;

import java.util.List;

/**
 * The security questions that accounts have answered.
 *
 * <p>Keeps what it is given and judges nothing: answers arrive hashed, and whether one is right is the library's to
 * decide. Implementations are safe for use by several threads at once.
 */
public interface SecurityQuestions {

    /**
     * Reads what an account has answered.
     *
     * <p>Asked for accounts that do not exist, too, so that it takes as long; these have answered nothing.
     *
     * @param portal the portal to which the account belongs
     * @param account whose questions
     * @return the questions with their answers, in the order in which they were given; empty when there are none
     * @throws PortException when the answers cannot be read
     */
    List<HashedAnswer> of(PortalId portal, AccountId account);

    /**
     * Replaces all that an account has answered.
     *
     * <p>All or nothing, and durable when it returns. Of several calls at once one is the last, and what it gave is what
     * is kept; never a mixture.
     *
     * @param portal the portal to which the account belongs
     * @param account whose questions
     * @param answers the questions with their answers, each question once; none to forget all
     * @throws PortException when it is unknown whether they were replaced
     */
    void replace(PortalId portal, AccountId account, List<HashedAnswer> answers);

    /**
     * Puts another hash of an answer in the place of the one that was seen.
     *
     * <p>Compare and set: where the account has no longer this hash for this question, nothing changes, so that an answer
     * that was replaced meanwhile stays. The order stays too.
     *
     * @param portal the portal to which the account belongs
     * @param account whose question
     * @param seen the question with its hash, as it was read
     * @param hash the new hash of the same answer
     * @throws PortException when it is unknown whether it was put there
     */
    void rehash(PortalId portal, AccountId account, HashedAnswer seen, String hash);
}
