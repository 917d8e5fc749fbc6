package org.recupera.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Knows the passwords that everybody tries first, and those stretched to look long.
 *
 * <p>What that means is said at {@link PasswordFlaw#COMMON}.
 *
 * <p>The list (some 30,000 entries, sources in {@code common-passwords.NOTICE.txt}) is read at the first judgement and
 * kept: about 1.7 MB, once in a class loader.
 */
final class CommonPasswords {

    private CommonPasswords() {}

    /** Whether a password in its loose form is listed, or a listed one that was stretched. */
    static boolean has(String loose) {
        return Stretched.steps(loose).stream().anyMatch(step -> Arrays.binarySearch(Listed.SORTED, step) >= 0);
    }

    /** Its own class, so that the list is read when it is first needed. */
    private static final class Listed {

        static final String[] SORTED = Stream.of("common-passwords.txt", "common-passwords-es.txt")
                .flatMap(Listed::lines)
                .map(LooseForm::of)
                .distinct()
                .sorted()
                .toArray(String[]::new);

        private static Stream<String> lines(String resource) {
            try (InputStream in = CommonPasswords.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException("the jar lacks " + resource);
                }
                return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
