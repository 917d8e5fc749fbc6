package org.recupera.password;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses the names that anybody connects with the account, and those stretched to look long.
 *
 * <p>As a whole only (OWASP ASVS 5.0, 6.2.11): a name within a longer password is no reason.
 */
final class KnownNames {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Shorter words of a name, such as {@code de} or {@code com}, and numbers are nobody's in particular. */
    private static final Pattern TELLING_WORD = Pattern.compile("(?:\\p{N}*\\p{L}){4}.*");

    private KnownNames() {}

    /** One reason at most: who is told of the username need not be told of a mail address that is the same. */
    static List<PasswordFlaw> judge(Candidate candidate) {
        String password = candidate.password();
        Set<String> forms = Stretched.steps(LooseForm.of(password)).stream()
                .map(LooseForm::withoutSeparators)
                .collect(Collectors.toSet());
        String username = candidate.username();
        if (password.equals(username) || isAmong(forms, username)) {
            return List.of(PasswordFlaw.of(PasswordFlaw.SAME_AS_USERNAME));
        }
        return candidate.contextWords().contains(password)
                        || Stream.concat(Stream.of(username), candidate.contextWords().stream())
                                .flatMap(KnownNames::namesWithin)
                                .anyMatch(name -> isAmong(forms, name))
                ? List.of(PasswordFlaw.of(PasswordFlaw.SAME_AS_CONTEXT))
                : List.of();
    }

    /** The name itself, both sides of an address, and the words of either. */
    private static Stream<String> namesWithin(String name) {
        return Stream.of(
                        Stream.of(name),
                        Stream.of(name.split("@")),
                        BETWEEN_WORDS
                                .splitAsStream(LooseForm.of(name))
                                .filter(word -> TELLING_WORD.matcher(word).matches()))
                .flatMap(names -> names);
    }

    /** Whether a name, read from either end, is one of the forms; one without letters and digits is none. */
    private static boolean isAmong(Set<String> forms, String name) {
        String bare = LooseForm.withoutSeparators(name);
        return !bare.isEmpty()
                && (forms.contains(bare)
                        || forms.contains(new StringBuilder(bare).reverse().toString()));
    }
}
