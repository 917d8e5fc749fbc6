package org.recupera.password;

import java.util.List;

/**
 * Knows the names that anybody connects with the account.
 *
 * <p>As a whole only (ASVS 6.2.11): a name within a longer password is no reason.
 */
final class KnownNames {

    private KnownNames() {}

    static List<PasswordFlaw> judgeUsername(Candidate candidate) {
        return isSame(candidate.password(), candidate.username())
                ? List.of(PasswordFlaw.of(PasswordFlaw.SAME_AS_USERNAME))
                : List.of();
    }

    static boolean isOfContext(Candidate candidate) {
        return candidate.contextWords().stream().anyMatch(word -> isSame(candidate.password(), word));
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
