package org.recupera.password;

import java.util.List;
import java.util.stream.Stream;

/**
 * Knows passwords that only repeat or run on.
 *
 * <p>The rule is said at {@link PasswordFlaw#PATTERN}; it counts what somebody had to think of. Six such characters are
 * enough, so that no phrase of a few words is ever refused for a run that a word of it has by chance.
 */
final class Monotony {

    /** Anything this short stays guessable however often it is repeated. */
    private static final int TRIVIAL_UNIT = 4;

    private static final int FEWEST_THOUGHT_OF = 6;
    private static final int SHORTEST_RUN = 3;

    /** Keys side by side and one below the other, signs too, as keyboards of Latin America and of the USA have them. */
    private static final List<String> ROWS = Stream.of(
                    "1234567890",
                    "qwertyuiop",
                    "asdfghjklñ",
                    "zxcvbnm",
                    "!\"#$%&/()=",
                    "!@#$%^&*()",
                    "1qaz",
                    "2wsx",
                    "3edc",
                    "4rfv",
                    "5tgb",
                    "6yhn",
                    "7ujm")
            .map(LooseForm::of)
            .toList();

    private Monotony() {}

    /** Whether a password in its loose form is one of these. */
    static boolean has(String loose) {
        int thoughtOf = thoughtOf(Stretched.unit(loose).codePoints().toArray());
        return (thoughtOf < FEWEST_THOUGHT_OF && thoughtOf < loose.codePointCount(0, loose.length()))
                || Stretched.steps(loose).stream().anyMatch(Monotony::isTrivialUnitRepeated);
    }

    private static boolean isTrivialUnitRepeated(String text) {
        return text.length() >= 2 * TRIVIAL_UNIT && Stretched.unit(text).length() <= TRIVIAL_UNIT;
    }

    /** How many characters there are when each run counts as one. */
    private static int thoughtOf(int[] characters) {
        int count = 0;
        for (int start = 0; start < characters.length; count++) {
            int length = longestRun(characters, start);
            start += length >= SHORTEST_RUN ? length : 1;
        }
        return count;
    }

    private static int longestRun(int[] characters, int start) {
        int longest = 1;
        for (Step step : Step.values()) {
            int length = 1;
            while (start + length < characters.length
                    && step.leads(characters[start + length - 1], characters[start + length])) {
                length++;
            }
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /** How a run gets from one character to the next. */
    private enum Step {
        SAME {
            @Override
            boolean leads(int from, int to) {
                return from == to;
            }
        },
        UP {
            @Override
            boolean leads(int from, int to) {
                return to == from + 1 && Character.isLetterOrDigit(from) && Character.isLetterOrDigit(to);
            }
        },
        DOWN {
            @Override
            boolean leads(int from, int to) {
                return UP.leads(to, from);
            }
        },
        ALONG_THE_KEYS {
            @Override
            boolean leads(int from, int to) {
                String pair = Character.toString(from) + Character.toString(to);
                return ROWS.stream().anyMatch(row -> row.contains(pair));
            }
        },
        BACK_ALONG_THE_KEYS {
            @Override
            boolean leads(int from, int to) {
                return ALONG_THE_KEYS.leads(to, from);
            }
        };

        abstract boolean leads(int from, int to);
    }
}
