package org.recupera.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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
                .isEqualTo(new Identifier.Flawed(Identifier.Flaw.UNREADABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\u2003 "})
    void nothing_but_spaces_is_empty(String typed) {
        assertThat(Identifier.read(IdentifierKind.USERNAME, typed))
                .isEqualTo(new Identifier.Flawed(Identifier.Flaw.EMPTY));
    }

    @ParameterizedTest
    @EnumSource(IdentifierKind.class)
    void length_is_judged_before_anything_else(IdentifierKind kind) {
        assertThat(Identifier.read(kind, "\u0301\u0327".repeat(50_000)))
                .isEqualTo(new Identifier.Flawed(Identifier.Flaw.TOO_LONG));
    }

    @Test
    void nothing_at_all_is_empty() {
        assertThat(Identifier.read(IdentifierKind.USERNAME, null))
                .isEqualTo(new Identifier.Flawed(Identifier.Flaw.EMPTY));
    }

    @Test
    void reading_a_canonical_name_changes_nothing_whatever_the_letter() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(c -> isNoFixedPoint("x" + Character.toString(c) + "y")))
                .isEmpty();
    }

    @Test
    void reading_a_canonical_name_changes_nothing_whatever_the_letters() {
        Random random = new Random(20261120);
        for (int i = 0; i < 50_000; i++) {
            String text = random.ints(6, 0x20, 0x3000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(isNoFixedPoint(text)).as("name number %d", i).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0801-1990-00001, 0801199000001",
        "' 0801 1990 00001', 0801199000001",
        "10.203.040-01, 1020304001",
        "a-123456, A123456"
    })
    void a_national_id_loses_its_separators(String typed, String canonical) {
        assertThat(Identifier.read(IdentifierKind.NATIONAL_ID, typed).identifier())
                .get()
                .returns(canonical, Identifier::value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "٠٨٠١١٩٩٠", "0801,1990", "123456789012345678901", "¿0801?"})
    void what_is_no_national_id_is_refused(String typed) {
        assertThat(Identifier.read(IdentifierKind.NATIONAL_ID, typed))
                .isEqualTo(new Identifier.Flawed(Identifier.Flaw.WRONG_FORM));
    }

    @ParameterizedTest
    @CsvSource({"+504 2240-1401, +50422401401", "+57 300 555 0101, +573005550101", "(+57) 3005550101, +573005550101"})
    void a_phone_number_loses_its_separators(String typed, String canonical) {
        assertThat(Identifier.read(IdentifierKind.PHONE, typed).identifier())
                .get()
                .returns(canonical, Identifier::value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2240-1401", "+0504 2240", "+504", "+5042240140122401401", "+504 teléfono"})
    void what_is_no_international_phone_number_is_refused(String typed) {
        assertThat(Identifier.read(IdentifierKind.PHONE, typed))
                .isEqualTo(new Identifier.Flawed(Identifier.Flaw.WRONG_FORM));
    }

    @Test
    void an_address_is_read_in_lower_case() {
        assertThat(Identifier.read(IdentifierKind.EMAIL, " Ana.Perez@Empresa.Example ")
                        .identifier())
                .get()
                .returns("ana.perez@empresa.example", Identifier::value);
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

    private static boolean isNoFixedPoint(String text) {
        return Identifier.read(IdentifierKind.USERNAME, text)
                .identifier()
                .filter(read ->
                        !Identifier.read(IdentifierKind.USERNAME, read.value()).equals(new Identifier.Read(read)))
                .isPresent();
    }
}
