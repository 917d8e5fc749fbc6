package org.recupera.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommonPasswordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PassWord",
                "123456789",
                "qwertyuiop",
                "iloveyou",
                "contraseña",
                "contrasena",
                "CONTRASEÑA",
                "Tegucigalpa",
                "honducompras",
                "diosesmipastor",
                "teamomuchisimo",
                "diciembre",
                "ｐａｓｓｗｏｒｄ",
                "pässwörd",
                "qwertyuiopasdfg",
                "abcdefghijklmnop"
            })
    void A_listed_password_is_common_in_any_case_accent_or_width(String password) {
        assertThat(isCommon(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordpassword",
                "PasswordPasswordPass",
                "password1password1",
                "password password",
                "123456789012345",
                "987654321098765",
                "Honduras!Honduras!"
            })
    void A_listed_password_written_over_and_over_is_common(String password) {
        assertThat(isCommon(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Contraseña2026!!!!",
                "!!!!2026Contraseña",
                "***Honduras***1821",
                "Hola1234567890!",
                "passwordpassword2026",
                "Tegucigalpa 2026",
                "Hola!Hola!Hola!2026",
                "2026password2026pass",
                "¡123456789!!!!!",
                "1qaz2wsx-------"
            })
    void A_listed_password_with_padding_is_common(String password) {
        assertThat(isCommon(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my password is long", "contraseña y llave", "passwordcontraseña", "password honduras",
                        "839201746550182",
                "31415926535897932", "Kx7$pQ2!vL9@mZ4", "abcde12345fghij67890", "correct horse battery staple",
                        "!!!!!¡¡¡¡¡?????¿¿¿",
                "a", "12", "xyzzyq"
            })
    void What_is_neither_listed_nor_stretched_is_not_common(String password) {
        assertThat(isCommon(password)).isFalse();
    }

    @Test
    void Random_passwords_and_phrases_of_listed_words_are_never_taken_for_common() throws IOException {
        Random random = new Random(6);
        List<String> words = lines("common-passwords.txt").stream()
                .filter(word -> word.matches("[a-z]+"))
                .toList();
        String signs = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!$%&/()=?";
        for (int i = 0; i < 5_000; i++) {
            String letters = random.ints(15, 0, signs.length())
                    .mapToObj(at -> signs.substring(at, at + 1))
                    .collect(Collectors.joining());
            String digits = random.ints(15, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
            String phrase = random.ints(4, 0, words.size()).mapToObj(words::get).collect(Collectors.joining(" "));
            assertThat(List.of(letters, digits, phrase)).noneMatch(CommonPasswordsTest::isCommon);
        }
    }

    @Test
    void Every_listed_password_is_found() throws IOException {
        List<String> english = lines("common-passwords.txt");
        List<String> spanish = lines("common-passwords-es.txt");
        assertThat(english).hasSizeGreaterThanOrEqualTo(10_000).allMatch(CommonPasswordsTest::isCommon);
        assertThat(spanish).hasSizeGreaterThanOrEqualTo(500).allMatch(CommonPasswordsTest::isCommon);
        assertThat(english)
                .filteredOn(password -> password.matches("[a-z0-9].*[a-z0-9]"))
                .hasSizeGreaterThan(29_000)
                .allMatch(password -> isCommon("¡" + password + "!!"));
        assertThat(english)
                .filteredOn(password -> password.matches("[a-z].*[a-z]"))
                .hasSizeGreaterThan(10_000)
                .allMatch(password -> isCommon("1821 " + password + " 2026"));
    }

    private static boolean isCommon(String password) {
        return CommonPasswords.has(LooseForm.of(password));
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = CommonPasswordsTest.class.getResourceAsStream(resource)) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
