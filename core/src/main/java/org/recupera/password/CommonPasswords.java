package org.recupera.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Refuses the passwords that everybody tries first, and those stretched to look long.
 *
 * <p>What that means is said at {@link PasswordFlaw#COMMON}.
 *
 * <p>The list (some 30,000 entries, sources in {@code common-passwords.NOTICE.txt}) is read at the first judgement and
 * kept: about 1.7 MB, once in a class loader.
 */
final class CommonPasswords {

    /** Anything this short stays guessable however often it is repeated. */
    private static final int TRIVIAL_UNIT = 4;

    /** What is taken away around the heart of a password: first signs, then digits as well. */
    private static final List<Pattern> PADDING =
            List.of(Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$"), Pattern.compile("^\\P{L}+|\\P{L}+$"));

    private CommonPasswords() {}

    static List<PasswordFlaw> judge(Candidate candidate) {
        return isCommon(LooseForm.of(candidate.password())) ? List.of(PasswordFlaw.of(PasswordFlaw.COMMON)) : List.of();
    }

    private static boolean isCommon(String loose) {
        String rest = loose;
        while (!isListed(rest)) {
            String unit = repeatedUnit(rest);
            if (unit.length() <= TRIVIAL_UNIT && rest.length() >= 2 * TRIVIAL_UNIT) {
                return true;
            }
            String shorter = unit.length() < rest.length() ? unit : withoutPadding(rest);
            if (shorter.length() == rest.length()) {
                return false;
            }
            rest = shorter;
        }
        return true;
    }

    private static boolean isListed(String text) {
        return Arrays.binarySearch(Listed.SORTED, text) >= 0;
    }

    /** The shortest beginning that gives the text when written over and over; the text itself when none does. */
    private static String repeatedUnit(String text) {
        int period = 1;
        while (period < text.length() && !text.regionMatches(period, text, 0, text.length() - period)) {
            period++;
        }
        return text.substring(0, period);
    }

    /** The text with one kind of padding taken away; the text itself when it has none, or nothing else. */
    private static String withoutPadding(String text) {
        return PADDING.stream()
                .map(padding -> padding.matcher(text).replaceAll(""))
                .filter(rest -> !rest.isEmpty() && rest.length() < text.length())
                .findFirst()
                .orElse(text);
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
