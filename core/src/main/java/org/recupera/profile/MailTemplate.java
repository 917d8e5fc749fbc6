package org.recupera.profile;

/**
 * The mails that are sent, and the values that each is filled with.
 *
 * <p>Texts are handed over as they are on file and instants as they are: rendering makes names safe to print and writes
 * instants in the portal's zone.
 *
 * <p>Each is two Mustache files in each language, {@code link.es.txt} and {@code link.es.html}, and the message
 * {@code mail.link.subject}. Besides the values below they see {@code subject}, {@code language}, and of the profile
 * {@code portal} (its name), {@code phones}, {@code support} (with {@code uri} and {@code name}) and {@code hours}. What
 * may be lacking is an empty text, which a section leaves out; any other name is an error when the profile is read.
 *
 * <p>The common ones include {@code warning.es.txt} and {@code foot.es.txt}, and the same in HTML: a portal that has
 * these in its own words need not write its mails anew.
 */
public enum MailTemplate {
    /**
     * The link for changing a password.
     *
     * <p>{@code username} (String), {@code link} (Secret); if known {@code displayName} (String); {@code life}
     * (Duration) when less is left than the profile's life.
     */
    LINK("link"),

    /**
     * The notice that a password was changed.
     *
     * <p>{@code username} (String), {@code at} (Instant); if known {@code displayName} (String).
     */
    PASSWORD_CHANGED("password-changed"),

    /**
     * The notice that the answers to the security questions of an account were replaced.
     *
     * <p>{@code username} (String), {@code at} (Instant); if known {@code displayName} (String).
     */
    ANSWERS_REPLACED("answers-replaced"),

    /**
     * The accounts that are registered with an address, for somebody who forgot a username or an address.
     *
     * <p>{@code email} (String), {@code accounts} (List of {@link ListedAccount}, at least one), {@code passwordPage}
     * (URI); if there is one account and its name is known, {@code displayName} (String). A template sees each account's
     * {@code username} and {@code document}, and {@code several} where there are two or more.
     */
    ACCOUNTS("accounts"),

    /**
     * The confirmation that a support case was filed, with its number; holds nothing that was typed.
     *
     * <p>{@code number} (String), {@code at} (Instant), {@code facts} (List of {@link CaseFact}, may be empty); if known
     * {@code due} (Instant), by when the desk is to answer, {@code opens} (Instant), when a desk opens that was closed,
     * and {@code statusPage} (URI). The message of its subject may use {@code number} too.
     */
    CASE_FILED("case-filed"),

    /**
     * What the service desk, or the library for it, did with a support case, in the thread of its confirmation.
     *
     * <p>{@code number} (String), {@code state} (String, in words); if there is one {@code answer} (String, lines ended by
     * LF), which a template sees as {@code answerLines} too; {@code statusPage} (URI). The message of its subject may use
     * {@code number} too.
     */
    CASE_ANSWERED("case-answered");

    private final String fileName;

    MailTemplate(String fileName) {
        this.fileName = fileName;
    }

    /**
     * What its files, its subject's code and its events are called after.
     *
     * @return such as {@code link}, for {@code link.es.html} and {@code mail.link.subject}
     */
    public String fileName() {
        return fileName;
    }

    String subjectCode() {
        return "mail." + fileName + ".subject";
    }
}
