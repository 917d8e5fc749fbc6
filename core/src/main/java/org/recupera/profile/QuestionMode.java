package org.recupera.profile;

/**
 * When somebody who forgot a password is asked a security question.
 *
 * <p>Never in place of the mailed link. NIST SP 800-63B-4 and OWASP ASVS 5.0 (6.4.2) do not count such a question as
 * proof of anything, because many answers are known to others or easily guessed; a portal that has to meet these leaves
 * it off.
 */
public enum QuestionMode {
    /** Never; the default, for a profile that says nothing of questions. */
    OFF,
    /**
     * Before the link is mailed, as HonduCompras does (document 000).
     *
     * <p>The one flow that looks an account up before it answers: whoever asks is shown a question whether or not the
     * account exists, the same one each time, and an answer costs the same work.
     */
    BEFORE_MAIL,
    /** On the page behind the link, of accounts that have answered one. */
    AFTER_LINK
}
