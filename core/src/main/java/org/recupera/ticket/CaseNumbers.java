package org.recupera.ticket;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.recupera.key.Base32;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseSequence;
import org.recupera.port.PortalId;

/**
 * Gives a portal's support cases their numbers, and reads them as people type them.
 *
 * <p>Numbers differ in their middle, which is drawn at random or counted. Random ones tell nobody how many cases there
 * are; counted ones are in order. Whoever keeps the cases keeps their numbers apart by a unique key, and asks for
 * another one when it strikes: forty random bits make that rare, not impossible.
 *
 * <p>Safe to share between threads when the sequence is.
 */
final class CaseNumbers {

    /** The longest text that is looked at, in UTF-16 code units; twice a number with a space after each character. */
    public static final int MAX_LENGTH = 64;

    private static final Pattern PREFIX = Pattern.compile("[0-9A-Z]{1,8}");

    /** Spaces, dashes, what copying brings along unseen, and the brackets of a mail's subject. */
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Pd}\u2212\\[\\]]+");

    private static final Pattern TYPED = Pattern.compile(
            "(?<prefix>[0-9A-Za-z]{1,8})(?<year>[0-9OoIiLl]{4})(?<body>[0-9A-Za-z]{8})(?<check>[0-9A-Za-z])");

    private static final int RANDOM_BYTES = 5;
    private static final long LAST_COUNTED = 99_999_999;

    /** Why a text is no case number. */
    public enum Flaw {
        /** Nothing was typed, or only what separates. */
        EMPTY,
        /** Too long or too short, or with signs that no number has. */
        WRONG_FORM,
        /** Has the form of a number, and a wrong check character: at least one character is another one. */
        MISTYPED
    }

    /** What came of reading a text. */
    public sealed interface Reading {

        /**
         * The number, when there is one.
         *
         * @return the number, or nothing
         */
        default Optional<CaseNumber> number() {
            return this instanceof Read read ? Optional.of(read.value()) : Optional.empty();
        }
    }

    /**
     * The text is a case number; whether there is such a case is for the desk to say.
     *
     * @param value the number
     */
    public record Read(CaseNumber value) implements Reading {}

    /**
     * The text is no case number, so that none need be looked up.
     *
     * @param flaw why
     */
    public record Flawed(Flaw flaw) implements Reading {}

    private final String prefix;
    private final ZoneId zone;
    private final IntFunction<String> bodies;

    private CaseNumbers(String prefix, ZoneId zone, IntFunction<String> bodies) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("a prefix has 1 to 8 ASCII digits and capitals");
        }
        this.prefix = prefix;
        this.zone = zone;
        this.bodies = bodies;
    }

    /**
     * Numbers that tell nothing but portal and year.
     *
     * @param prefix what they begin with; 1 to 8 ASCII digits and capitals
     * @param zone the portal's zone, whose calendar gives the year
     * @param random where the rest comes from
     * @return the numbers
     * @throws IllegalArgumentException when {@code prefix} has another form
     */
    public static CaseNumbers random(String prefix, ZoneId zone, SecureRandom random) {
        return new CaseNumbers(prefix, zone, year -> {
            byte[] bytes = new byte[RANDOM_BYTES];
            random.nextBytes(bytes);
            return Base32.encode(bytes).toUpperCase(Locale.ROOT);
        });
    }

    /**
     * Numbers in order, each year from {@code 00000001}; they tell how many cases were filed.
     *
     * @param prefix what they begin with; 1 to 8 ASCII digits and capitals
     * @param zone the portal's zone, whose calendar gives the year
     * @param portal whose cases are counted
     * @param sequence counts the cases
     * @return the numbers
     * @throws IllegalArgumentException when {@code prefix} has another form
     */
    public static CaseNumbers sequential(String prefix, ZoneId zone, PortalId portal, CaseSequence sequence) {
        return new CaseNumbers(prefix, zone, year -> {
            long value = sequence.next(portal, year);
            if (value < 1 || value > LAST_COUNTED) {
                throw new IllegalStateException("a sequence of case numbers runs from 1 to " + LAST_COUNTED);
            }
            return String.format(Locale.ROOT, "%08d", value);
        });
    }

    /**
     * Makes a number for a case.
     *
     * @param filedAt when the case was filed
     * @return the number
     * @throws IllegalStateException when the sequence gave a value that it must not give
     */
    public CaseNumber next(Instant filedAt) {
        int year = filedAt.atZone(zone).getYear();
        return CaseNumber.of(prefix, year, bodies.apply(year));
    }

    /**
     * Reads a number as it is typed, dictated or copied from a mail.
     *
     * <p>Capitals do not count, nor do spaces, dashes and brackets, wherever they stand or are missing. O is read as 0,
     * I and L as 1, U as V, except that this portal's prefix is read as the profile writes it. The check character is
     * verified: a single wrong character, or two exchanged ones, never make another number.
     *
     * <p>A number with another prefix is read too, since a portal may have had another one.
     *
     * @param typed any text; {@code null} counts as empty
     * @return the number, or why there is none
     */
    public Reading read(@Nullable String typed) {
        if (typed == null) {
            return new Flawed(Flaw.EMPTY);
        }
        if (typed.length() > MAX_LENGTH) {
            return new Flawed(Flaw.WRONG_FORM);
        }
        String signs = SEPARATORS.matcher(typed).replaceAll("");
        Matcher form = TYPED.matcher(signs);
        if (!form.matches()) {
            return new Flawed(signs.isEmpty() ? Flaw.EMPTY : Flaw.WRONG_FORM);
        }
        return checked(
                canonicalPrefix(capitals(form, "prefix")),
                CaseNumber.withoutLookAlikes(capitals(form, "year")),
                CaseNumber.withoutLookAlikes(capitals(form, "body")),
                CaseNumber.withoutLookAlikes(capitals(form, "check")));
    }

    private static Reading checked(String prefix, String year, String body, String check) {
        return CaseNumber.parse(prefix + '-' + year + '-' + body + check)
                .<Reading>map(Read::new)
                .orElseGet(() -> new Flawed(Flaw.MISTYPED));
    }

    private String canonicalPrefix(String typed) {
        return CaseNumber.withoutLookAlikes(typed).equals(CaseNumber.withoutLookAlikes(prefix)) ? prefix : typed;
    }

    private static String capitals(Matcher form, String group) {
        return form.group(group).toUpperCase(Locale.ROOT);
    }
}
