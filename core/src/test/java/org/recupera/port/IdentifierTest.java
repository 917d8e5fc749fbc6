package org.recupera.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IdentifierTest {

    @ParameterizedTest
    @CsvSource({
        "Comprador1, comprador1",
        "'  comprador1 ', comprador1",
        "ＡＬＩＣＥ, alice",
        "ÁÉÍ, áéí",
        "JUAN PEREZ, juan perez",
        "ΑΣ, ας"
    })
    void a_username_is_read_in_its_canonical_form(String typed, String canonical) {
        assertThat(username(typed)).isEqualTo(canonical);
    }

    @Test
    void composed_and_decomposed_letters_are_one_name() {
        assertThat(username("jose\u0301")).isEqualTo(username("jos\u00e9")).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"al\u0131ce", "al\u00edce", "\u0430lice", "a.lice"})
    void names_that_merely_look_alike_stay_different(String other) {
        assertThat(username(other)).isNotEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ali\0ce",
                "ali\nce",
                "ali\u200bce",
                "ali\u202ece",
                "ali\u2028ce",
                "ali\ud800ce",
                "\udc00alice",
                "ali\u034fce",
                "ali\u3164ce",
                "ali\ufe0fce",
                "ali\ue000ce",
                "ali\u0378ce"
            })
    void controls_invisible_and_ill_formed_characters_are_refused(String typed) {
        assertThat(Identifier.read(IdentifierKind.USERNAME, typed))
                .isEqualTo(new Identifier.Flawed(IdentifierKind.USERNAME, Identifier.Flaw.UNREADABLE));
    }

    @ParameterizedTest
    @EnumSource(IdentifierKind.class)
    void nothing_but_spaces_is_empty_and_so_is_nothing_at_all(IdentifierKind kind) {
        for (String typed : Arrays.asList("", " ", "\t\u2003 ", "\r\n", null)) {
            assertThat(Identifier.read(kind, typed)).isEqualTo(new Identifier.Flawed(kind, Identifier.Flaw.EMPTY));
        }
    }

    @ParameterizedTest
    @EnumSource(IdentifierKind.class)
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void length_is_judged_before_anything_else(IdentifierKind kind) {
        // Normalising these would take hours.
        assertThat(Identifier.read(kind, "\u0301\u0327".repeat(5_000_000)))
                .isEqualTo(new Identifier.Flawed(kind, Identifier.Flaw.TOO_LONG));
    }

    @Test
    void a_name_that_grows_past_the_greatest_length_is_too_long() {
        // In lower case this letter is two, and a name that is read could not be read again.
        assertThat(Identifier.read(IdentifierKind.USERNAME, "\u0130".repeat(128)))
                .isEqualTo(new Identifier.Flawed(IdentifierKind.USERNAME, Identifier.Flaw.TOO_LONG));
        assertThat(username("\u0130".repeat(127))).hasSize(Identifier.MAX_LENGTH);
    }

    @ParameterizedTest
    @EnumSource(IdentifierKind.class)
    void no_text_of_the_greatest_length_takes_long(IdentifierKind kind) {
        List<String> parts = List.of("a", "0", "00", "a.", "a-", "a@", "-", "(", "()", "+5", "\u0301\u0327", "\uff21");
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (String start : List.of("", "a@", "a@a.", "+", "0801")) {
                for (String part : parts) {
                    Identifier.read(kind, (start + part.repeat(Identifier.MAX_LENGTH)).substring(0, 254));
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(IdentifierKind.class)
    void reading_a_canonical_form_changes_nothing_whatever_the_letter(IdentifierKind kind) {
        String[] around = aroundALetter(kind);
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(c -> isNoFixedPoint(kind, around[0] + Character.toString(c) + around[1])))
                .isEmpty();
    }

    @Test
    void reading_a_canonical_name_changes_nothing_whatever_the_letters() {
        Random random = new Random(20261120);
        for (int i = 0; i < 50_000; i++) {
            String text = random.ints(6, 0x20, 0x3000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(isNoFixedPoint(IdentifierKind.USERNAME, text))
                    .as("name number %d", i)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = IdentifierKind.class,
            names = {"NATIONAL_ID", "PHONE", "EMAIL"})
    void a_canonical_form_that_is_no_name_is_ascii_whatever_the_letter(IdentifierKind kind) {
        String[] around = aroundALetter(kind);
        assertThat(IntStream.rangeClosed(128, Character.MAX_CODE_POINT)
                        .filter(c -> !valueOf(kind, around[0] + Character.toString(c) + around[1])
                                .isEmpty()))
                .isEmpty();
    }

    private static String[] aroundALetter(IdentifierKind kind) {
        return switch (kind) {
            case USERNAME -> new String[] {"x", "y"};
            case EMAIL -> new String[] {"x", "y@empresa.example"};
            case NATIONAL_ID -> new String[] {"0801", "1990"};
            case PHONE -> new String[] {"0057300", "5550101"};
        };
    }

    @ParameterizedTest
    @CsvSource({
        "0801-1990-00001, 0801199000001",
        "' 0801 1990 00001', 0801199000001",
        "0801/1990.00001, 0801199000001",
        "10.203.040-01, 1020304001",
        "a-123456, A123456",
        "1234, 1234",
        "12345678901234567890, 12345678901234567890"
    })
    void a_national_id_loses_its_separators(String typed, String canonical) {
        assertThat(valueOf(IdentifierKind.NATIONAL_ID, typed)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "+504 2240-1401, +50422401401",
        "+57 300 555 0101, +573005550101",
        "(+57) 3005550101, +573005550101",
        "+57 (300) 555-0101, +573005550101",
        "+57.300.555/0101, +573005550101",
        "0057 300 555 0101, +573005550101",
        "(00 57) 300-555-0101, +573005550101",
        "00504 2240 1401, +50422401401"
    })
    void a_phone_number_loses_its_separators_and_the_prefix_that_a_plus_stands_for(String typed, String canonical) {
        assertThat(valueOf(IdentifierKind.PHONE, typed)).isEqualTo(canonical);
    }

    @Test
    void a_phone_without_a_country_is_never_completed_with_one() {
        assertThat(valueOf(IdentifierKind.PHONE, "300 555 0101")).isEmpty();
        assertThat(valueOf(IdentifierKind.PHONE, "57 300 555 0101")).isEmpty();
    }

    @Test
    void an_address_is_read_in_lower_case() {
        assertThat(valueOf(IdentifierKind.EMAIL, " Ana.Perez@Empresa.Example ")).isEqualTo("ana.perez@empresa.example");
        assertThat(valueOf(IdentifierKind.EMAIL, "ANA.PEREZ@EMPRESA.EXAMPLE")).isEqualTo("ana.perez@empresa.example");
    }

    @Test
    void a_line_end_behind_what_was_pasted_is_dropped_and_one_inside_is_not() {
        assertThat(valueOf(IdentifierKind.EMAIL, "ana@empresa.example\r\n")).isEqualTo("ana@empresa.example");
        assertThat(Identifier.read(IdentifierKind.EMAIL, "ana@empresa.example\r\nBcc: otra@empresa.example"))
                .isEqualTo(new Identifier.Flawed(IdentifierKind.EMAIL, Identifier.Flaw.UNREADABLE));
    }

    static Stream<Arguments> texts_of_another_form() {
        Stream<Arguments> ids = Stream.of(
                        "123",
                        "1-2-3",
                        "1234567890".repeat(4),
                        "123456789012345678901",
                        "----",
                        "٠٨٠١١٩٩٠٠٠٠٠١",
                        "０８０１１９９０００００１",
                        "0801-1990-0000\u0661",
                        "A\u0131B1234",
                        "A\u017fB1234",
                        "A\u00df12345",
                        "Ａ123456",
                        "0801,1990",
                        "0801\u20131990",
                        "¿0801?",
                        "ana@empresa.example",
                        "+50422401401")
                .map(text -> Arguments.of(IdentifierKind.NATIONAL_ID, text));
        Stream<Arguments> phones = Stream.of(
                        "2240-1401",
                        "(2) 240 1401",
                        "300 555 0101",
                        "57 300 555 0101",
                        "+0504 2240",
                        "+0057 300 555 0101",
                        "000 57 300 555 0101",
                        "00",
                        "+",
                        "+504",
                        "+57 300",
                        "+5042240140122401401",
                        "00573005550101573005",
                        "++57 300 555 0101",
                        "+57 +300 555 0101",
                        "+57 300 555 0101 ext. 2",
                        "+57 300 555 0101, +57 300 555 0102",
                        "+504 teléfono",
                        "+٥٧٣٠٠٥٥٥٠١٠١",
                        "+57 300 555 010\u0661",
                        "+５７３００５５５０１０１",
                        "＋57 300 555 0101",
                        "ana@empresa.example")
                .map(text -> Arguments.of(IdentifierKind.PHONE, text));
        Stream<Arguments> addresses = Stream.of(
                        "ana",
                        "ana@empresa",
                        "ana(comentario)@empresa.example",
                        "ana@empresa.example (Ana)",
                        "\"ana\"@empresa.example",
                        "\"ana perez\"@empresa.example",
                        "ana@@empresa.example",
                        "ana@otra@empresa.example",
                        "ana@empresa.example,otra@empresa.example",
                        "ana@empresa.example; otra@empresa.example",
                        "ana@empresa.example otra@empresa.example",
                        "Ana <ana@empresa.example>",
                        "<ana@empresa.example>",
                        "mailto:ana@empresa.example",
                        "ana@[192.0.2.1]",
                        "an\u0131@empresa.example",
                        "ana@empre\u017fa.example",
                        "ana@c\u00fcre.example",
                        "ana\u0661@empresa.example",
                        "ana１@empresa.example",
                        "ana＠empresa.example")
                .map(text -> Arguments.of(IdentifierKind.EMAIL, text));
        return Stream.of(ids, phones, addresses).flatMap(Function.identity());
    }

    @ParameterizedTest
    @MethodSource
    void texts_of_another_form(IdentifierKind kind, String typed) {
        assertThat(Identifier.read(kind, typed)).isEqualTo(new Identifier.Flawed(kind, Identifier.Flaw.WRONG_FORM));
    }

    @Test
    void what_a_kind_refuses_no_other_kind_takes_in_its_place() {
        assertThat(valueOf(IdentifierKind.NATIONAL_ID, "+57 300 555 0101")).isEmpty();
        assertThat(valueOf(IdentifierKind.PHONE, "3005550101")).isEmpty();
        assertThat(valueOf(IdentifierKind.EMAIL, "+57 300 555 0101")).isEmpty();
        assertThat(Identifier.read(IdentifierKind.NATIONAL_ID, "573005550101")
                        .identifier()
                        .orElseThrow()
                        .isOn(Account.named(new AccountId("1"), "573005550101")
                                .phone("+573005550101")
                                .email("573005550101@empresa.example")
                                .build()))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(IdentifierKind.class)
    void a_flaw_is_explained_by_its_code(IdentifierKind kind) {
        assertThat(flawOf(kind, " ").code()).isEqualTo("identifier.empty");
        assertThat(flawOf(kind, "a".repeat(255)).code()).isEqualTo("identifier.too-long");
        assertThat(flawOf(kind, "a\0b").code()).isEqualTo("identifier.unreadable");
    }

    @Test
    void a_wrong_form_is_explained_by_kind_and_a_username_has_none() {
        assertThat(flawOf(IdentifierKind.NATIONAL_ID, "123").code()).isEqualTo("identifier.wrong-form.national-id");
        assertThat(flawOf(IdentifierKind.PHONE, "2240-1401").code()).isEqualTo("identifier.wrong-form.phone");
        assertThat(flawOf(IdentifierKind.EMAIL, "ana").code()).isEqualTo("identifier.wrong-form.email");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Identifier.Flawed(IdentifierKind.USERNAME, Identifier.Flaw.WRONG_FORM));
    }

    @Test
    void a_phone_that_is_on_file_without_its_country_is_nobodys() {
        Account local =
                Account.named(new AccountId("1"), "ana").phone("300 555 0101").build();
        Account whole = local.toBuilder().phone("0057 (300) 555-0101").build();
        Identifier phone = Identifier.read(IdentifierKind.PHONE, "+57 300 555 0101")
                .identifier()
                .orElseThrow();

        assertThat(phone.isOn(local)).isFalse();
        assertThat(phone.isOn(whole)).isTrue();
    }

    @Test
    void an_account_carries_an_identifier_only_byte_for_byte() {
        Identifier alice =
                Identifier.read(IdentifierKind.USERNAME, "alice").identifier().orElseThrow();

        assertThat(alice.isOn(named("Alice"))).isTrue();
        assertThat(alice.isOn(named("al\u00edce"))).isFalse();
        assertThat(alice.isOn(named("bob"))).isFalse();
    }

    @Test
    void an_account_named_like_an_address_does_not_carry_the_address() {
        Identifier address = Identifier.read(IdentifierKind.EMAIL, "ana@empresa.example")
                .identifier()
                .orElseThrow();

        assertThat(address.isOn(named("ana@empresa.example"))).isFalse();
    }

    @Test
    void the_text_form_does_not_tell_who_it_is() {
        Identifier alice =
                Identifier.read(IdentifierKind.USERNAME, "alice").identifier().orElseThrow();

        assertThat(alice).asString().isEqualTo("Identifier[USERNAME]");
    }

    private static Account named(String username) {
        return Account.named(new AccountId("1"), username).build();
    }

    private static String username(String typed) {
        return Identifier.read(IdentifierKind.USERNAME, typed)
                .identifier()
                .orElseThrow()
                .value();
    }

    /** The canonical form, or an empty text where there is none. */
    private static String valueOf(IdentifierKind kind, String typed) {
        return Identifier.read(kind, typed).identifier().map(Identifier::value).orElse("");
    }

    private static Identifier.Flawed flawOf(IdentifierKind kind, String typed) {
        return (Identifier.Flawed) Identifier.read(kind, typed);
    }

    private static boolean isNoFixedPoint(IdentifierKind kind, String text) {
        return Identifier.read(kind, text)
                .identifier()
                .filter(read -> !Identifier.read(kind, read.value()).equals(new Identifier.Read(read)))
                .isPresent();
    }
}
