package org.recupera.password;

import java.util.List;

/**
 * Knows the names that anybody connects with the account.
 *
 * <p>As a whole only (OWASP ASVS 5.0, 6.2.11): a name within a longer password is no reason.
 */
final class KnownNames {

    private KnownNames() {}

    /** One reason at most: who is told of the username need not be told of a mail address that is the same. */
    static List<PasswordFlaw> judge(Candidate candidate) {
        if (isSame(candidate.password(), candidate.username())) {
            return List.of(PasswordFlaw.of(PasswordFlaw.SAME_AS_USERNAME));
        }
        return candidate.contextWords().stream().anyMatch(word -> isSame(candidate.password(), word))
                ? List.of(PasswordFlaw.of(PasswordFlaw.SAME_AS_CONTEXT))
                : List.of();
    }

    private static boolean isSame(String password, String name) {
        String bareName = LooseForm.withoutSeparators(name);
        if (bareName.isEmpty()) {
            return password.equals(name);
        }
        String bare = LooseForm.withoutSeparators(password);
        return bare.equals(bareName)
                || bare.equals(new StringBuilder(bareName).reverse().toString());
    }
}
