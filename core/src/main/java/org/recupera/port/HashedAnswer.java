package org.recupera.port;

import java.util.regex.Pattern;

/**
 * One question and the hash of its answer.
 *
 * @param question the question's id in the portal's profile: 1 to 40 lower-case letters, digits and inner hyphens
 * @param hash what a {@link PasswordHash} made of the answer; 1 to 300 printable ASCII characters
 */
public record HashedAnswer(String question, String hash) {

    private static final Pattern QUESTION = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");
    private static final Pattern HASH = Pattern.compile("[!-~]{1,300}");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException when one has another form; the message repeats neither
     */
    public HashedAnswer {
        if (!QUESTION.matcher(question).matches()) {
            throw new IllegalArgumentException("not the id of a question");
        }
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("not a hash");
        }
    }

    /** Shows the question alone. */
    @Override
    public String toString() {
        return "HashedAnswer[" + question + ']';
    }
}
