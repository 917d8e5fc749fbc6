package org.recupera.password;

import java.util.List;
import org.recupera.port.Secret;

/** What the rules say about a new password. */
public sealed interface Judgement {

    /**
     * Nothing is wrong with it.
     *
     * @param password the password to hash and keep, in the form of {@link PasswordForm}
     */
    record Accepted(Secret password) implements Judgement {}

    /**
     * It will not do.
     *
     * @param flaws every reason, at least one, in the order to be told
     */
    record Refused(List<PasswordFlaw> flaws) implements Judgement {

        /** Keeps a copy of the reasons. */
        public Refused {
            flaws = List.copyOf(flaws);
            if (flaws.isEmpty()) {
                throw new IllegalArgumentException("a refusal has a reason");
            }
        }
    }
}
