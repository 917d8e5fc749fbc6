package org.recupera.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.Secret;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MonotonyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaa",
                "aaaaaaaaaaaaaaab",
                "AaAaAaAaAaAaAaAa",
                "--------------------",
                "🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑",
                "aaaaabbbbbccccc",
                "!!!!!¡¡¡¡¡?????¿¿¿"
            })
    void The_same_over_and_over_is_a_pattern(String password) {
        assertThat(isPattern(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abcabcabcabcabc",
                "abcabcabcabcabc!",
                "¡xyz?xyz?xyz?xyz? 2026",
                "ab12ab12ab12ab1",
                "ana19ana19ana19",
                "k9m2xk9m2xk9m2xk9m2x",
                "aaaabbbbaaaabbbb",
                "🔑🚪🔑🚪🔑🚪🔑🚪🔑🚪"
            })
    void Something_short_written_over_and_over_is_a_pattern(String password) {
        assertThat(isPattern(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abababababababc",
                "xyxyxyxyxyxyxyz",
                "123123123123124",
                "k9m2xk9m2xk9m2xq",
                "ana19ana19ana1z",
                "abcdefgabcdefgabcdefx",
                "🔑🚪🔑🚪🔑🚪🔑🚪🔑🏠"
            })
    void Something_written_over_and_over_is_a_pattern_with_another_end_too(String password) {
        assertThat(isPattern(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789123456789",
                "12345678901234567",
                "0987654321098765",
                "abcdefghijklmnopq",
                "ZYXWVUTSRQPONMLK",
                "abcde12345fghij67890",
                "1234abcd1234abcd",
                "αβγδεζηθικλμνξο",
                "абвгдежзийклмноп",
                "１２３４５６７８９１２３４５６"
            })
    void Counting_and_spelling_is_a_pattern(String password) {
        assertThat(isPattern(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qwertyuiopasdfghjkl",
                "QwertyUiopAsdfgh",
                "poiuytrewqlkjhgfdsa",
                "asdfghjklñasdfghjklñ",
                "1qaz2wsx3edc4rfv",
                "zaq1xsw2cde3vfr4",
                "qweasdzxc123456",
                "!@#$%^&*()12345",
                "!\"#$%&/()=12345",
                "mnbvcxzmnbvcxz1"
            })
    void Rows_of_keys_are_a_pattern(String password) {
        assertThat(isPattern(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaa bbbb cccc dddd",
                "tres tristes tigres",
                "qwerty es un teclado",
                "abc, dijo el estudiante",
                "el abecedario 123456789",
                "123456789 veces no",
                "nopqrs y otras letras",
                "839201746550182",
                "Kx7$pQ2!vL9@mZ4",
                "correcto caballo correcto caballo",
                "perro17perro17perro17",
                "hi-fi-hi-fi-y-algo-mas",
                "🔑🚪🏠🌳🚗🐶☀🌧🌞🍞🥐🧀🍎🍇🍉"
            })
    void What_takes_six_characters_of_thought_is_none(String password) {
        assertThat(isPattern(password)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "hola", "x7", "tigre", "zapato", "🔑"})
    void What_is_merely_short_is_none(String password) {
        assertThat(isPattern(password)).isFalse();
    }

    @Test
    void Phrases_of_a_few_words_are_none_whatever_the_words() {
        List<String> words = List.of(
                "qwerty", "asdf", "abc", "aaaa", "abcdef", "tres", "estudio", "hijo", "definir", "777", "pop", "lunes",
                "zxcvbn", "mnopq", "casa", "no");
        Random random = new Random(800_63);
        for (int i = 0; i < 2_000; i++) {
            String phrase = random.ints(0, words.size())
                    .distinct()
                    .limit(4)
                    .mapToObj(words::get)
                    .collect(Collectors.joining(" "));
            assertThat(isPattern(phrase)).as(phrase).isFalse();
        }
    }

    @Test
    void Random_passwords_are_none() {
        String signs = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!$%&/()=?";
        Random random = new Random(28);
        for (int i = 0; i < 5_000; i++) {
            assertThat(List.of(random(random, signs), random(random, "0123456789")))
                    .noneMatch(MonotonyTest::isPattern);
        }
    }

    @Test
    void A_pattern_is_told_unless_it_is_common_too() {
        assertThat(flaws("abcde12345fghij67890")).containsExactly(PasswordFlaw.of("password.pattern"));
        assertThat(flaws("123456789012345")).containsExactly(PasswordFlaw.of("password.common"));
        assertThat(flaws("qwertyuiopasdfg")).containsExactly(PasswordFlaw.of("password.common"));
    }

    private static List<PasswordFlaw> flaws(String password) {
        Judgement judgement =
                PasswordRules.standard(15, 64).judge(Secret.of(password), Secret.of(password), "", List.of());
        return ((Judgement.Refused) judgement).flaws();
    }

    private static String random(Random random, String signs) {
        return random.ints(15, 0, signs.length())
                .mapToObj(at -> signs.substring(at, at + 1))
                .collect(Collectors.joining());
    }

    private static boolean isPattern(String password) {
        return Monotony.has(LooseForm.of(password));
    }
}
