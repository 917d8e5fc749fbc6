package org.recupera.password;

import java.util.List;

/** Refuses what is tried first: common passwords, and those that only repeat or run on. */
final class Guessable {

    private Guessable() {}

    /** One reason at most: who is told that many use a password need not be told that it is a row of keys. */
    static List<PasswordFlaw> judge(Candidate candidate) {
        String loose = LooseForm.of(candidate.password());
        if (CommonPasswords.has(loose)) {
            return List.of(PasswordFlaw.of(PasswordFlaw.COMMON));
        }
        return Monotony.has(loose) ? List.of(PasswordFlaw.of(PasswordFlaw.PATTERN)) : List.of();
    }
}
