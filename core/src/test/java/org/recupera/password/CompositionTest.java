package org.recupera.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.Secret;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CompositionTest {

    private static final Composition ONE_OF_EACH = new Composition(1, 1, 1, 1);

    @Test
    void Every_kind_that_is_lacking_is_told_with_its_number() {
        assertThat(judge(new Composition(2, 3, 4, 5), "Ab1!"))
                .containsExactly(
                        lacking("password.needs-upper-case", 2),
                        lacking("password.needs-lower-case", 3),
                        lacking("password.needs-digit", 4),
                        lacking("password.needs-symbol", 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ab1!", "Ñandú 7%", "Ωμέγα٣€", "Жук5—", "Llave1🔑", "A_b2", "K«x»9"})
    void Letters_and_digits_of_any_script_and_any_sign_count(String password) {
        assertThat(judge(ONE_OF_EACH, password)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'Ab1 ', password.needs-symbol",
        "Ab1\u00a0, password.needs-symbol",
        "'Abcdé1', password.needs-symbol",
        "Ab!, password.needs-digit",
        "Ab½!, password.needs-digit",
        "ab1!, password.needs-upper-case",
        "AB1!, password.needs-lower-case",
        "本A1!, password.needs-lower-case"
    })
    void Nothing_else_counts(String password, String code) {
        assertThat(judge(ONE_OF_EACH, password)).containsExactly(lacking(code, 1));
    }

    @Test
    void Who_asks_for_nothing_gets_anything() {
        assertThat(judge(new Composition(0, 0, 0, 0), "x")).isEmpty();
    }

    @Test
    void It_adds_its_reasons_to_those_of_the_others() {
        PasswordRules rules = PasswordRules.standard(15, 64).and(ONE_OF_EACH);
        Secret typed = Secret.of("honduras");
        assertThat(((Judgement.Refused) rules.judge(typed, typed, "", List.of())).flaws())
                .extracting(PasswordFlaw::code)
                .containsExactly(
                        "password.too-short",
                        "password.common",
                        "password.needs-upper-case",
                        "password.needs-digit",
                        "password.needs-symbol");
    }

    @ParameterizedTest
    @CsvSource({"-1,0,0,0", "0,9,0,0", "0,0,-1,0", "0,0,0,9"})
    void Numbers_out_of_range_are_refused(int upperCase, int lowerCase, int digits, int symbols) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Composition(upperCase, lowerCase, digits, symbols));
    }

    private static List<PasswordFlaw> judge(Composition composition, String password) {
        return composition.judge(Candidate.of(password, "", List.of()));
    }

    private static PasswordFlaw lacking(String code, int minimum) {
        return new PasswordFlaw(code, Map.of("minimum", Integer.toString(minimum)));
    }
}
