package org.recupera.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.Secret;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PasswordFormTest {

    @Test
    void Both_ways_of_typing_an_accent_are_one_password() {
        assertThat(normal("cafe\u0301")).isEqualTo(normal("caf\u00e9")).isEqualTo("caf\u00e9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " spaces around ",
                "non\u00a0breaking\u2009thin",
                "\uff46\uff55\uff4c\uff4c",
                "MiXeD",
                "κωδικός",
                "пароль",
                "كلمة السر",
                "\ud83d\udd11",
                "\ud83d\udc69\u200d\ud83d\udc67",
                "❤\ufe0f"
            })
    void Spaces_width_case_and_emoji_stay_as_typed(String typed) {
        assertThat(normal(typed)).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null\u0000",
                "tab\t",
                "line\n",
                "return\r",
                "escape\u001b",
                "delete\u007f",
                "next\u0085",
                "\u2028",
                "\u2029",
                "high\ud83d",
                "\udd11low",
                "\udd11\ud83d swapped"
            })
    void Controls_and_ill_formed_text_are_refused(String typed) {
        assertThat(PasswordForm.normalise(Secret.of(typed))).isEmpty();
    }

    @Test
    void The_longest_text_is_1024_code_units() {
        assertThat(PasswordForm.normalise(Secret.of("a".repeat(1024)))).isPresent();
        assertThat(PasswordForm.normalise(Secret.of("a".repeat(1025)))).isEmpty();
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void Text_too_long_is_not_normalised_which_would_take_hours() {
        assertThat(PasswordForm.normalise(Secret.of("\u0301\u0327".repeat(5_000_000))))
                .isEmpty();
    }

    @Test
    void Normalising_is_NFC_and_doing_it_again_changes_nothing() {
        Random random = new Random(20261120);
        for (int i = 0; i < 2_000; i++) {
            String typed = TypedText.random(random, 1 + random.nextInt(40));
            String normal = normal(typed);
            assertThat(Normalizer.isNormalized(normal, Normalizer.Form.NFC)).isTrue();
            assertThat(normal(normal)).isEqualTo(normal);
            assertThat(normal(Normalizer.normalize(typed, Normalizer.Form.NFD))).isEqualTo(normal);
        }
    }

    @Test
    void Text_that_grows_past_the_longest_is_refused_so_that_the_form_is_stable() {
        // U+0344 becomes two characters in NFC.
        assertThat(PasswordForm.normalise(Secret.of("\u0344".repeat(1024)))).isEmpty();
    }

    private static String normal(String typed) {
        return PasswordForm.normalise(Secret.of(typed)).orElseThrow().reveal();
    }
}
