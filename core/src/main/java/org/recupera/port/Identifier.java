package org.recupera.port;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An identifier in canonical form: what is typed and what is on file are compared as these, byte for byte.
 *
 * <p>The only way to one is {@link #read}, so a value that exists is canonical, and reading a canonical value gives
 * the same value again (RFC 8265 section 3.3, UsernameCaseMapped, as far as it applies to names that portals already
 * gave out). Letters that merely look alike stay different.
 *
 * <p>The text form names the kind alone: identifiers are personal data.
 */
public final class Identifier {

    /**
     * The longest text that is looked at, in UTF-16 code units; anything longer is refused before any other step.
     *
     * <p>No canonical form is longer either.
     */
    public static final int MAX_LENGTH = 254;

    private static final Pattern NATIONAL_ID = Pattern.compile("[0-9A-Za-z]{4,20}");
    private static final Pattern NATIONAL_ID_SEPARATORS = Pattern.compile("[ .\\-/]");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern PHONE_SEPARATORS = Pattern.compile("[ .\\-()/]");
    private static final String INTERNATIONAL_PREFIX = "00";

    /** Why a text is no identifier of the kind that is asked for. */
    public enum Flaw {
        /** Nothing was typed, or only spaces. */
        EMPTY,
        /** Longer than {@link #MAX_LENGTH}, as it is typed or in canonical form. */
        TOO_LONG,
        /** Ill-formed UTF-16, a control, an invisible or an unassigned character. */
        UNREADABLE,
        /** Readable, but not of the form of its kind; a username has none that could be wrong. */
        WRONG_FORM
    }

    /** What came of reading a text. */
    public sealed interface Reading {

        /**
         * The identifier, when there is one.
         *
         * @return the identifier, or nothing
         */
        default Optional<Identifier> identifier() {
            return this instanceof Read read ? Optional.of(read.value()) : Optional.empty();
        }
    }

    /**
     * The text is an identifier.
     *
     * @param value the identifier
     */
    public record Read(Identifier value) implements Reading {}

    /**
     * The text is no identifier.
     *
     * @param kind what was asked for
     * @param flaw why
     */
    public record Flawed(IdentifierKind kind, Flaw flaw) implements Reading {

        /**
         * Checks that the kind can have the flaw.
         *
         * @throws IllegalArgumentException when {@code flaw} is a username's form
         */
        public Flawed {
            if (kind == IdentifierKind.USERNAME && flaw == Flaw.WRONG_FORM) {
                throw new IllegalArgumentException("a username has no form that could be wrong");
            }
        }

        /**
         * The stable code of the message that explains it.
         *
         * @return such as {@code identifier.too-long}; a wrong form says of what, as in
         *     {@code identifier.wrong-form.phone}
         */
        public String code() {
            String code = "identifier." + word(flaw);
            return flaw == Flaw.WRONG_FORM ? code + '.' + word(kind) : code;
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final IdentifierKind kind;
    private final String value;

    private Identifier(IdentifierKind kind, String value) {
        this.kind = kind;
        this.value = value;
    }

    /**
     * Brings a text to canonical form.
     *
     * <p>Takes time linear in {@link #MAX_LENGTH} whatever is passed: the length is checked before anything is
     * normalised (OWASP ASVS 5.0, 1.3.3). Surrounding spaces are dropped.
     *
     * <ul>
     *   <li>{@link IdentifierKind#USERNAME}: full and half width mapped, lower case, NFC.
     *   <li>{@link IdentifierKind#EMAIL}: a plain {@link EmailAddress}, lower case.
     *   <li>{@link IdentifierKind#NATIONAL_ID}: 4 to 20 ASCII letters and digits, in capitals, without spaces, dots,
     *       hyphens and slashes. Letters stay, as passports have them; what a country's numbers look like is not judged.
     *   <li>{@link IdentifierKind#PHONE}: {@code +}, country code and number, 7 to 15 ASCII digits in all (ITU-T
     *       E.164), without spaces, dots, hyphens, slashes and parentheses. The international prefix {@code 00} becomes
     *       {@code +}. A number without a country is refused and never completed: a guessed country makes it another
     *       person's number, and finds that person's account.
     * </ul>
     *
     * <p>Only usernames may hold digits and letters outside ASCII. In the other kinds a full-width or Arabic-Indic digit
     * is refused, not mapped.
     *
     * @param kind what the field asks for
     * @param text what was typed, or what is on file; {@code null} counts as empty
     * @return the identifier, or why there is none
     */
    public static Reading read(IdentifierKind kind, @Nullable String text) {
        if (text == null) {
            return new Flawed(kind, Flaw.EMPTY);
        }
        if (text.length() > MAX_LENGTH) {
            return new Flawed(kind, Flaw.TOO_LONG);
        }
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return new Flawed(kind, Flaw.EMPTY);
        }
        if (!stripped.codePoints().allMatch(Identifier::isReadable)) {
            return new Flawed(kind, Flaw.UNREADABLE);
        }
        Optional<String> canonical = canonical(kind, stripped);
        // Letters such as İ are two in lower case, and what is read must be short enough to be read again.
        if (canonical.filter(value -> value.length() > MAX_LENGTH).isPresent()) {
            return new Flawed(kind, Flaw.TOO_LONG);
        }
        return canonical
                .<Reading>map(value -> new Read(new Identifier(kind, value)))
                .orElseGet(() -> new Flawed(kind, Flaw.WRONG_FORM));
    }

    /**
     * What this identifier is.
     *
     * @return the kind
     */
    public IdentifierKind kind() {
        return kind;
    }

    /**
     * The canonical form.
     *
     * @return the text to search for
     */
    public String value() {
        return value;
    }

    /**
     * Whether an account carries this very identifier, byte for byte in canonical form.
     *
     * @param account what a directory returned
     * @return {@code false} when the directory matched too generously
     */
    public boolean isOn(Account account) {
        return account.identifier(kind)
                .flatMap(stored -> read(kind, stored).identifier())
                .filter(this::equals)
                .isPresent();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Identifier identifier && kind == identifier.kind && value.equals(identifier.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, value);
    }

    @Override
    public String toString() {
        return "Identifier[" + kind + "]";
    }

    private static Optional<String> canonical(IdentifierKind kind, String text) {
        return switch (kind) {
            case USERNAME -> Optional.of(username(text));
            case EMAIL ->
                EmailAddress.parse(text).map(address -> address.value().toLowerCase(Locale.ROOT));
            case NATIONAL_ID ->
                // Matched first: in capitals the letters ı and ſ, among others, would be ASCII.
                matching(NATIONAL_ID, NATIONAL_ID_SEPARATORS.matcher(text).replaceAll(""))
                        .map(number -> number.toUpperCase(Locale.ROOT));
            case PHONE ->
                matching(PHONE, international(PHONE_SEPARATORS.matcher(text).replaceAll("")));
        };
    }

    private static Optional<String> matching(Pattern form, String text) {
        return form.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static String international(String number) {
        return number.startsWith(INTERNATIONAL_PREFIX) ? '+' + number.substring(INTERNATIONAL_PREFIX.length()) : number;
    }

    private static String username(String text) {
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isWidthVariant(c)) {
                mapped.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
            } else {
                mapped.appendCodePoint(c);
            }
        });
        return Normalizer.normalize(mapped.toString().toLowerCase(Locale.ROOT), Normalizer.Form.NFC)
                .strip();
    }

    private static boolean isWidthVariant(int c) {
        return c == 0x3000 || (c >= 0xFF01 && c <= 0xFFEE);
    }

    private static boolean isReadable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !isInvisible(c);
        };
    }

    /** Default-ignorable characters that are neither controls nor formats (Unicode DerivedCoreProperties). */
    private static boolean isInvisible(int c) {
        return c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || (c >= 0x180B && c <= 0x180F)
                || c == 0x3164
                || (c >= 0xFE00 && c <= 0xFE0F)
                || c == 0xFFA0
                || (c >= 0xE0100 && c <= 0xE01EF);
    }
}
