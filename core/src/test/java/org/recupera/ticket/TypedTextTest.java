package org.recupera.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.profile.FieldKind;

/** Where what is taken ends, to the character. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TypedTextTest {

    @Test
    void as_many_line_breaks_are_taken_as_characters_though_each_is_sent_as_two() {
        assertThat(read("a" + "\r\n".repeat(8) + "b")).isEqualTo(new TypedText.Read("a" + "\n".repeat(8) + "b"));
        assertThat(TypedText.read(FieldKind.PARAGRAPH, 2, "\r\n\r\n")).isEqualTo(new TypedText.Read(""));
        assertThat(TypedText.read(FieldKind.PARAGRAPH, 2, "\r\n\r\n ")).isInstanceOf(TypedText.Flawed.class);
    }

    @Test
    void thirty_marks_on_one_letter_are_read_and_one_more_is_not() {
        assertThat(read(50, "a" + "\u0301".repeat(30))).isInstanceOf(TypedText.Read.class);
        assertThat(read(50, "a" + "\u0301".repeat(31))).isInstanceOf(TypedText.Flawed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u180B", "\u180D", "\u180F", "\uFDD0", "\uFDEF", "\uFFFE", "\uFFFF"})
    void the_ends_of_ranges_are_refused(String refused) {
        assertThat(read("a" + refused + "b")).isInstanceOf(TypedText.Flawed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u180A", "\u1810", "\uFDCF", "\uFDF0", "\uFFFD"})
    void what_is_beside_them_is_taken(String taken) {
        assertThat(read("a" + taken + "b")).isEqualTo(new TypedText.Read("a" + taken + "b"));
    }

    private static TypedText.Reading read(String typed) {
        return read(10, typed);
    }

    private static TypedText.Reading read(int maximumLength, String typed) {
        return TypedText.read(FieldKind.PARAGRAPH, maximumLength, typed);
    }
}
